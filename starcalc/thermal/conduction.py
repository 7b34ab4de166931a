"""Heat on its way to where it is radiated: along a sheet, and out of a chip."""

from functools import partial
from math import nan, pi
from typing import Annotated

import numpy as np

from starcalc.arrays import xp
from starcalc.constants import STEFAN_BOLTZMANN
from starcalc.edges import not_negative
from starcalc.units import Area, Array, Dimensionless, Irradiance, Length, Power, Temperature, relation

Conductivity = Annotated[Array, "W/m/K"]
ThermalResistance = Annotated[Array, "K/W"]


@relation
def conduction_length(
    conductivity: Conductivity, thickness: Length, emissivity_sum: Dimensionless, temperature: Temperature
) -> Length:
    """Distance over which heat spreads in a radiating sheet: ℓ = √(k t / (4 ε σ T³)), with ε the sum over both faces.

    Linearised: an excess of temperature falls e-fold over ℓ while it is small beside T. A sheet that does not radiate:
    infinite; a negative argument: NaN. Source: the fin equation,
    Gilmore 2002, chapter 6.

    >>> f"{conduction_length(167.0, 0.37e-3, 1.75, 342.0) * 1e3:.1f} mm"
    '62.4 mm'
    """
    warm = xp.where(temperature >= 0, temperature, nan)
    return xp.sqrt(conductivity * thickness / (4 * emissivity_sum * STEFAN_BOLTZMANN * warm**3))


@relation(portable=False)
def hot_spot_temperature(
    power: Power,
    radius: Length,
    cell_area: Area,
    conductivity: Conductivity,
    thickness: Length,
    emissivity_sum: Dimensionless,
    absorbed_flux: Irradiance,
) -> Temperature:
    """Temperature at the rim of a round chip whose heat spreads into its own cell of a radiating sheet.

    k t ∇²T = ε σ T⁴ − q on the ring from the chip's radius to √(cell_area/π); the power enters at the inner rim and
    none leaves by the outer, where the next chip's cell begins. ε and q are sums over both faces. The cell is taken as
    round; under the chip nothing radiates, so it is an upper bound where the sheet is bare there. Accurate to 0.01 %.
    A cell no larger than its chip, an argument that is negative or zero (power and q may be zero), or a size no sheet
    has (1e±30): NaN.
    Source: the fin equation, Gilmore 2002, chapter 6.

    >>> f"{hot_spot_temperature(10.0, 0.02, 0.0334, 167.0, 0.37e-3, 1.75, 1058.9):.1f} K"
    '366.3 K'
    """
    return hottest_ring(power, radius, cell_area, conductivity, thickness, emissivity_sum, absorbed_flux)[()]


@relation
def hot_spot_temperature_linear(
    power: Power,
    radius: Length,
    cell_area: Area,
    conductivity: Conductivity,
    thickness: Length,
    emissivity_sum: Dimensionless,
    absorbed_flux: Irradiance,
) -> Temperature:
    """Upper bound on `hot_spot_temperature`: radiation linearised at T̄, where a perfect conductor would be.

    T = ¾ T̄ + q/(4 ε σ T̄³) + P ℓ/(2π r k t) · (K₀(x) I₁(X) + I₀(x) K₁(X)) / (K₁(x) I₁(X) − I₁(x) K₁(X)), x = r/ℓ,
    X = √(cell_area/π)/ℓ. A bound because T⁴ runs above its tangent; near the truth while the excess is small: 0.1 % off
    in the example, 80 % for 700 W. A cell no larger than its chip, r/ℓ outside 10⁻⁴ to 8000, or an argument below zero:
    NaN. Source: the fin equation, Gilmore 2002, chapter 6; modified Bessel functions, NIST 2024, chapter 10.

    >>> f"{hot_spot_temperature_linear(10.0, 0.02, 0.0334, 167.0, 0.37e-3, 1.75, 1058.9):.1f} K"
    '366.6 K'
    """
    power, absorbed_flux = not_negative(power), not_negative(absorbed_flux)
    spread = xp.sqrt(cell_area / pi - radius**2)
    mean = xp.pow((absorbed_flux + power / (pi * spread**2)) / (emissivity_sum * STEFAN_BOLTZMANN), 0.25)
    length = conduction_length(conductivity, thickness, emissivity_sum, mean)
    base = 0.75 * mean + absorbed_flux / (4 * emissivity_sum * STEFAN_BOLTZMANN * mean**3)
    return base + power * rim_resistance(radius, cell_area, conductivity * thickness, length)


@relation
def hot_spot_rise(
    power: Power,
    radius: Length,
    cell_area: Area,
    conductivity: Conductivity,
    thickness: Length,
    emissivity_sum: Dimensionless,
    temperature: Temperature,
) -> Temperature:
    """How much warmer the rim of a round spot is than its sheet on the mean, radiation linearised at a temperature.

    ΔT = P R − P/(4 ε σ T³ (A − π r²)), with P R the second term of `hot_spot_temperature_linear`; a perfect conductor
    has none. With T the mean of the sheet, (q̄/(ε σ))^¼, it is an upper bound: 1 % over the exact excess in the example,
    5 % where that is 105 K. A cell no larger than its spot, r/ℓ outside 10⁻⁴ to 8000, or an argument below zero: NaN.
    Source: the fin equation, Gilmore 2002, chapter 6; modified Bessel functions, NIST 2024, chapter 10.

    >>> f"{hot_spot_rise(56.0, 0.04, 0.33, 1600.0, 0.3e-3, 1.67, 310.0):.1f} K"
    '24.1 K'
    """
    length = conduction_length(conductivity, thickness, emissivity_sum, temperature)
    ring = cell_area - pi * radius**2
    loss = 4 * emissivity_sum * STEFAN_BOLTZMANN * temperature**3 * xp.where(ring > 0, ring, nan)
    rim = rim_resistance(radius, cell_area, conductivity * thickness, length)
    return not_negative(power) * (rim - 1 / loss)


@relation
def junction_temperature(sink_temperature: Temperature, power: Power, resistance: ThermalResistance) -> Temperature:
    """Temperature inside a chip above what cools it: T = T₀ + P R.

    `resistance` is the maker's, from junction to case, with that of whatever lies between case and sink. Below
    absolute zero, or a negative resistance: NaN. Source: Gilmore 2002, chapter 8.

    >>> f"{junction_temperature(330.0, 700.0, 0.05):.1f} K"
    '365.0 K'
    """
    return not_negative(sink_temperature) + power * not_negative(resistance)


def rim_resistance(radius, cell_area, sheet, length):
    """Kelvins at a spot's rim per watt that enters there, above the sheet without it, radiation linearised.

    `sheet` is conductivity times thickness, `length` the sheet's conduction length.
    """
    inner, outer = radius / length, xp.sqrt(cell_area / pi) / length
    inner = xp.where(xp.abs(xp.log(inner)) < 9, inner, nan)
    i0, i1, k0, k1 = modified_bessel(inner)
    _, outer_i1, _, outer_k1 = modified_bessel(outer)
    fade = xp.exp(2 * (inner - outer))  # the functions come scaled
    reach = (k0 * outer_i1 + fade * i0 * outer_k1) / (k1 * outer_i1 - fade * i1 * outer_k1)
    return length * reach / (2 * pi * radius * sheet)


def modified_bessel(x, points=20):
    """I₀ and I₁ times exp(−x), K₀ and K₁ times exp(x): their integrals by the trapezium rule, to 1e-5.

    I_n = ∫₀^π exp(x cos θ) cos nθ dθ / π, K_n = ∫₀^∞ exp(−x cosh t) cosh nt dt, each cut where it has died away.
    """
    widest = xp.minimum(xp.sqrt(75 / x), pi)
    farthest = xp.log(1 + 28 / x + xp.sqrt(28 / x * (2 + 28 / x)))
    i0, i1, k0, k1 = (0.5 / points,) * 4  # at the origin both integrands are 1, and half counts
    for step in range(1, points + 1):
        weight = (0.5 if step == points else 1.0) / points
        angle = widest * (step / points)
        bell = weight * xp.exp(-2 * x * xp.sin(angle / 2) ** 2)
        grown = xp.exp(farthest * (step / points))
        cosh = (grown + 1 / grown) / 2
        tail = weight * xp.exp(x * (1 - cosh))
        i0, i1, k0, k1 = i0 + bell, i1 + bell * xp.cos(angle), k0 + tail, k1 + tail * cosh
    return i0 * widest / pi, i1 * widest / pi, k0 * farthest, k1 * farthest


@partial(np.vectorize, otypes=[float])
def hottest_ring(power, radius, cell_area, conductivity, thickness, emissivity_sum, absorbed_flux, rings=1000):
    """Newton's method on the heat balance of rings: narrow ones at the chip, each next one wider by the same ratio.

    From the first step on the temperatures fall to the answer from above, because T⁴ is convex.
    """
    from scipy.linalg import solve_banded

    sizes = (radius, cell_area, conductivity, thickness, emissivity_sum)
    if not all(1e-30 < x < 1e30 for x in sizes) or not all(0 <= x < 1e30 for x in (power, absorbed_flux)):
        return nan
    if not pi * radius**2 < cell_area:
        return nan
    sigma, sheet = emissivity_sum * STEFAN_BOLTZMANN, conductivity * thickness
    mean = ((absorbed_flux + power / (cell_area - pi * radius**2)) / sigma) ** 0.25
    if mean == 0:
        return 0.0
    width = np.sqrt(cell_area / pi) - radius
    finest = min(radius, width, np.sqrt(sheet / (sigma * mean**3))) / 1000
    place = radius + finest * np.expm1(np.linspace(0, np.log1p(width / finest), rings))
    area = pi * np.diff(np.concatenate([place[:1], (place[1:] + place[:-1]) / 2, place[-1:]]) ** 2)
    link = 2 * pi * sheet / np.log(place[1:] / place[:-1])
    links = np.append(link, 0) + np.append(0, link)
    heat = absorbed_flux * area
    heat[0] += power
    temperature, matrix = np.full(rings, mean), np.zeros((3, rings))
    matrix[0, 1:] = matrix[2, :-1] = -link
    for _ in range(200):
        flow = np.append(0, link * np.diff(temperature))
        residual = heat - sigma * area * temperature**4 - flow + np.append(flow[1:], 0)
        matrix[1] = links + 4 * sigma * area * temperature**3
        change = solve_banded((1, 1), matrix, residual)
        temperature = temperature + change
        if np.max(np.abs(change)) < 1e-9 * mean:
            return temperature[0]
    return nan
