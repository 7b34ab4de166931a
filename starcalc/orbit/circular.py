"""The circular, sun-synchronous orbit: how fast, how tilted, how it lies to Earth and Sun."""

from math import nan, pi

from starcalc.arrays import xp
from starcalc.constants import GM_EARTH, J2, OBLIQUITY, R_EARTH, TROPICAL_YEAR
from starcalc.edges import not_negative
from starcalc.units import Angle, Dimensionless, Length, Speed, Time, relation


@relation
def period(altitude: Length) -> Time:
    """Period of a circular orbit: T = 2π √(a³/μ), a = R⊕ + h.

    Neglects oblateness, which changes it by less than 0.1 %. Below the centre of the Earth: NaN.
    Source: Kepler's third law; Vallado 2013, eq. 1-26.

    >>> f"{period(560e3):.1f} s"
    '5751.4 s'
    """
    return 2 * xp.pi * xp.sqrt((R_EARTH + altitude) ** 3 / GM_EARTH)


@relation
def speed(altitude: Length) -> Speed:
    """Speed on a circular orbit: v = √(μ/a), a = R⊕ + h.

    Neglects oblateness. Below the centre of the Earth: NaN. Source: Vallado 2013, eq. 1-23.

    >>> f"{speed(560e3):.1f} m/s"
    '7579.6 m/s'
    """
    return xp.sqrt(GM_EARTH / (R_EARTH + altitude))


@relation
def sun_synchronous_inclination(altitude: Length) -> Angle:
    """Inclination at which the node turns once a tropical year: cos i = −(2/3) (Ω̇/J₂) √(R⊕³/μ) (a/R⊕)^3.5.

    First order in J₂; the full field differs by 0.02° at 560 km. Above 5970 km no such orbit exists: NaN.
    Source: Vallado 2013, eq. 9-37 and section 11.4.

    >>> f"{sun_synchronous_inclination(560e3):.4f} rad"
    '1.7040 rad'
    """
    turn = 2 * xp.pi / TROPICAL_YEAR
    steepness = turn / J2 * (R_EARTH**3 / GM_EARTH) ** 0.5  # a⁷ itself would overflow in single precision
    return xp.acos(-2 / 3 * steepness * xp.pow((R_EARTH + altitude) / R_EARTH, 3.5))


@relation
def earth_angular_radius(altitude: Length) -> Angle:
    """Half the angle under which Earth is seen, and the |β| below which there are eclipses: sin ρ = R⊕/a.

    Spherical Earth, no refraction. Below the surface: NaN. Source: Vallado 2013, section 5.3.

    >>> f"{earth_angular_radius(560e3):.4f} rad"
    '1.1663 rad'
    """
    return xp.asin(R_EARTH / (R_EARTH + not_negative(altitude)))


@relation
def sky_fraction(altitude: Length) -> Dimensionless:
    """Share of the whole sky that Earth covers: (1 − cos ρ)/2 = sin² (ρ/2), with sin ρ = R⊕/a.

    Spherical Earth. Below the surface: NaN. Source: solid angle of a cone, Howell and Mengüç 2010.

    >>> f"{sky_fraction(560e3):.4f}"
    '0.3032'
    """
    return xp.sin(earth_angular_radius(altitude) / 2) ** 2


@relation
def beta_angle(solar_longitude: Angle, ascending_node: Angle, inclination: Angle) -> Angle:
    """Angle between the Sun and the orbit's plane, positive toward the orbit normal.

    sin β = sin i (cos λ sin Ω − cos ε sin λ cos Ω) + sin ε sin λ cos i, with λ the ecliptic longitude of the true Sun.
    An inclination beyond 0° to 180°: NaN. Source: Vallado 2013, section 5.3.

    >>> f"{beta_angle(0.0, 1.5708, 1.7040):.4f} rad"
    '1.4376 rad'
    """
    inclination = xp.where((inclination >= 0) & (inclination < 3.1416), inclination, nan)
    across = xp.cos(solar_longitude) * xp.sin(ascending_node)
    along = xp.cos(OBLIQUITY) * xp.sin(solar_longitude) * xp.cos(ascending_node)
    north = xp.sin(OBLIQUITY) * xp.sin(solar_longitude)
    sine = xp.sin(inclination) * (across - along) + north * xp.cos(inclination)
    return xp.asin(xp.maximum(xp.minimum(sine, 1.0), -1.0))  # rounding may step past 1


@relation
def ring_spacing(altitude: Length, satellites: Dimensionless) -> Length:
    """Distance between neighbours that share one orbit evenly: 2π (R⊕ + h) / n.

    Along the orbit. None: infinite; fewer: NaN. Source: circumference of a circle.

    >>> f"{ring_spacing(560e3, 1000.0) / 1e3:.2f} km"
    '43.59 km'
    """
    return 2 * pi * (R_EARTH + altitude) / not_negative(satellites)
