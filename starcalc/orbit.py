"""The circular, sun-synchronous orbit: how fast, how tilted, and how much of the year in the Sun."""

from math import cos, radians, sin, tau

from starcalc.arrays import average, xp
from starcalc.constants import GM_EARTH, J2, OBLIQUITY, R_EARTH, TROPICAL_YEAR
from starcalc.units import Angle, Dimensionless, Length, Speed, Time, relation

DAY: Time = 86400.0
ECCENTRICITY: Dimensionless = 0.016708  # of Earth's orbit; Astronomical Almanac, epoch 2026
PERIHELION: Angle = radians(283.38)  # longitude of perihelion, same source and epoch


@relation
def period(altitude: Length) -> Time:
    """Period of a circular orbit: T = 2π √(a³/μ), a = R⊕ + h.

    Neglects oblateness, which changes it by less than 0.1 %. Below the centre of the Earth: NaN.
    Source: Kepler's third law; {cite:t}`vallado2013`, eq. 1-26.

    >>> f"{period(560e3):.1f} s"
    '5751.4 s'
    """
    return 2 * xp.pi * xp.sqrt((R_EARTH + altitude) ** 3 / GM_EARTH)


@relation
def speed(altitude: Length) -> Speed:
    """Speed on a circular orbit: v = √(μ/a), a = R⊕ + h.

    Neglects oblateness. Below the centre of the Earth: NaN. Source: {cite:t}`vallado2013`, eq. 1-23.

    >>> f"{speed(560e3):.1f} m/s"
    '7579.6 m/s'
    """
    return xp.sqrt(GM_EARTH / (R_EARTH + altitude))


@relation
def sun_synchronous_inclination(altitude: Length) -> Angle:
    """Inclination at which the node turns once a tropical year: cos i = −(2/3) (Ω̇/J₂) √(a⁷/μ) / R⊕².

    First order in J₂; the full field differs by 0.02° at 560 km. Above 5970 km no such orbit exists: NaN.
    Source: {cite:t}`vallado2013`, eq. 9-37 and section 11.4.

    >>> f"{sun_synchronous_inclination(560e3):.4f} rad"
    '1.7040 rad'
    """
    turn = 2 * xp.pi / TROPICAL_YEAR
    return xp.acos(-2 / 3 * turn / J2 * xp.sqrt((R_EARTH + altitude) ** 7 / GM_EARTH) / R_EARTH**2)


@relation
def earth_angular_radius(altitude: Length) -> Angle:
    """Half the angle under which Earth is seen, and the |β| below which there are eclipses: sin ρ = R⊕/a.

    Spherical Earth, no refraction. Below the surface: NaN. Source: {cite:t}`vallado2013`, section 5.3.

    >>> f"{earth_angular_radius(560e3):.4f} rad"
    '1.1663 rad'
    """
    return xp.asin(R_EARTH / (R_EARTH + altitude))


@relation
def sky_fraction(altitude: Length) -> Dimensionless:
    """Share of the whole sky that Earth covers: (1 − cos ρ)/2, with sin ρ = R⊕/a.

    Spherical Earth. Below the surface: NaN. Source: solid angle of a cone, {cite:t}`howell`.

    >>> f"{sky_fraction(560e3):.4f}"
    '0.3032'
    """
    return (1 - xp.cos(earth_angular_radius(altitude))) / 2


@relation
def beta_angle(solar_longitude: Angle, ascending_node: Angle, inclination: Angle) -> Angle:
    """Angle between the Sun and the orbit's plane, positive toward the orbit normal.

    sin β = sin i (cos λ sin Ω − cos ε sin λ cos Ω) + sin ε sin λ cos i, with λ the ecliptic longitude of the true Sun.
    Source: {cite:t}`vallado2013`, section 5.3.

    >>> f"{beta_angle(0.0, 1.5708, 1.7040):.4f} rad"
    '1.4376 rad'
    """
    across = xp.cos(solar_longitude) * xp.sin(ascending_node)
    along = xp.cos(OBLIQUITY) * xp.sin(solar_longitude) * xp.cos(ascending_node)
    north = xp.sin(OBLIQUITY) * xp.sin(solar_longitude)
    return xp.asin(xp.sin(inclination) * (across - along) + north * xp.cos(inclination))


@relation
def eclipse_fraction(altitude: Length, beta: Angle) -> Dimensionless:
    """Share of a circular orbit spent in Earth's shadow, a cylinder: acos(√(1 − R⊕²/a²) / cos β) / π.

    Zero once |β| passes Earth's angular radius. The true umbra is a cone, some 20 s shorter at 560 km; the penumbra
    as much longer. Below the surface: NaN. Source: {cite:t}`vallado2013`, section 5.3.

    >>> f"{eclipse_fraction(560e3, 0.0):.4f}"
    '0.3712'
    """
    return shaded_share(horizon(altitude), xp.cos(beta))


@relation
def mean_visible_sun(altitude: Length, local_time: Time) -> Dimensionless:
    """Mean share of the Sun's disc that a sun-synchronous satellite sees over a year.

    The mean of 1 − eclipse fraction over 72 evenly spaced days, each with the true Sun's longitude, so the equation
    of time and the Sun's uneven pace are in. `local_time` is the mean-Sun local time of the ascending node. Neglects
    refraction and the cone's half-shadow, which cancels to 0.0005. Below the surface: NaN.
    Source: Sun as in the Astronomical Almanac's low-precision formulas, {cite:t}`usno2012`.

    >>> f"{mean_visible_sun(560e3, 18 * 3600.0):.4f}"
    '0.9511'
    """
    tilt = sun_synchronous_inclination(altitude)
    cos_tilt, sin_tilt, edge = xp.cos(tilt), xp.sin(tilt), horizon(altitude)
    phase = 2 * xp.pi * (local_time / DAY - 0.5)

    def shaded(mean_longitude, x, y, z):
        node = mean_longitude + phase
        sin_beta = sin_tilt * (x * xp.sin(node) - y * xp.cos(node)) + z * cos_tilt
        return shaded_share(edge, xp.sqrt(1 - sin_beta**2))

    return 1 - average(shaded, SUNS, like=(altitude, local_time))


def horizon(altitude):
    """Cosine of Earth's angular radius, √(1 − R⊕²/a²), written so that nothing cancels at low altitude."""
    return xp.sqrt(altitude * (2 * R_EARTH + altitude)) / (R_EARTH + altitude)


def shaded_share(edge, cos_beta):
    """Share of the orbit behind a cylinder whose edge is seen at an angle of cosine `edge`."""
    lit = cos_beta <= edge
    return xp.where(lit, 0.0, xp.acos(edge / xp.where(lit, 1.0, cos_beta)) / xp.pi)


def suns(count):
    """Evenly spaced days of a year: the mean Sun's longitude, and the direction of the true Sun.

    λ = L + 2e sin M + (5/4) e² sin 2M with M = L − ϖ, the equation of the centre to second order.
    """
    for day in range(count):
        mean_longitude = tau * day / count
        anomaly = mean_longitude - PERIHELION
        longitude = mean_longitude + 2 * ECCENTRICITY * sin(anomaly) + 1.25 * ECCENTRICITY**2 * sin(2 * anomaly)
        across = sin(longitude)
        yield mean_longitude, cos(longitude), cos(OBLIQUITY) * across, sin(OBLIQUITY) * across


SUNS = tuple(suns(72))
