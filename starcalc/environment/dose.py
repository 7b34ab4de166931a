"""Trapped particles: the dose behind a shield, from a table of AP8 and AE8, and a formula fitted to it."""

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
GRAY_PER_RAD = 0.01
UNIT_DOSE_RATE: DoseRate = 1.0
# ln dose in powers of altitude (down) and of the logarithm of thickness (across)
DOSE = (
    (-12.5893, -4.5432, -0.6894, 0.0652, 4.0555, 1.894, -2.838, -1.0161),
    (1.3336, 0.0393, 4.1909, -0.88, -6.3784, 1.3588, 3.0869, -0.5487),
    (-0.0966, 0.4354, -0.5247, -4.8306, -0.8786, 8.6201, 1.0085, -4.5197),
    (0.1748, -0.6951, -1.0956, 6.126, 3.6959, -10.4791, -2.5741, 5.2849),
)


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
    """Dose in silicon from trapped particles, as a formula: ln D = Σ cᵢⱼ xⁱ yʲ.

    x = (h − 950 km)/550 km, y = ln(d/√2 mm)/ln √200. Within 12 % of `trapped_dose` over its whole table; outside: NaN.
    Source: fit to `trapped_dose`.

    >>> f"{trapped_dose_fit(560e3, 3e-3) * 100 * SECONDS_PER_YEAR:.0f} rad a year"
    '850 rad a year'
    """
    known = inside(altitude, LOWEST, HIGHEST) & inside(shield_thickness, THINNEST, THICKEST)
    x = (altitude - MIDDLE) / HALF_RANGE
    y = 2 * xp.log(xp.where(known, shield_thickness, THICKEST) / THICKEST) / log(200) + 1
    return UNIT_DOSE_RATE * xp.exp(xp.where(known, polynomial(DOSE, x, y), nan))


@relation
def yearly_dose(dose_rate: DoseRate) -> DosePerYear:
    """Dose of a Julian year: D Y, with Y the seconds of a year.

    Source: definition.

    >>> f"{yearly_dose(trapped_dose_fit(560e3, 3e-3)) * 100:.0f} rad a year"
    '850 rad a year'
    """
    return dose_rate * SECONDS_PER_YEAR


@relation
def proton_dose(altitude: Length) -> DoseRate:
    """Dose in silicon from trapped protons alone, near enough: that behind a centimetre of aluminium.

    Trapped electrons and their X-rays are all but gone there. Upsets are a matter of protons, whatever the electrons
    behind a thinner shield add to the dose; the slower protons that a thinner shield lets in are neglected. Outside 400
    to 1500 km: NaN. Source: `trapped_dose_fit`.

    >>> f"{proton_dose(560e3) * 100 * SECONDS_PER_YEAR:.0f} rad a year"
    '93 rad a year'
    """
    return trapped_dose_fit(altitude, CENTIMETRE)
