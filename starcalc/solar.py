"""Sunlight into electricity: cells at temperature, the area they need, and how they age."""

from typing import Annotated

from starcalc.arrays import xp
from starcalc.constants import AU, SOLAR_CONSTANT
from starcalc.units import (
    Angle,
    Area,
    Array,
    Dimensionless,
    Irradiance,
    Length,
    PerYear,
    Power,
    Temperature,
    TemperatureCoefficient,
    Years,
    relation,
)

REFERENCE_TEMPERATURE: Annotated[Array, "K", r"T_0"] = 298.15  # at which makers state an efficiency: 25 °C


@relation
def irradiance(solar_distance: Length) -> Irradiance:
    """Total sunlight on a surface that faces the Sun: S = S₀ (au/r)².

    Neglects the Sun's own variation, 0.1 % over its cycle. At the Sun's centre: infinite.
    Source: {cite:t}`kopp2011` for S₀; inverse squares.

    >>> f"{irradiance(147.1e9):.1f} W/m²"
    '1407.6 W/m²'
    """
    return SOLAR_CONSTANT * (AU / solar_distance) ** 2


@relation
def cell_efficiency(
    reference_efficiency: Dimensionless, temperature_coefficient: TemperatureCoefficient, temperature: Temperature
) -> Dimensionless:
    """Efficiency of a solar cell at its temperature: η = η₀ (1 + γ (T − 298.15 K)).

    `temperature_coefficient` is relative and signed, −0.0035 per kelvin for silicon. Linear; fair from 200 to 400 K.
    Far outside, the line goes below zero, where no cell works. Source: {cite:t}`evans1981`, eq. 1.

    >>> f"{cell_efficiency(0.22, -0.0035, 321.4):.4f}"
    '0.2021'
    """
    return reference_efficiency * (1 + temperature_coefficient * (temperature - REFERENCE_TEMPERATURE))


@relation
def array_power(
    irradiance: Irradiance, efficiency: Dimensionless, packing: Dimensionless, area: Area, incidence: Angle
) -> Power:
    """Electric power of a flat array: P = S η p A cos θ, with p the share of the area that is cell.

    `incidence` is the angle between the Sun and the array's normal; beyond 90° the front is dark: zero.
    Source: cosine law, {cite:t}`patel2005`.

    >>> f"{array_power(1361.0, 0.22, 0.9, 600.0, 0.0):.0f} W"
    '161687 W'
    """
    return irradiance * efficiency * packing * area * xp.maximum(xp.cos(incidence), 0.0)


@relation
def array_area(power: Power, irradiance: Irradiance, efficiency: Dimensionless, packing: Dimensionless) -> Area:
    """Area of a Sun-facing array: A = P / (S η p), with p the share of the area that is cell.

    No sunlight or no efficiency: infinite. Source: energy balance, {cite:t}`patel2005`.

    >>> f"{array_area(130e3, 1361.0, 0.22, 1.0):.1f} m²"
    '434.2 m²'
    """
    return power / (irradiance * efficiency * packing)


@relation
def remaining_power(degradation: PerYear, duration: Years) -> Dimensionless:
    """Share of the first day's power left after some years: (1 − d)^t.

    A constant yearly loss; real cells lose more in their first weeks. A loss above 1 a year: NaN.
    Source: {cite:t}`lohmeyer2018`.

    >>> f"{remaining_power(0.02, 5.0):.4f}"
    '0.9039'
    """
    return xp.pow(1 - degradation, duration)


@relation
def mean_remaining_power(degradation: PerYear, duration: Years) -> Dimensionless:
    """Mean of the remaining power over a life: (1 − (1 − d)^t) / (−t ln(1 − d)), and 1 − d t/2 as d → 0.

    A loss of 1 a year or more: NaN. Source: integral of `remaining_power`.

    >>> f"{mean_remaining_power(0.02, 5.0):.4f}"
    '0.9512'
    """
    exponent = -xp.log(1 - degradation) * duration
    small = xp.abs(exponent) < 1e-5  # there the quotient loses digits and the series has them all
    divisor = xp.where(small, 1.0, exponent)
    return xp.where(small, 1 - exponent / 2 + exponent**2 / 6, (1 - xp.exp(-exponent)) / divisor)
