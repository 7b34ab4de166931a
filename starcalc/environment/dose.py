"""The dose behind a shield, of trapped particles and of the Sun's protons, from tables, and formulas fitted to them."""

from math import log, nan
from typing import Annotated

import numpy as np

from starcalc.arrays import polynomial, xp
from starcalc.constants import SECONDS_PER_YEAR
from starcalc.environment.grids import HALF_RANGE, HIGHEST, LOWEST, MIDDLE, held, inside, lookup, table
from starcalc.units import Array, Length, relation

DoseRate = Annotated[Array, "Gy/s"]
DosePerYear = Annotated[Array, "Gy/year"]
CENTIMETRE: Length = 10e-3  # of aluminium, which trapped electrons do not cross and protons do
THINNEST: Length = 0.1e-3  # aluminium
THICKEST: Length = 20e-3
MILLIMETRE: Length = 1e-3
GRAY_PER_RAD = 0.01
UNIT_DOSE_RATE: DoseRate = 1.0
BENDS = (0.2, 0.3, 0.7, 2.0, 4.0, 7.0, 10.0)  # mm, thicknesses at which the slope of ln dose changes
# ln dose in powers of altitude (down), of 1, the logarithm of thickness, and what of it lies beyond each bend (across)
TRAPPED = (
    (-11.1946, -1.2421, -0.2394, -0.5616, 0.5449, -0.2852, 0.3189, 1.3194, -0.4676),
    (2.4004, 0.051, -0.2477, -0.5202, 0.4923, 0.7402, 0.2354, -0.6416, -0.1102),
    (-0.2018, 0.0333, 0.1757, -0.0991, -0.1742, -0.0067, -0.5889, 0.1726, 0.4806),
    (-0.1365, -0.076, 0.0216, 0.1468, -0.0193, -0.0971, 0.373, -0.0183, -0.3194),
)
# ln dose of solar protons in powers of the logarithm of thickness, and how the dose climbs with altitude
PROTONS = (-15.1535, -2.7355, -0.4901, -0.079)
CLIMB = 0.0799


@relation(portable=False)
def trapped_dose(altitude: Length, shield_thickness: Length) -> DoseRate:
    """Dose in silicon from trapped particles, inside a solid sphere of aluminium on a sun-synchronous orbit.

    Table of AP8-MIN and AE8-MAX through SHIELDOSE-2, 400 to 1500 km and 0.1 to 20 mm; interpolation linear in altitude
    and ln thickness, of ln dose. Good to a factor of two; solar protons and cosmic rays come on top, and leave a floor
    that thicker aluminium does not lower. Outside the table: NaN.
    Source: Sawyer and Vette 1976, Vette 1991, Seltzer 1994.

    >>> f"{trapped_dose(560e3, 3e-3) * 100 * SECONDS_PER_YEAR:.0f} rad a year"
    '922 rad a year'
    """
    altitudes, thicknesses, _ = table("trapped_dose")
    row, column = held(altitude / 1e3, altitudes), np.log(held(shield_thickness * 1e3, thicknesses))
    return lookup("trapped_dose", row, column) * GRAY_PER_RAD / SECONDS_PER_YEAR


@relation
def trapped_dose_fit(altitude: Length, shield_thickness: Length) -> DoseRate:
    """Dose in silicon from trapped particles, as a formula: ln D = Σ xⁱ (aᵢ + bᵢ y + Σ cᵢₖ max(y − yₖ, 0)).

    x = (h − 950 km)/550 km, y = ln(d/1 mm), bends yₖ at 0.2 to 10 mm. Within 6 % of `trapped_dose` over its whole
    table; outside: NaN. Source: fit to `trapped_dose`.

    >>> f"{trapped_dose_fit(560e3, 3e-3) * 100 * SECONDS_PER_YEAR:.0f} rad a year"
    '885 rad a year'
    """
    known = inside(altitude, LOWEST, HIGHEST) & inside(shield_thickness, THINNEST, THICKEST)
    x = (altitude - MIDDLE) / HALF_RANGE
    y = xp.log(xp.where(known, shield_thickness, CENTIMETRE) / MILLIMETRE)
    beyond = [xp.maximum(y - log(bend), 0.0) for bend in BENDS]
    logarithm = 0.0
    for row in reversed(TRAPPED):
        logarithm = logarithm * x + sum((c * b for c, b in zip(row[2:], beyond, strict=True)), row[0] + row[1] * y)
    return UNIT_DOSE_RATE * xp.exp(xp.where(known, logarithm, nan))


@relation(portable=False)
def solar_proton_dose(altitude: Length, shield_thickness: Length) -> DoseRate:
    """Dose in silicon from the Sun's protons, inside a solid sphere of aluminium on a sun-synchronous orbit.

    Table, 400 to 2000 km and 0.1 to 20 mm, read as `trapped_dose` is: the mean over a solar cycle that 95 of 100 cycles
    do not pass; a median one brings several times less, and nearly all of it comes in a few days of the active years.
    Two models of fluence agree within 15 %. Cosmic rays, some 3 rad a year, are left out. Outside the table: NaN.
    Source: McDonald 2026, Loveless 2025, Seltzer 1994.

    >>> f"{solar_proton_dose(560e3, 5e-3) * 100 * SECONDS_PER_YEAR:.0f} rad a year"
    '188 rad a year'
    """
    altitudes, thicknesses, _ = table("solar_protons")
    row, column = held(altitude / 1e3, altitudes), np.log(held(shield_thickness * 1e3, thicknesses))
    return lookup("solar_protons", row, column) * GRAY_PER_RAD / SECONDS_PER_YEAR


@relation
def solar_proton_dose_fit(altitude: Length, shield_thickness: Length) -> DoseRate:
    """Dose in silicon from the Sun's protons, as a formula: D = (1 + 0.0799 x) exp(Σ cⱼ yʲ).

    x = (h − 950 km)/550 km, y = ln(d/√2 mm)/ln √200. Within 1 % of `solar_proton_dose`, 400 to 1500 km; outside: NaN.
    Source: fit to `solar_proton_dose`.

    >>> f"{solar_proton_dose_fit(560e3, 5e-3) * 100 * SECONDS_PER_YEAR:.0f} rad a year"
    '188 rad a year'
    """
    known = inside(altitude, LOWEST, HIGHEST) & inside(shield_thickness, THINNEST, THICKEST)
    x = (altitude - MIDDLE) / HALF_RANGE
    y = 2 * xp.log(xp.where(known, shield_thickness, THICKEST) / THICKEST) / log(200) + 1
    return UNIT_DOSE_RATE * (1 + CLIMB * x) * xp.exp(xp.where(known, polynomial((PROTONS,), x, y), nan))


@relation(portable=False)
def total_dose(altitude: Length, shield_thickness: Length) -> DoseRate:
    """Dose in silicon from trapped particles and the Sun's protons: `trapped_dose` + `solar_proton_dose`.

    What another run of the same kind of models prints for five years is 0.99 to 1.17 times this. Outside 400 to 1500 km
    or 0.1 to 20 mm: NaN. Source: as its two parts; McDonald 2026 for the comparison.

    >>> f"{total_dose(560e3, 1e-2) * 100 * SECONDS_PER_YEAR:.0f} rad a year"
    '179 rad a year'
    """
    return trapped_dose(altitude, shield_thickness) + solar_proton_dose(altitude, shield_thickness)


@relation
def total_dose_fit(altitude: Length, shield_thickness: Length) -> DoseRate:
    """Dose in silicon from trapped particles and the Sun's protons: `trapped_dose_fit` + `solar_proton_dose_fit`.

    Within 6 % of `total_dose`; outside 400 to 1500 km or 0.1 to 20 mm: NaN. Source: fit to `total_dose`.

    >>> f"{total_dose_fit(560e3, 1e-2) * 100 * SECONDS_PER_YEAR:.0f} rad a year"
    '174 rad a year'
    """
    return trapped_dose_fit(altitude, shield_thickness) + solar_proton_dose_fit(altitude, shield_thickness)


@relation
def yearly_dose(dose_rate: DoseRate) -> DosePerYear:
    """Dose of a Julian year: D Y, with Y the seconds of a year.

    Source: definition.

    >>> f"{yearly_dose(trapped_dose_fit(560e3, 3e-3)) * 100:.0f} rad a year"
    '885 rad a year'
    """
    return dose_rate * SECONDS_PER_YEAR


@relation
def proton_dose(altitude: Length) -> DoseRate:
    """Dose in silicon from trapped protons alone, near enough: that behind a centimetre of aluminium.

    Trapped electrons and their X-rays are all but gone there. Upsets are a matter of protons, whatever the electrons
    behind a thinner shield add to the dose; the slower protons that a thinner shield lets in are neglected. Outside 400
    to 1500 km: NaN. Source: `trapped_dose_fit`.

    >>> f"{proton_dose(560e3) * 100 * SECONDS_PER_YEAR:.0f} rad a year"
    '97 rad a year'
    """
    return trapped_dose_fit(altitude, CENTIMETRE)
