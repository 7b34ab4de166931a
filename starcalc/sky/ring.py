"""The ring in the sky: how high it stands, how many of its satellites are in sight at once."""

from math import pi, sin, sqrt

from starcalc import orbit
from starcalc.arrays import average, xp
from starcalc.constants import DAY, OBLIQUITY, R_EARTH
from starcalc.edges import kept, not_negative, within_right_angle
from starcalc.orbit.eclipse import horizon
from starcalc.sky.brightness import Magnitude, apparent_magnitude, satellite_magnitude
from starcalc.sky.places import (
    clock_angle,
    illumination,
    observer,
    phase_angle,
    possible_tilt,
    satellite,
    satellite_distance,
    satellite_elevation,
    sunlit_depression,
    sunward,
)
from starcalc.units import Angle, Area, Dimensionless, Length, Time, relation

PLANES = tuple((2 * (plane + 0.5) / 48 - 1,) for plane in range(48))
LOOKS = tuple((plane, part) for plane in (-1, 0, 1) for part in range(-15, 16, 2))
SCATTER = 0.5 * sqrt(3) / pi  # of a logistic curve whose standard deviation is half a magnitude


@relation
def ring_elevation(
    altitude: Length, latitude: Angle, solar_depression: Angle, solar_longitude: Angle, local_time: Time
) -> Angle:
    """Highest elevation of a sun-synchronous ring when the Sun is so far down, at dusk or at dawn, whichever is higher.

    sin ψ = |o·n| between the observer's zenith o and the ring's normal n; tan e = (cos ψ − R⊕/a) / sin ψ. The whole
    ring counts, lit or not; below the horizon e is negative. `local_time` is that of the ascending node. Mean Sun:
    its right ascension is its longitude, no equation of time. Spherical Earth, no refraction. Where the Sun is never so
    far down that day, below the surface, or a latitude or a depression beyond ±90°: NaN.
    Source: Vallado 2013, sections 4.4 and 5.1.

    >>> f"{ring_elevation(560e3, 0.7854, 0.2094, 0.0, 18 * 3600.0):.4f} rad"
    '0.1151 rad'
    """
    tilt = orbit.sun_synchronous_inclination(altitude)
    latitude = within_right_angle(latitude)
    sin_declination = sin(OBLIQUITY) * xp.sin(solar_longitude)
    down = xp.sin(within_right_angle(solar_depression)) + xp.sin(latitude) * sin_declination
    hour_angle = xp.acos(-down / (xp.cos(latitude) * xp.sqrt(1 - sin_declination**2)))
    node = 2 * pi * (local_time / DAY - 0.5)  # how far east of the Sun; so is, at dusk, the observer by the hour angle
    north = xp.sin(latitude) * xp.cos(tilt)
    dusk = north + xp.cos(latitude) * xp.sin(tilt) * xp.sin(node - hour_angle)
    dawn = north + xp.cos(latitude) * xp.sin(tilt) * xp.sin(node + hour_angle)
    aside = xp.minimum(xp.abs(dusk), xp.abs(dawn))
    return xp.atan2(xp.sqrt(1 - aside**2) - xp.cos(sunlit_depression(altitude)), aside)


@relation
def satellites_in_sight(
    fleet: Dimensionless,
    altitude: Length,
    inclination: Angle,
    local_time: Time,
    node_spread: Time,
    latitude: Angle,
    day_of_year: Time,
    hour: Time,
    minimum_elevation: Angle,
) -> Dimensionless:
    """How many of a fleet are lit and above an elevation at once: the mean over planes of n (2 w − overlap) / 2π.

    Of each plane an arc of half-width w is in sight, cos w = cos λ / |o∥|, with λ the angle at Earth's centre out to
    the elevation and o∥ the zenith's part in the plane; what it shares with the arc in Earth's shadow, a cylinder, is
    taken off. Satellites spread evenly along 48 planes, whose ascending nodes spread evenly by `node_spread` to either
    side of `local_time`: 2 h are 30°, 12 h all round, as of a shell whose nodes drift. Bright or not; the mean of many
    moments, where a fleet is small; rough for a patch of sky narrower than from one plane to the next. A negative
    fleet, below the surface, an inclination beyond 0° to 180°, a latitude or an elevation beyond ±90° or an hour beyond
    0 to 24 h: NaN.
    Source: circles on a sphere; Vallado 2013, sections 4.4 and 5.3.

    >>> tilt = orbit.sun_synchronous_inclination(560e3)
    >>> f"{satellites_in_sight(1e3, 560e3, tilt, 64800.0, 0.0, 0.9076, 79 * 86400.0, 67500.0, 0.0):.0f} of a thousand"
    '108 of a thousand'
    """
    radii = 1 + not_negative(altitude) / R_EARTH
    edge = within_right_angle(minimum_elevation)
    reach = xp.cos(xp.acos(xp.cos(edge) / radii) - edge)  # cosine of λ
    zenith, sun, night = observer(latitude, hour), sunward(day_of_year, hour), horizon(altitude)
    tilt, middle, spread = kept(inclination, possible_tilt), clock_angle(local_time), 2 * pi * (node_spread / DAY)

    def in_sight(step):
        node = middle + step * spread
        start, quarter = satellite(tilt, node, 0 * tilt), satellite(tilt, node, 0 * tilt + pi / 2)
        o, p = dot(zenith, start), dot(zenith, quarter)
        s, t = -dot(sun, start), -dot(sun, quarter)
        seen = arc(reach, xp.sqrt(xp.maximum(o**2 + p**2, 1e-30)))
        dark = arc(night, xp.sqrt(xp.maximum(s**2 + t**2, 1e-30)))
        between = xp.abs(xp.atan2(o * t - p * s, o * s + p * t))
        shared = xp.minimum(xp.minimum(2 * seen, 2 * dark), xp.maximum(seen + dark - between, 0.0))
        return (2 * seen - shared) / (2 * pi)

    like = (altitude, inclination, local_time, node_spread, latitude, day_of_year, hour, minimum_elevation)
    return not_negative(fleet) * average(in_sight, PLANES, like=like)


@relation
def bright_satellites(
    fleet: Dimensionless,
    altitude: Length,
    inclination: Angle,
    local_time: Time,
    node_spread: Time,
    latitude: Angle,
    day_of_year: Time,
    hour: Time,
    array_area: Area,
    array_reflectivity: Dimensionless,
    body_area: Area,
    body_reflectivity: Dimensionless,
    extinction_coefficient: Magnitude,
    limiting_magnitude: Magnitude,
) -> Dimensionless:
    """How many of a fleet are above the horizon and brighter than a limit: the mean over planes of n w / π of a share.

    w is half the arc of a plane that is above the horizon, looked at in 16 places, where m is the mean magnitude; the
    share is 1 / (1 + e^((m − limit)/s)), since one satellite differs from the next by half a magnitude, s = 0.28.
    Each holds its array to the Sun, as `satellite_magnitude` has it. Three planes, whose nodes spread as in
    `satellites_in_sight`; a few percent off where many are bright. Arguments and what is refused as there and in
    `satellite_magnitude`.
    Source: `satellite_magnitude`; Mallama 2021 for the half magnitude.

    >>> tilt = orbit.sun_synchronous_inclination(560e3)
    >>> winter = (1e3, 560e3, tilt, 64800.0, 0.0, 0.9076, 355 * 86400.0, 62000.0)
    >>> f"{bright_satellites(*winter, 600.0, 0.1, 12.0, 0.2, 0.2, 5.5):.0f} of a thousand"
    '83 of a thousand'
    """
    zenith, middle, spread = observer(latitude, hour), clock_angle(local_time), 2 * pi * (node_spread / DAY)
    reach, tilt = 1 / (1 + not_negative(altitude) / R_EARTH), kept(inclination, possible_tilt)

    def bright(plane, part):
        step, place = plane * (2 / 3), part / 16
        node = middle + step * spread
        o, p = dot(zenith, satellite(tilt, node, 0 * tilt)), dot(zenith, satellite(tilt, node, 0 * tilt + pi / 2))
        up = arc(reach, xp.sqrt(xp.maximum(o**2 + p**2, 1e-30)))
        at = (altitude, inclination, local_time + step * node_spread, xp.atan2(p, o) + place * up)
        phase, distance = phase_angle(*at, latitude, day_of_year, hour), satellite_distance(*at, latitude, hour)
        whole = satellite_magnitude(array_area, array_reflectivity, body_area, body_reflectivity, phase, distance)
        share, elevation = illumination(*at, day_of_year, hour), satellite_elevation(*at, latitude, hour)
        fainter = apparent_magnitude(whole, share, elevation, extinction_coefficient) - limiting_magnitude
        return up / pi / (1 + xp.exp(xp.minimum(fainter / SCATTER, 60.0)))

    where = (altitude, inclination, local_time, node_spread, latitude, day_of_year, hour)
    seen = (array_area, array_reflectivity, body_area, body_reflectivity, extinction_coefficient, limiting_magnitude)
    return not_negative(fleet) * average(bright, LOOKS, like=where + seen)


def dot(one, other):
    """The scalar product of two vectors."""
    return sum(a * b for a, b in zip(one, other, strict=True))


def arc(edge, across):
    """Half-width of the arc of a circle on which a cosine, at most `across`, is more than an edge."""
    met = across > edge
    return xp.where(met, xp.acos(xp.minimum(edge / xp.where(met, across, 1.0), 1.0)), 0 * across * edge)
