"""The ring in the sky: how high it stands."""

from math import pi, sin

from starcalc import orbit
from starcalc.arrays import xp
from starcalc.constants import DAY, OBLIQUITY
from starcalc.edges import within_right_angle
from starcalc.sky.places import sunlit_depression
from starcalc.units import Angle, Length, Time, relation


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
