"""What Earth and Sun put in, what a surface radiates, and the temperature at which the two agree."""

from functools import partial
from math import nan, pi
from typing import Annotated

import numpy as np

from starcalc.arrays import polynomial, xp
from starcalc.constants import R_EARTH, SOLAR_CONSTANT, STEFAN_BOLTZMANN
from starcalc.edges import not_negative, share, within_right_angle
from starcalc.units import (
    Angle,
    Area,
    Array,
    Dimensionless,
    Irradiance,
    Length,
    Power,
    Temperature,
    Time,
    relation,
)

HeatCapacity = Annotated[Array, "J/m**2/K"]  # of a sheet, per area
EARTH_ALBEDO: Dimensionless = 0.30  # mean share of sunlight that Earth reflects; 0.29 in Loeb et al. 2018
FACES = {"front": 1.0, "rear": -1.0}  # of a plate that faces the Sun
FRONT_FIT = (  # least worst residual at 12 altitudes and 25 β; rows: powers of cos β; columns: of cos of Earth's radius
    (-0.0177, 0.1772, -0.1648),
    (0.1517, -0.6776, 0.6905),
    (0.0400, 0.8702, -1.7939),
    (-0.2496, -1.0447, 2.7393),
    (0.1045, 0.6272, -1.4525),
)
REAR_FIT = (
    (0.0266, -0.1885, 0.2253),
    (1.3295, -3.1837, 1.8471),
    (-3.0066, 9.6892, -7.4401),
    (3.0285, -10.4996, 8.8519),
    (-1.0924, 4.0552, -3.6538),
)


@relation
def earth_view_factor(altitude: Length, tilt: Angle) -> Dimensionless:
    """View factor from a small plate to the whole Earth; tilt is the angle between its normal and nadir, 0 to 180°.

    With H = a/R⊕: cos γ / H² while Earth is wholly in front; zero once it is wholly behind; between, where the plate's
    plane cuts Earth, ½ − atan2(h, e)/π + (cos γ atan2(e, −h cos γ) − h e)/(π H²), h = √(H² − 1), e = √(1 − H² cos² γ).
    The source's arcsines and arccosines are written as arctangents, which neither rounding nor a gradient can upset.
    Spherical Earth. Below the surface, or a tilt beyond ±180°: NaN.
    Source: Howell and Mengüç 2010, configuration B-43.

    >>> f"{earth_view_factor(560e3, pi / 2):.4f}"
    '0.2561'
    """
    ratio = (R_EARTH + altitude) / R_EARTH
    height = xp.sqrt(altitude) * xp.sqrt(2 * R_EARTH + altitude) / R_EARTH  # √(H² − 1)
    cosine = xp.cos(xp.where(xp.abs(tilt) < 3.142, tilt, nan))
    cut = ratio * xp.abs(cosine) < 1  # the plate's plane cuts Earth
    inside = xp.where(cut, cosine, 0.0)
    edge = xp.sqrt(1 - (ratio * inside) ** 2)
    partly = 0.5 - xp.atan2(height, edge) / pi
    partly = partly + (inside * xp.atan2(edge, -height * inside) - height * edge) / (pi * ratio**2)
    return xp.where(cut, partly, xp.maximum(cosine, 0.0) / ratio**2)


@relation
def mean_earth_view(altitude: Length, tilt: Angle) -> Dimensionless:
    """View factor of Earth from both faces of a small plate, their mean: F(γ) − cos γ / (2 H²).

    That is (F(γ) + F(180° − γ))/2, since F(γ) − F(180° − γ) = cos γ / H², with H = a/R⊕.
    Least where the plate is edge-on to Earth, most where one face looks down and the other up. Spherical Earth. Below
    the surface, or a tilt beyond 0 to 180°: NaN. Source: Howell and Mengüç 2010, configuration B-43.

    >>> f"{mean_earth_view(560e3, pi / 2):.4f} {mean_earth_view(560e3, 0.0):.4f}"
    '0.2561 0.4225'
    """
    ratio = (R_EARTH + altitude) / R_EARTH
    return earth_view_factor(altitude, tilt) - xp.cos(tilt) / (2 * ratio**2)


@relation
def earth_infrared_load(view_factor: Dimensionless, earth_infrared: Irradiance) -> Irradiance:
    """Earth's infrared that falls on a face: q = F q⊕.

    The mean Earth; a face over a desert or a storm sees a third more or less. A view factor beyond 0 to 1: NaN.
    Source: Gilmore 2002, chapter 2.

    >>> f"{earth_infrared_load(0.2561, 237.0):.1f} W/m²"
    '60.7 W/m²'
    """
    return share(view_factor) * earth_infrared


@relation(portable=False)
def albedo_load(altitude: Length, beta: Angle, face: str) -> Irradiance:
    """Sunlight that Earth reflects on the "front" or the "rear" of a plate that faces the Sun, mean over the orbit.

    E = (A S₀/π) ∫ max(cos ζ, 0) max(±l·s, 0) dΩ over the Earth in view, with ζ the Sun's zenith angle where the
    sight-line l meets Earth and s the Sun's direction: a grey, Lambertian Earth of albedo A = 0.30. Neglects clouds,
    seas and seasons, which move it by a third. Below the surface, or a β beyond ±90°: NaN.
    Source: Gilmore 2002, chapter 2.

    >>> f"{albedo_load(560e3, 1.0285, 'rear'):.1f} W/m²"
    '24.2 W/m²'
    """
    if face not in FACES:
        raise ValueError(f"thermal.albedo_load: face must be 'front' or 'rear', but {face!r} was given")
    return EARTH_ALBEDO * SOLAR_CONSTANT / pi * mean_glow(altitude, within_right_angle(beta), FACES[face])[()]


@relation
def albedo_load_fit(altitude: Length, beta: Angle, front: Dimensionless) -> Irradiance:
    """Portable fit of `albedo_load`: E = A S₀ Σ cᵢⱼ cosⁱ β (1 − R⊕²/a²)^(j/2).

    `front` is 1 for the face that looks at the Sun and 0 for the other. Within 0.15 W/m² of the integral from 400 to
    1500 km at any β; not for use outside these altitudes. Below the surface, or a β beyond ±90°: NaN.
    Source: linear programming for the least worst residual against `albedo_load`.

    >>> f"{albedo_load_fit(560e3, 1.0285, 0.0):.1f} W/m²"
    '24.2 W/m²'
    """
    horizon = xp.sqrt(altitude) * xp.sqrt(2 * R_EARTH + altitude) / (R_EARTH + altitude)
    cos_beta = xp.abs(xp.cos(within_right_angle(beta)))
    caught = front * polynomial(FRONT_FIT, cos_beta, horizon)
    caught = caught + (1 - front) * cos_beta * polynomial(REAR_FIT, cos_beta, horizon)
    return EARTH_ALBEDO * SOLAR_CONSTANT * caught


@relation
def radiated_flux(temperature: Temperature, emissivity: Dimensionless) -> Irradiance:
    """What a grey surface radiates: q = ε σ T⁴.

    Into the whole half-space it sees; the sum of two emissivities gives both faces of a sheet. Below absolute zero, or
    an emissivity beyond 0 to 2: NaN. Source: Stefan–Boltzmann law, Gilmore 2002, chapter 2.

    >>> f"{radiated_flux(330.0, 0.9):.1f} W/m²"
    '605.2 W/m²'
    """
    return emitting(emissivity) * STEFAN_BOLTZMANN * not_negative(temperature) ** 4


@relation
def radiator_area(
    heat: Power,
    temperature: Temperature,
    emissivity: Dimensionless,
    absorbed_flux: Irradiance,
    faces: Dimensionless,
) -> Area:
    """Area of a flat radiator: A = Q / (n (ε σ T⁴ − q)), with q what each of its n faces absorbs.

    Neglects fins' temperature drop and other surfaces in view. Where a face absorbs as much as it radiates or more, no
    area is enough: NaN; so it is with negative heat or faces, and as in `radiated_flux`.
    Source: Gilmore 2002, chapter 6.

    >>> f"{radiator_area(130e3, 300.0, 0.9, 0.9 * 60.687, 1.0):.1f} m²"
    '362.4 m²'
    """
    net = radiated_flux(temperature, emissivity) - absorbed_flux
    return not_negative(heat) / (not_negative(faces) * xp.where(net > 0, net, nan))


@relation
def radiator_temperature(
    heat: Power, area: Area, emissivity: Dimensionless, absorbed_flux: Irradiance, faces: Dimensionless
) -> Temperature:
    """Temperature of a flat radiator: T = ((Q/(n A) + q) / (ε σ))^¼, with q what each of its n faces absorbs.

    Neglects fins' temperature drop and other surfaces in view. A net gain that would need T⁴ < 0, a negative area or
    faces, or an emissivity as `radiated_flux` has none: NaN. No area, face or emissivity: infinite.
    Source: Gilmore 2002, chapter 6.

    >>> f"{radiator_temperature(130e3, 21.0, 0.9, 0.9 * 60.687, 1.0):.1f} K"
    '591.5 K'
    """
    gain = heat / (not_negative(faces) * not_negative(area)) + absorbed_flux
    return xp.pow(gain / (emitting(emissivity) * STEFAN_BOLTZMANN), 0.25)


@relation
def panel_temperature(
    irradiance: Irradiance,
    absorptivity: Dimensionless,
    electric_fraction: Dimensionless,
    front_emissivity: Dimensionless,
    back_emissivity: Dimensionless,
    view_factor: Dimensionless,
    earth_infrared: Irradiance,
) -> Temperature:
    """Temperature of a thin sheet that faces the Sun: T = (((α − η) S + (ε₁ + ε₂) F q⊕) / ((ε₁ + ε₂) σ))^¼.

    `electric_fraction` η is the share of the sunlight that leaves the sheet as power: 0 where the computers sit on it.
    Neglects albedo, and conduction along the sheet. More power taken out than comes in, or a share beyond
    0 to 1: NaN. No emissivity: infinite. Source: Gilmore 2002, chapter 2.

    >>> f"{panel_temperature(1361.0, 0.9, 0.22, 0.85, 0.85, 0.25606, 237.0):.1f} K"
    '321.4 K'
    """
    emissivity = share(front_emissivity) + share(back_emissivity)
    earthshine = emissivity * share(view_factor) * earth_infrared
    gain = (share(absorptivity) - share(electric_fraction)) * irradiance + earthshine
    return xp.pow(gain / (emissivity * STEFAN_BOLTZMANN), 0.25)


@relation(portable=False)
def eclipse_temperature(
    initial_temperature: Temperature,
    duration: Time,
    heat_capacity: HeatCapacity,
    emissivity_sum: Dimensionless,
    absorbed_flux: Irradiance,
) -> Temperature:
    """Temperature of a thin sheet after some time in the dark: C dT/dt = q − ε σ T⁴.

    ε and q are sums over both faces, C is the heat capacity per area of sheet. Neglects heat from the electronics and
    conduction along the sheet. After for ever: the equilibrium. A negative argument, no C or no ε, or a size no sheet
    has (1e±30): NaN. Source: Gilmore 2002, chapter 2.

    >>> f"{eclipse_temperature(342.05, 1266.0, 900.0, 1.75, 106.2):.1f} K"
    '183.2 K'
    """
    return cooled(initial_temperature, duration, heat_capacity, emissivity_sum, absorbed_flux)[()]


def emitting(emissivity):
    """The emissivity of a face, or the sum over two, and NaN beyond 0 to 2, as where percent came for it."""
    return xp.where((emissivity >= 0) & (emissivity <= 2), emissivity, nan)


@partial(np.vectorize, otypes=[float])
def mean_glow(altitude, beta, side, points=32):
    """Orbit mean of ∫ max(cos ζ, 0) max(side l·s, 0) dΩ, in angles at which everything is smooth.

    `view` is the angle at which a sight-line meets Earth, from its zenith; with it, `nadir` = asin(sin view / H).
    """
    if not altitude >= 0:
        return nan
    ratio = (R_EARTH + altitude) / R_EARTH
    nodes, weights = np.polynomial.legendre.leggauss(points)
    view = pi / 4 * (nodes + 1)
    middles = (np.arange(points) + 0.5) * pi / points
    azimuth, orbit = middles[:, None], middles[:, None, None]
    nadir = np.arcsin(np.sin(view) / ratio)
    below = np.cos(beta) * np.cos(orbit)  # cosine of the Sun's zenith angle under the satellite
    aside = np.sqrt(1 - below**2) * np.cos(azimuth)
    lit = np.cos(view - nadir) * below + np.sin(view - nadir) * aside
    facing = np.sin(nadir) * aside - np.cos(nadir) * below
    glow = np.maximum(lit, 0) * np.maximum(side * facing, 0)
    solid_angle = 2 * pi * np.sin(view) * np.cos(view) / ratio / ratio / np.cos(nadir)
    return glow.mean(axis=(0, 1)) @ (solid_angle * weights) * pi / 4


@partial(np.vectorize, otypes=[float])
def cooled(initial, duration, heat_capacity, emissivity_sum, absorbed_flux):
    """One sheet's temperature, in units of its hottest so that nothing overflows.

    A sheet that cools is followed by 1/T³, which grows almost evenly, one that warms by T. Twenty times the last
    e-folding time is for ever.
    """
    from scipy.integrate import solve_ivp

    given = (initial, absorbed_flux, heat_capacity, emissivity_sum)
    if not (duration >= 0 and all(0 <= x < 1e30 for x in given) and min(given[2:]) > 1e-30):
        return nan
    sigma = emissivity_sum * STEFAN_BOLTZMANN
    rest = (absorbed_flux / sigma) ** 0.25
    if initial == rest or duration == np.inf:
        return rest
    target = min(1.0, rest / initial) ** 4 if initial > 0 else 1.0
    span = sigma * max(initial, rest) ** 3 * duration / heat_capacity
    span = min(span, 20 / target**0.75) if target > 0 else span
    if span < 1e-18:
        return initial
    solve = partial(solve_ivp, t_span=(0, span), method="DOP853", rtol=1e-10, atol=1e-12)
    if rest < initial:
        path = solve(lambda _, cubed: 3 - 3 * target * cubed ** (4 / 3), y0=[1.0])
        return initial * path.y[0, -1] ** (-1 / 3)
    return rest * solve(lambda _, warm: 1 - warm**4, y0=[initial / rest]).y[0, -1]
