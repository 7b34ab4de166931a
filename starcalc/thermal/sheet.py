"""A sheet that carries its chips: bare strips beside the panel, and how it cools in Earth's shadow."""

from math import nan

from starcalc.arrays import xp
from starcalc.constants import STEFAN_BOLTZMANN
from starcalc.edges import not_negative
from starcalc.thermal.radiation import HeatCapacity, emitting, radiated_flux
from starcalc.units import Dimensionless, Irradiance, Temperature, Time, relation

SHADOW_STEPS = 8


@relation
def bare_share(
    temperature: Temperature,
    panel_load: Irradiance,
    panel_emissivity_sum: Dimensionless,
    bare_load: Irradiance,
    bare_emissivity_sum: Dimensionless,
) -> Dimensionless:
    """Area of bare strips per area of panel that keeps a sheet at a temperature: b = (q − ε σ T⁴) / (ε′ σ T⁴ − q′).

    q is all that a square metre of panel has to get rid of, the chips' heat included, q′ what a square metre of bare
    strip takes in; ε and ε′ are sums over both faces. Takes heat to spread freely, so that all has one temperature.
    Where the panel alone stays as cool: zero; where it does not and bare strips at that temperature take in as much as
    they radiate, and as in `radiated_flux`: NaN. Source: heat balance, Gilmore 2002, chapter 2.

    >>> f"{bare_share(334.0, 1350.0, 1.72, 430.0, 1.72):.3f}"
    '0.174'
    """
    excess = panel_load - radiated_flux(temperature, panel_emissivity_sum)
    cooling = radiated_flux(temperature, bare_emissivity_sum) - bare_load
    return xp.where(excess <= 0, 0.0, excess / xp.where((cooling > 0) | (excess <= 0), cooling, nan))


@relation
def striped_temperature(
    bare_share: Dimensionless,
    panel_load: Irradiance,
    panel_emissivity_sum: Dimensionless,
    bare_load: Irradiance,
    bare_emissivity_sum: Dimensionless,
) -> Temperature:
    """Mean temperature of a sheet with bare strips beside its panel: T = ((q + b q′) / ((ε + b ε′) σ))^¼.

    The inverse of `bare_share`, whose symbols and neglects it has. A share or a net load below zero, or an emissivity
    as `radiated_flux` has none: NaN. A sheet that does not radiate: infinite.
    Source: heat balance, Gilmore 2002, chapter 2.

    >>> f"{striped_temperature(0.175, 1350.0, 1.72, 430.0, 1.72):.1f} K"
    '333.9 K'
    """
    bare = not_negative(bare_share)
    radiating = (emitting(panel_emissivity_sum) + bare * emitting(bare_emissivity_sum)) * STEFAN_BOLTZMANN
    return xp.pow((panel_load + bare * bare_load) / radiating, 0.25)


@relation
def shadow_temperature(
    initial_temperature: Temperature,
    duration: Time,
    heat_capacity: HeatCapacity,
    emissivity_sum: Dimensionless,
    absorbed_flux: Irradiance,
) -> Temperature:
    """Portable form of `eclipse_temperature`, a thin sheet after some time in the dark: C dT/dt = q − ε σ T⁴.

    Eight steps in v = (T₀/T)³, which grows almost evenly: dv/dτ = 1 − q v^(4/3)/(ε σ T₀⁴), τ = 3 ε σ T₀³ t/C.
    Within 0.1 K for 1 to 6 kg/m² over 10 to 36 minutes; after hours it is off by tens of kelvins.
    A negative argument, no heat capacity, a start at 0 K, for ever, or an emissivity as `radiated_flux` has none: NaN.
    Source: Gilmore 2002, chapter 2.

    >>> f"{shadow_temperature(342.05, 1266.0, 900.0, 1.75, 106.2):.1f} K"
    '183.1 K'
    """
    start = not_negative(initial_temperature)
    glow = radiated_flux(start, emissivity_sum)
    step = 3 * glow * not_negative(duration) / (start * not_negative(heat_capacity)) / SHADOW_STEPS
    target, cubed = not_negative(absorbed_flux) / glow, 1.0
    for _ in range(SHADOW_STEPS):
        z = step * target * 4 / 3 * xp.pow(cubed, 1 / 3)  # the step in e-foldings; z/(1 − e⁻ᶻ) is 1 + z/2 + z²/12 …
        cubed = cubed + step * (1 - target * xp.pow(cubed, 4 / 3)) / (1 + z / 2 + z * z / 12)
    return start * xp.pow(cubed, -1 / 3)
