"""Where a satellite on a circular orbit stands in the sky of an observer, and how the Sun falls on it.

All is told in hours by the mean Sun: a node of 18 h stands over a meridian where it is 18 h, whatever the date. So a
satellite's place in the sky asks for no day; only the Sun's does. Spherical Earth, no refraction.
"""

from math import cos, nan, pi, sin

from starcalc import orbit
from starcalc.arrays import xp
from starcalc.constants import DAY, OBLIQUITY, R_EARTH, R_SUN
from starcalc.edges import kept, not_negative, within_right_angle
from starcalc.units import Angle, Dimensionless, Length, Time, relation


@relation
def sunlit_depression(altitude: Length) -> Angle:
    """How far the Sun sinks before a satellite at the zenith goes dark: tan d = √(h (2R⊕ + h)) / R⊕, or cos d = R⊕/a.

    Spherical Earth, no refraction, the Sun a point. Below the surface: NaN.
    Source: right-angled triangle at the shadow's edge, Vallado 2013, section 5.3.

    >>> f"{sunlit_depression(560e3):.4f} rad"
    '0.4045 rad'
    """
    return xp.atan2(xp.sqrt(altitude) * xp.sqrt(2 * R_EARTH + altitude), R_EARTH)


@relation
def solar_depression(latitude: Angle, day_of_year: Time, hour: Time) -> Angle:
    """How far the Sun stands below an observer's horizon: sin d = −o·s, with o the zenith and s the true Sun.

    `day_of_year` is the day whose noon at Greenwich it counts from, 1 on 1 January 2026, and `hour` the observer's own
    by the mean Sun, 0 to 24 h; the Sun's place is that at Greenwich at this hour, elsewhere up to half a day and 0.2°
    of declination off. By day it is negative. No refraction, which lifts a setting Sun by half a degree. A latitude
    beyond ±90° or an hour beyond 0 to 24 h: NaN.
    Source: United States Naval Observatory and HM Nautical Almanac Office 2011, page C5; Vallado 2013, section 5.1.

    >>> f"{solar_depression(0.9076, 79 * 86400.0, 19 * 3600.0) * 57.29578:.1f} degrees"
    '8.0 degrees'
    """
    zenith, sun = observer(latitude, hour), sunward(day_of_year, hour)
    high, low = difference(zenith, sun), total(zenith, sun)
    return 2 * xp.atan2(length(high), length(low)) - pi / 2


@relation
def satellite_elevation(
    altitude: Length, inclination: Angle, local_time: Time, argument_of_latitude: Angle, latitude: Angle, hour: Time
) -> Angle:
    """How high above an observer's horizon a satellite stands: tan e = (a cos ψ − R⊕) / (a sin ψ).

    ψ is the angle at Earth's centre between them; below the horizon e is negative. `local_time` is that of the
    ascending node when the observer's clock shows `hour`, both by the mean Sun; `argument_of_latitude` the satellite's
    place, counted from that node along the orbit. Below the surface, an inclination beyond 0° to 180°, a latitude
    beyond ±90° or an hour beyond 0 to 24 h: NaN. Source: Vallado 2013, sections 2.6 and 4.4.

    >>> tilt = orbit.sun_synchronous_inclination(560e3)
    >>> f"{satellite_elevation(560e3, tilt, 64800.0, 0.9, 0.9076, 67200.0):.4f} rad"
    '0.2700 rad'
    """
    apart = squared_chord(inclination, local_time, argument_of_latitude, latitude, hour)
    radius = R_EARTH + not_negative(altitude)
    aside = radius * xp.sqrt(xp.maximum(apart * (1 - apart / 4), 1e-30))
    return xp.atan2(altitude - radius * apart / 2, aside)


@relation
def satellite_azimuth(
    altitude: Length, inclination: Angle, local_time: Time, argument_of_latitude: Angle, latitude: Angle, hour: Time
) -> Angle:
    """Where on the horizon a satellite stands, from north by east, 0° to 360°: tan A = r·east / r·north.

    The same for all altitudes, which only have to be possible. At the poles north is along the meridian of `hour`, away
    from the pole's own zenith. Arguments and what is refused as in `satellite_elevation`.
    Source: Vallado 2013, section 4.4.

    >>> tilt = orbit.sun_synchronous_inclination(560e3)
    >>> f"{satellite_azimuth(560e3, tilt, 64800.0, 0.9, 0.9076, 67200.0):.4f} rad"
    '4.7590 rad'
    """
    x, y, z = satellite(kept(inclination, possible_tilt), clock_angle(local_time), argument_of_latitude)
    latitude, turn = within_right_angle(latitude), 2 * pi * past_noon(hour)
    east = y * xp.cos(turn) - x * xp.sin(turn)
    outward = x * xp.cos(turn) + y * xp.sin(turn)
    azimuth = xp.atan2(east, z * xp.cos(latitude) - outward * xp.sin(latitude))
    azimuth = xp.where(azimuth < 0, azimuth + 2 * pi, azimuth)
    return xp.where(altitude >= 0, azimuth, nan)


@relation
def satellite_distance(
    altitude: Length, inclination: Angle, local_time: Time, argument_of_latitude: Angle, latitude: Angle, hour: Time
) -> Length:
    """Distance between a satellite and an observer: d² = h² + 4 a R⊕ sin² (ψ/2).

    ψ is the angle at Earth's centre between them; right through the Earth, where it is below the horizon. Arguments
    and what is refused as in `satellite_elevation`. Source: law of cosines; Vallado 2013, section 4.4.

    >>> tilt = orbit.sun_synchronous_inclination(560e3)
    >>> f"{satellite_distance(560e3, tilt, 64800.0, 0.9, 0.9076, 67200.0) / 1e3:.0f} km"
    '1516 km'
    """
    apart = squared_chord(inclination, local_time, argument_of_latitude, latitude, hour)
    return xp.sqrt(not_negative(altitude) ** 2 + R_EARTH * (R_EARTH + altitude) * apart)


@relation
def illumination(
    altitude: Length,
    inclination: Angle,
    local_time: Time,
    argument_of_latitude: Angle,
    day_of_year: Time,
    hour: Time,
) -> Dimensionless:
    """Share of the Sun's disc that a satellite sees: ½ + (asin x + x √(1 − x²)) / π, x = (E + d) / α.

    E is the Sun's elevation at the satellite, d the dip of Earth's limb as in `sunlit_depression`, α half the Sun's
    width: 1 in full light, 0 in the umbra, between in the penumbra. The limb counts as straight and the disc as evenly
    bright; no air, whose refraction reddens and lengthens a sunset. `hour` is that of the clock by which the node's
    `local_time` is told, and of the day as in `solar_depression`; at 12 h noon. Below the surface, an inclination
    beyond 0° to 180° or an hour beyond 0 to 24 h: NaN.
    Source: United States Naval Observatory and HM Nautical Almanac Office 2011, page C5; Vallado 2013, section 5.3.

    >>> tilt = orbit.sun_synchronous_inclination(560e3)
    >>> f"{illumination(560e3, tilt, 64800.0, 5.4, 172 * 86400.0, 67200.0):.2f}"
    '0.44'
    """
    place = satellite(kept(inclination, possible_tilt), clock_angle(local_time), argument_of_latitude)
    sun = sunward(day_of_year, hour)
    elevation = 2 * xp.atan2(length(total(place, sun)), length(difference(place, sun))) - pi / 2
    wide = xp.asin(R_SUN / orbit.solar_distance(instant(day_of_year, hour)))
    above = (elevation + sunlit_depression(not_negative(altitude))) / wide
    partly = xp.abs(above) < 1
    edge = xp.where(partly, above, 0.0)
    seen = 0.5 + (xp.asin(edge) + edge * xp.sqrt(1 - edge**2)) / pi
    return xp.where(partly, seen, xp.where(above >= 1, 1.0, xp.where(above <= -1, 0.0, nan)))


@relation
def phase_angle(
    altitude: Length,
    inclination: Angle,
    local_time: Time,
    argument_of_latitude: Angle,
    latitude: Angle,
    day_of_year: Time,
    hour: Time,
) -> Angle:
    """Angle at a satellite between the Sun and the observer: cos φ = −s·d / |d|, d the line from observer to satellite.

    Its cosine is that at which the observer meets the normal of a sheet that faces the Sun: above 0 he looks at the
    sunlit face, at 0 along the sheet, below 0 at the rear. A satellite in the plane of Sun and zenith, e above the
    sunset, has φ = 180° − e − d, d the Sun's depression, so that whoever stands in the dark mostly sees rears.
    Arguments and what is refused as in `satellite_elevation` and `solar_depression`.
    Source: scalar product; Mallama 2020 on the geometry of a flat panel.

    >>> tilt = orbit.sun_synchronous_inclination(560e3)
    >>> f"{phase_angle(560e3, tilt, 64800.0, 0.9, 0.9076, 79 * 86400.0, 67200.0) * 57.29578:.0f} degrees"
    '159 degrees'
    """
    radii = 1 + not_negative(altitude) / R_EARTH
    place = satellite(kept(inclination, possible_tilt), clock_angle(local_time), argument_of_latitude)
    zenith, sun = observer(latitude, hour), sunward(day_of_year, hour)
    sight = tuple(radii * there - here for there, here in zip(place, zenith, strict=True))
    line = tuple(part / length(sight) for part in sight)
    return 2 * xp.atan2(length(total(line, sun)), length(difference(line, sun)))


def possible_tilt(inclination):
    """Whether an orbit can be inclined so."""
    return (inclination >= 0) & (inclination < 3.1416)


def clock_angle(local_time):
    """How far east of the mean Sun it is so late."""
    return 2 * pi * (local_time / DAY - 0.5)


def past_noon(hour):
    """What part of a day it is past noon, and NaN for an hour beyond 0 to 24 h."""
    return kept(hour / DAY, lambda it: (it >= 0) & (it <= 1)) - 0.5


def instant(day_of_year, hour):
    """A day and an hour as one time, counted as the almanac does."""
    return day_of_year + past_noon(hour) * DAY


def observer(latitude, hour):
    """Unit vector to an observer's zenith: toward the mean Sun along the equator, east of it, and north."""
    latitude, turn = within_right_angle(latitude), 2 * pi * past_noon(hour)
    return xp.cos(latitude) * xp.cos(turn), xp.cos(latitude) * xp.sin(turn), xp.sin(latitude)


def satellite(inclination, node, argument_of_latitude):
    """Unit vector from Earth's centre to a satellite, in the same axes."""
    along, across = xp.cos(argument_of_latitude), xp.sin(argument_of_latitude) * xp.cos(inclination)
    return (
        xp.cos(node) * along - xp.sin(node) * across,
        xp.sin(node) * along + xp.cos(node) * across,
        xp.sin(argument_of_latitude) * xp.sin(inclination),
    )


def sunward(day_of_year, hour):
    """Unit vector to the true Sun, in the same axes, so that its y is the equation of time."""
    time = instant(day_of_year, hour)
    mean, true = orbit.mean_solar_longitude(time), orbit.solar_longitude(time)
    x, y = xp.cos(true), cos(OBLIQUITY) * xp.sin(true)
    east, noon = xp.sin(mean), xp.cos(mean)
    return x * noon + y * east, y * noon - x * east, sin(OBLIQUITY) * xp.sin(true)


def squared_chord(inclination, local_time, argument_of_latitude, latitude, hour):
    """The square of the distance between satellite and observer, were both on a sphere of radius one."""
    place = satellite(kept(inclination, possible_tilt), clock_angle(local_time), argument_of_latitude)
    return sum(part**2 for part in difference(place, observer(latitude, hour)))


def difference(one, other):
    """A vector less another."""
    return tuple(a - b for a, b in zip(one, other, strict=True))


def total(one, other):
    """The sum of two vectors."""
    return tuple(a + b for a, b in zip(one, other, strict=True))


def length(vector):
    """The length of a vector, whose slope at nothing is nothing."""
    square = sum(part**2 for part in vector)
    return xp.sqrt(xp.maximum(square, 1e-30))
