"""Sunlight into electricity: cells at temperature, the area they need, and how they age."""

from math import nan
from typing import Annotated

from starcalc.arrays import xp
from starcalc.constants import AU, LIGHT_SPEED, SOLAR_CONSTANT
from starcalc.edges import log_one_less, not_negative, one_less_exp, share
from starcalc.units import (
    Angle,
    Area,
    Array,
    Dimensionless,
    Energy,
    Force,
    Irradiance,
    Length,
    Mass,
    PerYear,
    Power,
    Temperature,
    TemperatureCoefficient,
    Time,
    Years,
    relation,
)

__all__ = [
    "allowed_depth",
    "array_area",
    "array_power",
    "battery_energy",
    "cable_mass",
    "cell_efficiency",
    "irradiance",
    "mean_remaining_power",
    "radiation_pressure_force",
    "remaining_power",
]


def __dir__():
    return __all__


Density = Annotated[Array, "kg/m**3"]
Resistivity = Annotated[Array, "ohm*m"]
Voltage = Annotated[Array, "V"]

DEEPEST: Annotated[Dimensionless, r"D_\text{max}"] = 0.8  # share of a battery that it gives, however few its cycles
REFERENCE_TEMPERATURE: Annotated[Array, "K", r"T_0"] = 298.15  # at which makers state an efficiency: 25 °C


@relation
def irradiance(solar_distance: Length) -> Irradiance:
    """Total sunlight on a surface that faces the Sun: S = S₀ (au/r)².

    Neglects the Sun's own variation, 0.1 % over its cycle. At the Sun's centre: infinite; a negative distance: NaN.
    Source: Kopp and Lean 2011 for S₀; inverse squares.

    >>> f"{irradiance(147.1e9):.1f} W/m²"
    '1407.6 W/m²'
    """
    return SOLAR_CONSTANT * (AU / not_negative(solar_distance)) ** 2


@relation
def cell_efficiency(
    reference_efficiency: Dimensionless, temperature_coefficient: TemperatureCoefficient, temperature: Temperature
) -> Dimensionless:
    """Efficiency of a solar cell at its temperature: η = η₀ (1 + γ (T − 298.15 K)).

    `temperature_coefficient` is relative and signed, −0.0035 per kelvin for silicon. Linear; fair from 200 to 400 K.
    Far outside, the line goes below zero, where no cell works. Below absolute zero, or a reference efficiency beyond
    0 to 1: NaN. Source: Evans 1981, eq. 1.

    >>> f"{cell_efficiency(0.22, -0.0035, 321.4):.4f}"
    '0.2021'
    """
    warming = not_negative(temperature) - REFERENCE_TEMPERATURE
    return share(reference_efficiency) * (1 + temperature_coefficient * warming)


@relation
def array_power(
    irradiance: Irradiance, efficiency: Dimensionless, packing: Dimensionless, area: Area, incidence: Angle
) -> Power:
    """Electric power of a flat array: P = S η p A cos θ, with p the share of the area that is cell.

    `incidence` is the angle between the Sun and the array's normal; beyond 90° the front is dark: zero. An incidence
    beyond ±180°, a negative area, an efficiency or a packing beyond 0 to 1: NaN.
    Source: cosine law, Patel 2005.

    >>> f"{array_power(1361.0, 0.22, 0.9, 600.0, 0.0):.0f} W"
    '161687 W'
    """
    facing = xp.maximum(xp.cos(xp.where(xp.abs(incidence) < 3.1416, incidence, nan)), 0.0)
    return irradiance * share(efficiency) * share(packing) * not_negative(area) * facing


@relation
def array_area(power: Power, irradiance: Irradiance, efficiency: Dimensionless, packing: Dimensionless) -> Area:
    """Area of a Sun-facing array: A = P / (S η p), with p the share of the area that is cell.

    No sunlight or no efficiency: infinite; an efficiency or a packing beyond 0 to 1: NaN.
    Source: energy balance, Patel 2005.

    >>> f"{array_area(130e3, 1361.0, 0.22, 1.0):.1f} m²"
    '434.2 m²'
    """
    return power / (irradiance * share(efficiency) * share(packing))


@relation
def remaining_power(degradation: PerYear, duration: Years) -> Dimensionless:
    """Share of the first day's power left after some years: (1 − d)^t.

    A constant yearly loss; real cells lose more in their first weeks. A loss beyond 0 to 1 a year, or a negative time:
    NaN. Source: Lohmeyer et al. 2018.

    >>> f"{remaining_power(0.02, 5.0):.4f}"
    '0.9039'
    """
    return xp.pow(1 - share(degradation), not_negative(duration))


@relation
def mean_remaining_power(degradation: PerYear, duration: Years) -> Dimensionless:
    """Mean of the remaining power over a life: (1 − (1 − d)^t) / (−t ln(1 − d)), and 1 − d t/2 as d → 0.

    A loss beyond 0 to 1 a year, or a negative time: NaN. Source: integral of `remaining_power`.

    >>> f"{mean_remaining_power(0.02, 5.0):.4f}"
    '0.9512'
    """
    exponent = -log_one_less(share(degradation)) * not_negative(duration)
    small = xp.abs(exponent) < 1e-5  # there the quotient is all but 0/0
    divisor = xp.where(small, 1.0, exponent)
    return xp.where(small, 1 - exponent / 2 + exponent**2 / 6, one_less_exp(exponent) / divisor)


@relation
def battery_energy(
    power: Power, duration: Time, depth_of_discharge: Dimensionless, efficiency: Dimensionless
) -> Energy:
    """Size of the battery that carries a load through the dark: E = P t / (D η).

    `depth_of_discharge` D is the share of it used in each eclipse, `efficiency` η what of that reaches the load.
    Neglects the cells' fading, which the depth of discharge allows for. A battery that gives nothing (D or η zero):
    infinite; beyond 0 to 1: NaN. Source: energy balance, Patel 2005.

    >>> f"{battery_energy(130e3, 1266.0, 0.3, 0.9) / 3.6e6:.1f} kWh"
    '169.3 kWh'
    """
    return power * duration / (share(depth_of_discharge) * share(efficiency))


@relation
def allowed_depth(
    cycles: Dimensionless, reference_cycles: Dimensionless, reference_depth: Dimensionless, exponent: Dimensionless
) -> Dimensionless:
    """Depth of discharge that a battery stands for so many cycles: D = D₀ (N₀/N)^(1/k), but 80 % at most.

    Wöhler's law: life falls with the k-th power of the depth. k is 1 where only the charge that has passed counts; of
    lithium-ion cells 1 to 3. Neglects age without cycles, and that a weak cell fails first. No cycles: 80 %; a depth
    beyond 0 to 1, or a negative argument: NaN.
    Source: European Space Agency 2005, 30 % for five years in low orbit.

    >>> f"{allowed_depth(7450.0, 27000.0, 0.3, 1.9):.3f}"
    '0.591'
    """
    depth, cycles_there = share(reference_depth), not_negative(reference_cycles)
    fewest = cycles_there * xp.pow(depth / DEEPEST, not_negative(exponent))  # with which the deepest is stood
    spared = cycles_there / xp.maximum(not_negative(cycles), fewest)
    return depth * xp.pow(spared, 1 / exponent)


@relation
def radiation_pressure_force(irradiance: Irradiance, area: Area, reflectivity: Dimensionless) -> Force:
    """Push of sunlight on a flat sheet that faces the Sun: F = S A (1 + ρ) / c.

    `reflectivity` ρ is the share of the light that is mirrored straight back: 0 for a black sheet, 1 for a mirror.
    Neglects what the sheet scatters or radiates. A negative area, or a reflectivity beyond 0 to 1: NaN.
    Source: momentum of light, Curtis 2020, section 10.9.

    >>> f"{radiation_pressure_force(1361.0, 400.0, 0.0) * 1e3:.3f} mN"
    '1.816 mN'
    """
    return irradiance * not_negative(area) * (1 + share(reflectivity)) / LIGHT_SPEED


@relation
def cable_mass(
    power: Power,
    voltage: Voltage,
    distance: Length,
    cable_loss: Dimensionless,
    conductor_density: Density,
    conductor_resistivity: Resistivity,
) -> Mass:
    """Least mass of the metal in a cable, there and back, that loses a given share: m = 4 ρ_m ρ_e L² P / (V² f).

    Two conductors of length L; the loss f is a share of the power that enters. Neglects insulation and connectors,
    which weigh as much again where the wire is thin. No voltage or no loss: infinite; a loss beyond 0 to 1, or a
    negative distance: NaN. Source: Ohm's law, Patel 2005.

    >>> f"{cable_mass(6e3, 100.0, 20.0, 0.02, 2700.0, 2.82e-8):.3f} kg"
    '3.655 kg'
    """
    distance = not_negative(distance)
    cross_section = 2 * conductor_resistivity * distance * power / (voltage**2 * share(cable_loss))
    return conductor_density * 2 * distance * cross_section
