"""Heat: what Earth and Sun put in, what a surface radiates, and the temperature at which the two agree."""

from math import pi

from starcalc.arrays import xp
from starcalc.constants import R_EARTH, STEFAN_BOLTZMANN
from starcalc.units import Angle, Area, Dimensionless, Irradiance, Length, Power, Temperature, relation


@relation
def earth_view_factor(altitude: Length, tilt: Angle) -> Dimensionless:
    """View factor from a small plate to the whole Earth; tilt is the angle between its normal and nadir, 0 to 180°.

    With H = a/R⊕: cos γ / H² while Earth is wholly in front; zero once it is wholly behind; between, where the plate's
    plane cuts Earth, ½ − asin(√(H²−1)/(H sin γ))/π + (cos γ acos(−√(H²−1) cot γ) − √(H²−1) √(1−H² cos² γ))/(π H²).
    Spherical Earth. Below the surface: NaN. Source: {cite:t}`howell`, configuration B-43.

    >>> f"{earth_view_factor(560e3, pi / 2):.4f}"
    '0.2561'
    """
    ratio = (R_EARTH + altitude) / R_EARTH
    height = xp.sqrt(altitude * (2 * R_EARTH + altitude)) / R_EARTH  # √(H² − 1)
    cos_tilt, sin_tilt = xp.cos(tilt), xp.sin(tilt)
    cut = ratio * xp.abs(cos_tilt) < 1  # the plate's plane cuts Earth
    sine = xp.where(cut, sin_tilt, 1.0)
    cosine = xp.where(cut, cos_tilt, 0.0)
    whole = xp.maximum(cos_tilt, 0.0) / ratio**2
    edge = height * xp.sqrt(1 - (ratio * cosine) ** 2)
    partly = cosine * xp.acos(-height * cosine / sine) - edge
    return xp.where(cut, 0.5 - xp.asin(height / (ratio * sine)) / pi + partly / (pi * ratio**2), whole)


@relation
def earth_infrared_load(view_factor: Dimensionless, earth_infrared: Irradiance) -> Irradiance:
    """Earth's infrared that falls on a face: q = F q⊕.

    The mean Earth; a face over a desert or a storm sees a third more or less. Source: {cite:t}`gilmore2002`, chapter 2.

    >>> f"{earth_infrared_load(0.2561, 237.0):.1f} W/m²"
    '60.7 W/m²'
    """
    return view_factor * earth_infrared


@relation
def radiated_flux(temperature: Temperature, emissivity: Dimensionless) -> Irradiance:
    """What a grey surface radiates: q = ε σ T⁴.

    Into the whole half-space it sees. Source: Stefan–Boltzmann law, {cite:t}`gilmore2002`, chapter 2.

    >>> f"{radiated_flux(330.0, 0.9):.1f} W/m²"
    '605.2 W/m²'
    """
    return emissivity * STEFAN_BOLTZMANN * temperature**4


@relation
def radiator_area(
    heat: Power,
    temperature: Temperature,
    emissivity: Dimensionless,
    absorbed_flux: Irradiance,
    faces: Dimensionless,
) -> Area:
    """Area of a flat radiator: A = Q / (n (ε σ T⁴ − q)), with q what each of its n faces absorbs.

    Neglects fins' temperature drop and other surfaces in view. Where a face absorbs as much as it radiates, there is
    no such area: infinite or negative. Source: {cite:t}`gilmore2002`, chapter 6.

    >>> f"{radiator_area(130e3, 300.0, 0.9, 0.9 * 60.687, 1.0):.1f} m²"
    '362.4 m²'
    """
    return heat / (faces * (radiated_flux(temperature, emissivity) - absorbed_flux))


@relation
def radiator_temperature(
    heat: Power, area: Area, emissivity: Dimensionless, absorbed_flux: Irradiance, faces: Dimensionless
) -> Temperature:
    """Temperature of a flat radiator: T = ((Q/(n A) + q) / (ε σ))^¼, with q what each of its n faces absorbs.

    Neglects fins' temperature drop and other surfaces in view. A net gain that would need T⁴ < 0: NaN.
    Source: {cite:t}`gilmore2002`, chapter 6.

    >>> f"{radiator_temperature(130e3, 21.0, 0.9, 0.9 * 60.687, 1.0):.1f} K"
    '591.5 K'
    """
    return xp.pow((heat / (faces * area) + absorbed_flux) / (emissivity * STEFAN_BOLTZMANN), 0.25)


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
    Neglects albedo, and conduction along the sheet. More power taken out than falls on it: NaN.
    Source: {cite:t}`gilmore2002`, chapter 2.

    >>> f"{panel_temperature(1361.0, 0.9, 0.22, 0.85, 0.85, 0.25606, 237.0):.1f} K"
    '321.4 K'
    """
    emissivity = front_emissivity + back_emissivity
    gain = (absorptivity - electric_fraction) * irradiance + emissivity * view_factor * earth_infrared
    return xp.pow(gain / (emissivity * STEFAN_BOLTZMANN), 0.25)
