"""The stars that an eye sees: where they stand for an observer, and which there are."""

from dataclasses import dataclass
from functools import cache
from math import pi

from starcalc import orbit
from starcalc.arrays import xp
from starcalc.edges import within_right_angle
from starcalc.sky.places import instant, past_noon
from starcalc.tables import beside
from starcalc.units import Angle, Time, relation


@dataclass(frozen=True)
class Star:
    """A star: its name, or "", right ascension and declination in degrees, of 2000, and its magnitude."""

    name: str
    right_ascension: float
    declination: float
    magnitude: float


@cache
def bright_stars():
    """The stars to magnitude 5, all over the sky, brightest first; a few dozen of them have names.

    >>> bright_stars()[0]
    Star(name='Sirius', right_ascension=101.29, declination=-16.72, magnitude=-1.44)
    """
    return [Star(**row) for row in beside(__file__, "stars.csv", texts=("name",))]


@relation
def star_elevation(right_ascension: Angle, declination: Angle, latitude: Angle, day_of_year: Time, hour: Time) -> Angle:
    """How high above an observer's horizon a star stands: sin e = o·r, with o the zenith and r the way to the star.

    `hour` and `day_of_year` as in `solar_depression`: the sidereal time is the mean Sun's longitude and the hour past
    noon. No refraction; places of the catalogue's epoch, from which the sky of 2026 is a third of a degree off. A
    declination or a latitude beyond ±90° or an hour beyond 0 to 24 h: NaN.
    Source: Vallado 2013, sections 3.5 and 4.4.

    >>> f"{star_elevation(1.7678, -0.2918, 0.9076, 20 * 86400.0, 22.5 * 3600.0) * 57.29578:.1f} degrees"  # Sirius
    '21.2 degrees'
    """
    up, east, north = seen(right_ascension, declination, latitude, day_of_year, hour)
    return xp.atan2(up, xp.sqrt(xp.maximum(east * east + north * north, 1e-30)))


@relation
def star_azimuth(right_ascension: Angle, declination: Angle, latitude: Angle, day_of_year: Time, hour: Time) -> Angle:
    """Where on the horizon a star stands, from north by east, 0° to 360°: tan A = east·r / north·r.

    Arguments and what is refused as in `star_elevation`. Source: Vallado 2013, sections 3.5 and 4.4.

    >>> f"{star_azimuth(1.7678, -0.2918, 0.9076, 20 * 86400.0, 22.5 * 3600.0) * 57.29578:.0f} degrees"
    '176 degrees'
    """
    _, east, north = seen(right_ascension, declination, latitude, day_of_year, hour)
    azimuth = xp.atan2(east, north)
    return xp.where(azimuth < 0, azimuth + 2 * pi, azimuth)


def seen(right_ascension, declination, latitude, day_of_year, hour):
    """A star's part along the zenith, toward the east and toward the north."""
    declination, latitude = within_right_angle(declination), within_right_angle(latitude)
    aside = right_ascension - orbit.mean_solar_longitude(instant(day_of_year, hour)) - 2 * pi * past_noon(hour)
    level, high = xp.cos(declination) * xp.cos(aside), xp.sin(declination)
    up = xp.cos(latitude) * level + xp.sin(latitude) * high
    return up, xp.cos(declination) * xp.sin(aside), xp.cos(latitude) * high - xp.sin(latitude) * level
