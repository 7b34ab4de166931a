"""Where the Sun stands on a day of the year, by the Astronomical Almanac.

A day of the year is counted in 2026: 1 is noon UT on 1 January, 1.5 the midnight after it, 365 noon on 31 December.
Days before and after belong to other years; the formulas hold from 1950 to 2050.
"""

from math import radians
from typing import Annotated

from starcalc.arrays import xp
from starcalc.constants import AU, DAY
from starcalc.units import Angle, Array, Length, Time, relation

Turning = Annotated[Array, "rad/s"]
EPOCH = 9496  # days from J2000.0 to noon of 31 December 2025, from which the longitude and the anomaly count
MEAN_LONGITUDE: Annotated[Angle, r"L_0"] = radians((280.460 + 0.9856474 * EPOCH) % 360)
MEAN_MOTION: Annotated[Turning, r"\dot L"] = radians(0.9856474) / DAY
MEAN_ANOMALY: Annotated[Angle, r"g_\odot"] = radians((357.528 + 0.9856003 * EPOCH) % 360)
ANOMALISTIC_MOTION: Annotated[Turning, r"\dot g"] = radians(0.9856003) / DAY
CENTRE: Annotated[Angle, r"c_1"] = radians(1.915)  # of the equation of the centre, its first two terms
SECOND_CENTRE: Annotated[Angle, r"c_2"] = radians(0.020)


@relation
def mean_solar_longitude(day_of_year: Time) -> Angle:
    """Longitude of the mean Sun, which keeps an even pace along the equator: L = L₀ + L̇ t.

    t counts from noon of 31 December 2025; not brought back to one turn.
    Source: United States Naval Observatory and HM Nautical Almanac Office 2011, page C5.

    >>> f"{mean_solar_longitude(172 * 86400.0) % 6.283185:.4f} rad"
    '1.5655 rad'
    """
    return MEAN_LONGITUDE + MEAN_MOTION * day_of_year


@relation
def solar_longitude(day_of_year: Time) -> Angle:
    """Ecliptic longitude of the true Sun: λ = L + 1.915° sin g + 0.020° sin 2g, g the mean anomaly.

    Of the equinox of date, to 0.01°; not brought back to one turn. Source: United States Naval Observatory and HM
    Nautical Almanac Office 2011, page C5.

    >>> f"{solar_longitude(172 * 86400.0) % 6.283185:.4f} rad"
    '1.5733 rad'
    """
    anomaly = mean_anomaly(day_of_year)
    return mean_solar_longitude(day_of_year) + CENTRE * xp.sin(anomaly) + SECOND_CENTRE * xp.sin(2 * anomaly)


@relation
def solar_distance(day_of_year: Time) -> Length:
    """Distance of the Sun: r = (1.00014 − 0.01671 cos g − 0.00014 cos 2g) au, g the mean anomaly.

    Neglects the Moon and the planets, which matter in the fourth digit. Source: United States Naval Observatory and HM
    Nautical Almanac Office 2011, page C5.

    >>> f"{solar_distance(172 * 86400.0) / 1e9:.2f} million km"
    '152.03 million km'
    """
    anomaly = mean_anomaly(day_of_year)
    return AU * (1.00014 - 0.01671 * xp.cos(anomaly) - 0.00014 * xp.cos(2 * anomaly))


def mean_anomaly(day_of_year):
    """How far round its ellipse the Sun would be at an even pace, from perihelion."""
    return MEAN_ANOMALY + ANOMALISTIC_MOTION * day_of_year


def ascending_node(local_time, day_of_year):
    """Right ascension of a node that keeps its local time by the mean Sun."""
    return mean_solar_longitude(day_of_year) + 2 * xp.pi * (local_time / DAY - 0.5)
