"""How much of the year in the Sun: shadows of a day, of a season, and the year day by day."""

from functools import reduce
from math import cos, nan, pi, radians, sin, tau
from typing import Annotated

import numpy as np

from starcalc.arrays import average, xp
from starcalc.constants import DAY, OBLIQUITY, R_EARTH, R_SUN, SECONDS_PER_YEAR
from starcalc.edges import log_one_plus, not_negative, one_less_exp, within_right_angle
from starcalc.orbit.almanac import ascending_node, solar_distance, solar_longitude
from starcalc.orbit.circular import beta_angle, earth_angular_radius, period, sun_synchronous_inclination
from starcalc.orbit.drag import ellipse
from starcalc.units import Angle, Dimensionless, Length, PerYear, Time, Years, relation, whole_year

Year = Annotated[
    dict, {"beta": "rad", "solar_distance": "m", "umbra": "s", "penumbra": "s", "visible_sun": ""}
]  # and "date"
ECCENTRICITY: Dimensionless = 0.016708  # of Earth's orbit; Astronomical Almanac, epoch 2026
PERIHELION: Angle = radians(283.38)  # longitude of perihelion, same source and epoch


@relation
def eclipse_fraction(altitude: Length, beta: Angle) -> Dimensionless:
    """Share of a circular orbit spent in Earth's shadow, a cylinder: acos(√(1 − R⊕²/a²) / cos β) / π.

    Zero once |β| passes Earth's angular radius. The true umbra is a cone, some 20 s shorter at 560 km; the penumbra
    as much longer. Below the surface, or a β beyond ±90°: NaN. Source: Vallado 2013, section 5.3.

    >>> f"{eclipse_fraction(560e3, 0.0):.4f}"
    '0.3712'
    """
    return shaded_share(horizon(altitude), xp.abs(xp.cos(within_right_angle(beta))))


@relation
def mean_visible_sun(altitude: Length, local_time: Time) -> Dimensionless:
    """Mean share of the Sun's disc that a sun-synchronous satellite sees over a year.

    The mean of 1 − eclipse fraction over 72 evenly spaced days, each with the true Sun's longitude, so the equation
    of time and the Sun's uneven pace are in. `local_time` is the mean-Sun local time of the ascending node. Neglects
    refraction and the cone's half-shadow, which cancels to 0.0005. Below the surface: NaN.
    Source: Sun as in the Astronomical Almanac's low-precision formulas, United States Naval Observatory and HM Nautical
    Almanac Office 2011.

    >>> f"{mean_visible_sun(560e3, 18 * 3600.0):.4f}"
    '0.9511'
    """
    tilt = sun_synchronous_inclination(altitude)
    cos_tilt, sin_tilt, edge = xp.cos(tilt), xp.sin(tilt), horizon(altitude)
    phase = 2 * xp.pi * (local_time / DAY - 0.5)
    sin_phase, cos_phase = xp.sin(phase), xp.cos(phase)

    def shaded(across, along, north):
        sin_beta = sin_tilt * (across * cos_phase + along * sin_phase) + north * cos_tilt
        return shaded_share(edge, xp.sqrt(xp.maximum(1 - sin_beta**2, 0.0)))

    return 1 - average(shaded, SUNS, like=(altitude, local_time))


@relation
def eclipses_per_year(altitude: Length, local_time: Time) -> PerYear:
    """Laps of a year that dip into Earth's shadow: Y/P times the share of the year with a shadow.

    Over 72 evenly spaced days, between which cos²β goes straight. Cylindrical shadow; within 0.5 % for the dawn–dusk
    orbits of 400 to 1000 km. Below the surface: NaN.
    Source: Sun as in `mean_visible_sun`, United States Naval Observatory and HM Nautical Almanac Office 2011.

    >>> f"{eclipses_per_year(560e3, 18 * 3600.0):.0f} a year"
    '1497 a year'
    """
    tilt = sun_synchronous_inclination(altitude)
    cos_tilt, sin_tilt, edge = xp.cos(tilt), xp.sin(tilt), horizon(altitude)
    phase = 2 * xp.pi * (local_time / DAY - 0.5)
    sin_phase, cos_phase = xp.sin(phase), xp.cos(phase)

    def depth(across, along, north):
        sin_beta = sin_tilt * (across * cos_phase + along * sin_phase) + north * cos_tilt
        return 1 - sin_beta**2 - edge**2

    def dips(*suns):
        now, then = depth(*suns[:3]), depth(*suns[3:])
        within = xp.maximum(then, 0.0) - xp.maximum(now, 0.0)
        all_or_nothing = xp.where(now > 0, 1.0, 0 * now)  # NaN where there is no β
        return xp.where(now == then, all_or_nothing, within / xp.where(now == then, 1.0, then - now))

    return average(dips, SUNS_IN_PAIRS, like=(altitude, local_time)) * SECONDS_PER_YEAR / period(altitude)


@relation
def least_beta(altitude: Length, local_time: Time) -> Angle:
    """Least |β| of a sun-synchronous orbit in a year, where its eclipses are longest.

    Over 24 evenly spaced days, each with the true Sun's longitude: up to 0.2° too large. Below the surface: NaN.
    Source: Sun as in `mean_visible_sun`, United States Naval Observatory and HM Nautical Almanac Office 2011.

    >>> f"{least_beta(560e3, 18 * 3600.0):.4f} rad"
    '1.0285 rad'
    """
    sine = sine_of_beta(altitude, local_time)
    sines = [xp.abs(sine(*sun)) for sun in SUNS[::3]]
    return xp.asin(xp.minimum(reduce(xp.minimum, sines), 1.0))


@relation
def mean_beta(altitude: Length, local_time: Time) -> Angle:
    """The angle whose cosine is the year's mean of cos β, which is how a sheet held to the Sun meets the air.

    Over 24 evenly spaced days, each with the true Sun's longitude. Below the surface: NaN.
    Source: Sun as in `mean_visible_sun`, United States Naval Observatory and HM Nautical Almanac Office 2011.

    >>> f"{mean_beta(560e3, 18 * 3600.0):.4f} rad"
    '1.2923 rad'
    """
    sine = sine_of_beta(altitude, local_time)
    cosine = average(lambda *sun: xp.sqrt(xp.maximum(1 - sine(*sun) ** 2, 0.0)), SUNS[::3], like=(altitude, local_time))
    return xp.acos(xp.minimum(cosine, 1.0))


@relation
def mean_edge_on_sunlight(altitude: Length, local_time: Time) -> Dimensionless:
    """Share of a year's sunlight on a sheet that flies edge-on and rolls toward the Sun.

    The mean of `edge_on_sunlight` over eight evenly spaced days: within 0.0001. Neglects eclipses, which fall where
    least is lost. Below the surface: NaN. Source: Sun as in `mean_visible_sun`, United States Naval Observatory and HM
    Nautical Almanac Office 2011.

    >>> f"{mean_edge_on_sunlight(560e3, 18 * 3600.0):.4f}"
    '0.9749'
    """
    sine = sine_of_beta(altitude, local_time)
    return average(lambda *sun: ellipse(xp.minimum(xp.abs(sine(*sun)), 1.0)), SUNS[::9], like=(altitude, local_time))


@relation
def edge_on_output(
    altitude: Length,
    local_time: Time,
    chip_hazard: PerYear,
    array_hazard: PerYear,
    discount_rate: PerYear,
    life: Years,
) -> Dimensionless:
    """Share of its output over a life that a craft keeps whose sheet flies edge-on and rolls toward the Sun.

    Its array was sized for its chips when both were new. Chips die at the hazard λ and cells age at δ, so a light
    ℓ = √(1 − cos²β sin²u) is short only until t* = −ln ℓ/(λ − δ), and all life where λ ≤ δ. Output is discounted at
    ln(1 + r) and averaged over eight days and four places u of a lap: within 0.0005 on dawn–dusk orbits, 0.005 on
    others. Neglects a battery that would carry light round a lap, and eclipses, as in `mean_edge_on_sunlight`. No life:
    zero; less than none, or below the surface: NaN.
    Source: Sun as in `mean_visible_sun`, United States Naval Observatory and HM Nautical Almanac Office 2011; compound
    decline.

    >>> f"{edge_on_output(560e3, 18 * 3600.0, 0.083, 0.015, 0.13, 5.0):.4f}"
    '0.9960'
    """
    sine, discount = sine_of_beta(altitude, local_time), log_one_plus(discount_rate)
    spare = chip_hazard - array_hazard

    def output(across, along, north, place):
        wind = place * xp.maximum(1 - sine(across, along, north) ** 2, 0.0)  # what the edge keeps from the Sun, squared
        light = xp.sqrt(xp.maximum(1 - wind, 1e-12))
        short = xp.where(spare > 0, xp.minimum(-xp.log(light) / xp.where(spare > 0, spare, 1.0), life), life)
        late = annuity(chip_hazard + discount, life) - annuity(chip_hazard + discount, short)
        return light * annuity(array_hazard + discount, short) + late

    whole = annuity(xp.maximum(chip_hazard, array_hazard) + discount, life)
    left = average(output, SUNS_AND_PLACES, like=(altitude, local_time, spare, discount, life))
    return left / xp.where(life > 0, whole, 1.0)


def annuity(rate, time):
    """(1 − e^(−kt))/k, the years' worth of what shrinks at a rate k, and t as k → 0; a negative time: NaN."""
    time = not_negative(time)
    still = xp.abs(rate * time) < 1e-7
    return xp.where(still, time * (1 - rate * time / 2), one_less_exp(rate * time) / xp.where(still, 1.0, rate))


@relation
def umbra_fraction(altitude: Length, beta: Angle, solar_distance: Length) -> Dimensionless:
    """Share of a circular orbit from which Earth hides the whole Sun: acos(cos(ρ − α)/cos β)/π, sin α = (R☉ − R⊕)/r.

    Spherical Earth, no air: the real, flattened one shortens an eclipse by some 20 s. Zero beyond the cone's tip.
    Below the surface, a β beyond ±90° or a negative distance: NaN.
    Source: the tangent cone's geometry; Vallado 2013, section 5.3.

    >>> f"{umbra_fraction(560e3, 1.0285, 147.16e9):.4f}"
    '0.2198'
    """
    narrowed = shadow_edge(altitude, -xp.asin((R_SUN - R_EARTH) / not_negative(solar_distance)))
    return shaded_share(narrowed, xp.abs(xp.cos(within_right_angle(beta))))


@relation
def penumbra_fraction(altitude: Length, beta: Angle, solar_distance: Length) -> Dimensionless:
    """Share of a circular orbit from which Earth hides any of the Sun: acos(cos(ρ + α)/cos β)/π, sin α = (R☉ + R⊕)/r.

    The umbra is part of it. Spherical Earth, no air. Below the surface, a β beyond ±90° or a negative distance: NaN.
    Source: the tangent cone's geometry; Vallado 2013, section 5.3.

    >>> f"{penumbra_fraction(560e3, 1.0285, 147.16e9):.4f}"
    '0.2281'
    """
    widened = shadow_edge(altitude, xp.asin((R_SUN + R_EARTH) / not_negative(solar_distance)))
    return shaded_share(widened, xp.abs(xp.cos(within_right_angle(beta))))


@relation
def visible_sun(altitude: Length, beta: Angle, solar_distance: Length) -> Dimensionless:
    """Mean share of the Sun's disc seen round a circular orbit: 1 − Σ wₖ acos(cos(ρ + αₖ)/cos β)/π.

    The disc is cut into strips along Earth's limb, each a cylinder's shadow of its own; eight by Gauss's rule for a
    disc, xₖ = cos(kπ/9), wₖ = (2/9) sin²(kπ/9). Takes the limb as straight and the disc as evenly bright: 10⁻⁵.
    Below the surface, a β beyond ±90° or a negative distance: NaN.
    Source: Gauss–Chebyshev quadrature, Abramowitz and Stegun 1964, eq. 25.4.40.

    >>> f"{visible_sun(560e3, 1.0285, 147.16e9):.4f}"
    '0.7761'
    """
    distance, across = not_negative(solar_distance), xp.abs(xp.cos(within_right_angle(beta)))
    inner, outer = xp.asin((R_SUN - R_EARTH) / distance), xp.asin((R_SUN + R_EARTH) / distance)
    shaded = 0.0
    for position, weight in STRIPS:
        offset = (outer - inner) / 2 + position * (outer + inner) / 2
        shaded = shaded + weight * shaded_share(shadow_edge(altitude, offset), across)
    return 1 - shaded


@relation
def sun_synchronous_beta(altitude: Length, local_time: Time, day_of_year: Time) -> Angle:
    """Angle between the Sun and the plane of a sun-synchronous orbit on a day of 2026.

    The node keeps its distance from the mean Sun, Ω = L + 2π (τ/24 h − 1/2), the true Sun its own pace; `local_time` τ
    is that of the ascending node, day 1 noon UT on 1 January. Neglects what else pulls at the orbit.
    Source: United States Naval Observatory and HM Nautical Almanac Office 2011, page C5, for the Sun; Vallado 2013,
    sections 5.3 and 11.4.

    >>> f"{sun_synchronous_beta(560e3, 18 * 3600.0, 172 * 86400.0):.4f} rad"
    '1.0285 rad'
    """
    node = ascending_node(local_time, day_of_year)
    return beta_angle(solar_longitude(day_of_year), node, sun_synchronous_inclination(altitude))


@relation
def eclipse_duration(altitude: Length, local_time: Time, day_of_year: Time) -> Time:
    """Longest eclipse of a sun-synchronous orbit within half a day of an instant: T × umbra fraction, zero where none.

    The longer of the eclipses at both ends, since β drifts one way all day but twice a year; day 1 is noon UT on
    1 January 2026. Spherical Earth, no air. Below the surface: NaN. Source: as `umbra_fraction` and `solar_longitude`.

    >>> f"{eclipse_duration(560e3, 18 * 3600.0, 172 * 86400.0) / 60:.2f} min"
    '21.08 min'
    """
    dark = [
        umbra_fraction(altitude, sun_synchronous_beta(altitude, local_time, instant), solar_distance(instant))
        for instant in (day_of_year - DAY / 2, day_of_year + DAY / 2)
    ]
    return period(altitude) * xp.maximum(*dark)


@relation(portable=False)
def year(altitude: Length, local_time: Time, year: int = 2026) -> Year:
    """A sun-synchronous year, one row per day (the last axis): by name, arrays of what the Sun does that day.

    `date`; `beta` and `solar_distance` at noon UT; `umbra` and `penumbra`, the longest eclipse of the day, in s;
    `visible_sun`, the mean share of the Sun's disc seen. `local_time` is the mean-Sun local time of the ascending node.
    Circular orbit, evenly turning node. Below the surface or above 5970 km: NaN. Years 1950 to 2050, else ValueError.
    Source: United States Naval Observatory and HM Nautical Almanac Office 2011, page C5, low-precision formulas, 0.01°.

    >>> f"{year(560e3, 6 * 3600.0)['umbra'].max() / 60:.2f} min"
    '21.07 min'
    """
    year = new_year(year)
    days = np.arange(f"{year}-01-01", f"{year + 1}-01-01", dtype="datetime64[D]")
    quarters = days[:, None] + np.timedelta64(6, "h") * np.arange(5)
    altitude, local_time = (np.asarray(a, dtype=float)[..., None, None] for a in (altitude, local_time))
    beta, distance = sun_over(quarters, local_time, sun_synchronous_inclination(altitude))
    noon = beta[..., 2], np.broadcast_to(distance[:, 2], beta.shape[:-1])
    return {
        "date": days,
        "beta": noon[0],
        "solar_distance": noon[1],
        "umbra": (period(altitude) * umbra_fraction(altitude, beta, distance)).max(axis=-1),
        "penumbra": (period(altitude) * penumbra_fraction(altitude, beta, distance)).max(axis=-1),
        "visible_sun": visible_sun(altitude[..., 0], *noon),
    }


@relation(portable=False)
def eclipse_free_altitude(local_time: Time, shadow: str, year: int = 2026) -> Length:
    """Lowest sun-synchronous altitude with no eclipse all year; `shadow` is "cylinder", "umbra" or "penumbra".

    The root of Earth's half-shadow = |β| on the worst day of the year. Circular orbit, spherical Earth. Where no
    altitude below 5950 km will do, as far from dawn and dusk: NaN. Another shadow: ValueError.
    Source: `year`, United States Naval Observatory and HM Nautical Almanac Office 2011.

    >>> f"{eclipse_free_altitude(6 * 3600.0, 'cylinder') / 1e3:.0f} km"
    '1392 km'
    """
    from scipy.optimize import brentq

    if shadow not in SHADOWS:
        raise ValueError(f"shadow is {shadow!r}; choose one of {', '.join(SHADOWS)}")
    year = new_year(year)
    noons = np.arange(f"{year}-01-01T12", f"{year + 1}-01-01T12", 24, dtype="datetime64[h]")

    def depth(altitude, clock):
        altitude = np.asarray(altitude)[..., None]
        beta, distance = sun_over(noons, clock, sun_synchronous_inclination(altitude))
        return (earth_angular_radius(altitude) + SHADOWS[shadow](distance) - np.abs(beta)).max(axis=-1)

    def lowest(clock):
        free = np.flatnonzero(depth(HEIGHTS, clock) <= 0)
        return brentq(depth, HEIGHTS[free[0] - 1], HEIGHTS[free[0]], args=(clock,), xtol=0.1) if free.size else nan

    return np.vectorize(lowest, otypes=[float])(local_time)[()]


def sine_of_beta(altitude, local_time):
    """sin β of a sun-synchronous orbit as a function of where the Sun is, as in `suns`."""
    tilt = sun_synchronous_inclination(not_negative(altitude))
    cos_tilt, sin_tilt = xp.cos(tilt), xp.sin(tilt)
    phase = 2 * xp.pi * (local_time / DAY - 0.5)
    sin_phase, cos_phase = xp.sin(phase), xp.cos(phase)
    return lambda across, along, north: sin_tilt * (across * cos_phase + along * sin_phase) + north * cos_tilt


def horizon(altitude):
    """Cosine of Earth's angular radius, √(1 − R⊕²/a²), written so that nothing cancels at low altitude."""
    return xp.sqrt(not_negative(altitude) * (2 * R_EARTH + altitude)) / (R_EARTH + altitude)


def shaded_share(edge, cos_beta):
    """Share of the orbit behind a cylinder whose edge is seen at an angle of cosine `edge`."""
    lit = cos_beta <= edge
    reach = xp.maximum(edge / xp.where(lit, 1.0, cos_beta), -1.0)  # below: just over the ground, all of the orbit
    return xp.where(lit, 0.0, xp.acos(reach) / xp.pi)


def shadow_edge(altitude, offset):
    """Cosine of Earth's angular radius ρ widened by an offset; 1 where nothing of it is left."""
    sine = R_EARTH / (R_EARTH + altitude)
    left = sine * xp.cos(offset) + horizon(altitude) * xp.sin(offset) <= 0
    return xp.where(left, 1.0, horizon(altitude) * xp.cos(offset) - sine * xp.sin(offset))


def new_year(year):
    """A whole year within the reach of the Sun's formulas."""
    return whole_year(year, 1950, 2050)


def sun_over(instants, local_time, inclination):
    """β of a sun-synchronous orbit and the Sun's distance, at some instants of Universal Time."""
    instants = (instants - np.datetime64("2025-12-31T12")) / np.timedelta64(1, "s")
    node = ascending_node(local_time, instants)
    return beta_angle(solar_longitude(instants), node, inclination), solar_distance(instants)


def suns(count):
    """Evenly spaced days of a year: the direction of the true Sun, across and along the mean Sun's and to the north.

    λ = L + 2e sin M + (5/4) e² sin 2M with M = L − ϖ, the equation of the centre to second order.
    """
    for day in range(count):
        mean_longitude = tau * day / count
        anomaly = mean_longitude - PERIHELION
        longitude = mean_longitude + 2 * ECCENTRICITY * sin(anomaly) + 1.25 * ECCENTRICITY**2 * sin(2 * anomaly)
        x, y, z = cos(longitude), cos(OBLIQUITY) * sin(longitude), sin(OBLIQUITY) * sin(longitude)
        yield x * sin(mean_longitude) - y * cos(mean_longitude), x * cos(mean_longitude) + y * sin(mean_longitude), z


SUNS = tuple(suns(72))
SUNS_IN_PAIRS = tuple((*now, *then) for now, then in zip(SUNS, (*SUNS[1:], SUNS[0]), strict=True))
SUNS_AND_PLACES = tuple((*sun, sin(pi * (place + 0.5) / 8) ** 2) for sun in SUNS[::9] for place in range(4))
STRIPS = tuple((cos(k * pi / 9), 2 / 9 * sin(k * pi / 9) ** 2) for k in range(1, 9))
HEIGHTS = np.arange(50e3, 5951e3, 50e3)  # where eclipse_free_altitude looks first
SHADOWS = {
    "cylinder": lambda distance: 0.0,
    "umbra": lambda distance: -np.arcsin((R_SUN - R_EARTH) / distance),
    "penumbra": lambda distance: np.arcsin((R_SUN + R_EARTH) / distance),
}
