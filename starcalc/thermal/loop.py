"""The chain of a pumped loop: from the die through cold plate, liquid and fins to the radiator's face."""

from typing import Annotated

from starcalc.edges import not_negative, share
from starcalc.thermal.radiation import earth_infrared_load, radiated_flux, radiator_area, radiator_temperature
from starcalc.units import Area, Array, Dimensionless, Irradiance, Power, Temperature, relation

ArealResistance = Annotated[Array, "K*m**2/W"]  # per area of die


@relation
def chip_rise(power: Power, die_area: Area, die_resistance: ArealResistance) -> Temperature:
    """How much warmer a die is than the liquid that cools it: ΔT = P R″/A.

    R″ is that of die, interface, cold plate and liquid together, per area of die, so that it carries from one chip to
    another of the same flux. Takes the heat as even over the die and all of it as going down into the plate; a hot
    corner is warmer. No die: infinite; an argument below zero: NaN.
    Source: ToAIz 2026, 35 to 49 K at 1400 W on 1600 mm².

    >>> f"{chip_rise(1400.0, 1600e-6, 45e-6):.1f} K"
    '39.4 K'
    """
    return not_negative(power) * not_negative(die_resistance) / not_negative(die_area)


@relation
def fin_flux(temperature: Temperature, emissivity: Dimensionless, fin_efficiency: Dimensionless) -> Irradiance:
    """What a radiator of tubes and fins emits to a black sky, per area of face: q = η ε σ T⁴, T that of the fins' root.

    η is what the fins give as a share of what they would give if they were as warm as their roots. Neglects the drop
    from liquid to root, and what the fins absorb: then η stands before the net flux, as in `finned_radiator_area`.
    An efficiency beyond 0 to 1, or as in `radiated_flux`: NaN. Source: fin efficiency, Gilmore 2002, chapter 6.

    >>> f"{fin_flux(330.0, 0.9, 0.85):.1f} W/m²"
    '514.4 W/m²'
    """
    return share(fin_efficiency) * radiated_flux(temperature, emissivity)


@relation
def radiator_view_load(
    view_factor: Dimensionless,
    earth_infrared: Irradiance,
    array_view: Dimensionless,
    array_temperature: Temperature,
    array_emissivity: Dimensionless,
    emissivity: Dimensionless,
) -> Irradiance:
    """What a face of a radiator absorbs of Earth's infrared and of the array's: q = ε (F q⊕ + Fₐ εₐ σ Tₐ⁴).

    F is the share of the face's view that Earth fills, Fₐ the share that the warm array fills. Grey surfaces. Neglects
    sunlight, straight or by way of Earth; what the array hides of Earth, which makes it an upper bound; and what goes
    to and fro between the two. A share beyond 0 to 1, or a temperature below zero: NaN.
    Source: Gilmore 2002, chapter 2.

    >>> f"{radiator_view_load(0.2561, 237.0, 0.1, 340.0, 0.85, 0.9):.1f} W/m²"
    '112.6 W/m²'
    """
    array = share(array_view) * radiated_flux(array_temperature, share(array_emissivity))
    return share(emissivity) * (earth_infrared_load(view_factor, earth_infrared) + array)


@relation
def finned_radiator_area(
    heat: Power,
    temperature: Temperature,
    emissivity: Dimensionless,
    fin_efficiency: Dimensionless,
    absorbed_flux: Irradiance,
    faces: Dimensionless,
) -> Area:
    """Area of a radiator of tubes and fins: A = Q / (n η (ε σ T⁴ − q)), q what each of its n faces absorbs.

    T is the temperature of the fins' root. η stands before the net flux, because only the excess of T⁴ over q/(ε σ)
    drives heat along a fin; of one and the same fin η then falls by 1 % at most as q grows to 0.4 ε σ T⁴ (η ≥ 0.75).
    Where a face absorbs as much as it radiates or more: NaN; so it is with an efficiency beyond 0 to 1, and as in
    `radiator_area`. No efficiency: infinite. Source: fin efficiency, Gilmore 2002, chapter 6.

    >>> f"{finned_radiator_area(130e3, 330.0, 0.82, 0.85, 103.0, 2.0):.1f} m²"
    '170.5 m²'
    """
    return radiator_area(heat, temperature, emissivity, absorbed_flux, faces) / share(fin_efficiency)


@relation
def finned_radiator_temperature(
    heat: Power,
    area: Area,
    emissivity: Dimensionless,
    fin_efficiency: Dimensionless,
    absorbed_flux: Irradiance,
    faces: Dimensionless,
) -> Temperature:
    """Temperature at the fins' root of a radiator: T = ((Q/(n η A) + q) / (ε σ))^¼, q what each of its n faces absorbs.

    The inverse of `finned_radiator_area`. An efficiency beyond 0 to 1, or as in `radiator_temperature`: NaN. No area,
    face, emissivity or efficiency: infinite. Source: fin efficiency, Gilmore 2002, chapter 6.

    >>> f"{finned_radiator_temperature(130e3, 170.5, 0.82, 0.85, 103.0, 2.0):.1f} K"
    '330.0 K'
    """
    return radiator_temperature(heat, area * share(fin_efficiency), emissivity, absorbed_flux, faces)
