"""What meets a satellite in low orbit: thin air, debris, trapped particles.

Tables come from the field's own models or are quoted, and their headers in data/ say which. Each has a portable fit
with its worst residual stated. Outside a table's range the answer is NaN: nothing here extrapolates.
"""

from functools import cache
from math import log, nan
from pathlib import Path
from typing import Annotated

import numpy as np

from starcalc.arrays import xp
from starcalc.constants import R_EARTH, SECONDS_PER_YEAR
from starcalc.units import Area, Array, Dimensionless, Length, PerYear, Speed, Time, Years, relation

Density = Annotated[Array, "kg/m**3"]
NumberDensity = Annotated[Array, "1/m**3"]
Flux = Annotated[Array, "1/m**2/s"]
Rate = Annotated[Array, "1/s"]
DoseRate = Annotated[Array, "Gy/s"]
DosePerYear = Annotated[Array, "Gy/year"]
SolarFlux = Annotated[Array, "sfu"]

DATA = Path(__file__).with_name("data")
ROUNDING = 1e-9  # how far outside a table a number may lie because it was converted from another unit

LOWEST: Length = 400e3  # the range of altitudes over which the fits hold
HIGHEST: Length = 1500e3
MIDDLE: Length = 950e3
HALF_RANGE: Length = 550e3
QUIET_SUN: SolarFlux = 65.0
MEAN_SUN: SolarFlux = 127.5  # in the middle of the table on a logarithmic scale
ACTIVE_SUN: SolarFlux = 250.0
SHELL: Length = 35e3  # thickness of the shells in which objects were counted
LOWEST_SHELL: Length = 550e3  # edges of the outermost shells with a count
HIGHEST_SHELL: Length = 1005e3
CENTRAL_SHELL: Length = 777.5e3
DENSEST: Length = 845e3  # where the fit of dead objects peaks
HOME: Length = 560e3  # the post's altitude, near which the flux of small debris is known
CENTIMETRE: Length = 10e-3  # of aluminium, which trapped electrons do not cross and protons do
THINNEST: Length = 0.1e-3  # aluminium
THICKEST: Length = 20e-3
SMALLEST: Length = 1e-3  # debris
LARGEST: Length = 100e-3
GRAY_PER_RAD = 0.01

YEAR: Years = 1.0
UNIT_DENSITY: Density = 1.0
UNIT_NUMBER: NumberDensity = 1.0
UNIT_FLUX: Flux = 1.0
UNIT_DOSE_RATE: DoseRate = 1.0

# ln ρ in powers of altitude (down) and of the logarithm of solar flux (across)
AIR = (
    (-33.2406, 1.6301, 0.5287),
    (-3.2671, -1.3069, 0.0367),
    (2.6967, 0.4216, -1.5458),
    (-1.0587, 1.0937, 0.1762),
    (-0.3759, -0.7269, 1.0669),
)
# ln dose in powers of altitude (down) and of the logarithm of thickness (across)
DOSE = (
    (-12.5893, -4.5432, -0.6894, 0.0652, 4.0555, 1.894, -2.838, -1.0161),
    (1.3336, 0.0393, 4.1909, -0.88, -6.3784, 1.3588, 3.0869, -0.5487),
    (-0.0966, 0.4354, -0.5247, -4.8306, -0.8786, 8.6201, 1.0085, -4.5197),
    (0.1748, -0.6951, -1.0956, 6.126, 3.6959, -10.4791, -2.5741, 5.2849),
)


@relation(portable=False)
def air_density(altitude: Length, solar_flux: SolarFlux) -> Density:
    """Mean density of the air over the globe and the seasons, from a table of NRLMSIS 2.1, 180 to 1500 km.

    Linear interpolation of ln ρ. Geomagnetic Ap goes with the solar flux F10.7: 0 at 65 sfu, 15 at 140, 45 at 250. Day
    and night differ from the mean by a factor of two or more, the model from a measured day by 30 %. Outside the table:
    NaN. Source: {cite:t}`emmert2022`, through pymsis.

    >>> f"{air_density(560e3, 140.0):.4g} kg/m³"
    '2.762e-13 kg/m³'
    """
    altitudes, fluxes, _ = table("air_density")
    return lookup("air_density", held(altitude / 1e3, altitudes), held(solar_flux, fluxes))


@relation
def air_density_fit(altitude: Length, solar_flux: SolarFlux) -> Density:
    """Mean density of the air as a formula: ln ρ = Σ cᵢⱼ xⁱ yʲ, x = (h − 950 km)/550 km, y = ln(F/127.5)/ln(250/127.5).

    Within 9 % of `air_density` from 400 to 1500 km and 65 to 250 sfu; outside: NaN. Source: fit to `air_density`.

    >>> f"{air_density_fit(560e3, 140.0):.4g} kg/m³"
    '2.59e-13 kg/m³'
    """
    x, y = (altitude - MIDDLE) / HALF_RANGE, xp.log(solar_flux / MEAN_SUN) / xp.log(ACTIVE_SUN / MEAN_SUN)
    known = inside(altitude, LOWEST, HIGHEST) & inside(solar_flux, QUIET_SUN, ACTIVE_SUN)
    return UNIT_DENSITY * xp.exp(xp.where(known, polynomial(AIR, x, y), nan))


@relation(portable=False)
def inert_objects(altitude: Length) -> NumberDensity:
    """Dead objects over about 10 cm in a unit of volume, quoted from a catalogue's count of 2 August 2026.

    Counts in five shells of 35 km, n = N/V with V = 4π (R⊕+h)² Δh, between them ln n linear in altitude: between 790
    and 970 km that is a guess. Outside the outermost shells, 550 to 1005 km: NaN. Source: rows of GCAT, as quoted in
    data/inert_objects.csv; {cite:t}`gcat2026`.

    >>> f"{inert_objects(560e3) * 1e9:.3g} per km³"
    '1.15e-08 per km³'
    """
    altitudes, _, counts = table("inert_objects")
    known = np.isfinite(counts[:, 0])
    middles, counts = altitudes[known] * 1e3, counts[known, 0]
    volumes = 4 * np.pi * ((R_EARTH + middles) ** 2 + SHELL**2 / 12) * SHELL
    return np.exp(np.interp(held(altitude, (LOWEST_SHELL, HIGHEST_SHELL)), middles, np.log(counts / volumes)))


@relation
def inert_objects_fit(altitude: Length) -> NumberDensity:
    """Dead objects over about 10 cm in a unit of volume, as a bell: ln n = c₀ + c₁ x + c₂ x².

    x = (h − 777.5 km)/227.5 km. Within 16 % of `inert_objects` from 550 to 1005 km; outside: NaN.
    Source: fit to `inert_objects`.

    >>> f"{inert_objects_fit(560e3) * 1e9:.3g} per km³"
    '1.11e-08 per km³'
    """
    x = (altitude - CENTRAL_SHELL) / (HIGHEST_SHELL - CENTRAL_SHELL)
    logarithm = -37.72971 + 0.52756 * x - 0.88606 * x**2
    return UNIT_NUMBER * xp.exp(xp.where(inside(altitude, LOWEST_SHELL, HIGHEST_SHELL), logarithm, nan))


@relation
def crowding(altitude: Length) -> Dimensionless:
    """Dead objects in a unit of volume, over those at 560 km: n(h)/n(560 km), with `inert_objects_fit` for n.

    Below 550 and above 1005 km, where no count is at hand, the value at that edge: a guess, so that every altitude has
    an answer. Scaling smaller debris by it supposes that fragments lie where what they broke from lies.
    Source: {cite:t}`gcat2026`, as in `inert_objects`.

    >>> f"{crowding(800e3):.2f}"
    '3.89'
    """
    held_altitude = xp.maximum(xp.minimum(altitude, HIGHEST_SHELL), LOWEST_SHELL)
    return inert_objects_fit(held_altitude) / inert_objects_fit(HOME)


@relation(portable=False)
def debris_flux(size: Length) -> Flux:
    """Flux of debris of a size and more on a surface near 560 km, uncertain by a factor of three either way.

    The geometric mean of a population count and an engineering formula at 1 mm, 1 cm and 10 cm, between them a power
    law. At 800 km up to twice as much. Outside 1 mm to 10 cm: NaN.
    Source: {cite:t}`esa2025` and SSP 30425, as quoted in data/small_debris.csv.

    >>> f"{debris_flux(1e-2) * SECONDS_PER_YEAR:.2g} per m² a year"
    '0.00011 per m² a year'
    """
    sizes, _, fluxes = table("small_debris")
    logarithm = np.interp(np.log(held(size * 1e3, sizes)), np.log(sizes), np.log(fluxes).mean(axis=1))
    return np.exp(logarithm) / SECONDS_PER_YEAR


@relation
def debris_flux_fit(size: Length) -> Flux:
    """Flux of debris of a size and more near 560 km, as a formula: ln Φ = c₀ + c₁ x + c₂ x², x = ln(d/1 cm)/ln 10.

    Within 18 % of `debris_flux` from 1 mm to 10 cm, itself uncertain by a factor of three; outside: NaN.
    Source: fit to `debris_flux`.

    >>> f"{debris_flux_fit(1e-2) * SECONDS_PER_YEAR:.2g} per m² a year"
    '0.00013 per m² a year'
    """
    known = inside(size, SMALLEST, LARGEST)
    x = xp.log(xp.where(known, size, LARGEST) / LARGEST) / log(10) + 1
    return UNIT_FLUX * xp.exp(xp.where(known, -26.2328 - 3.8524 * x + 1.2528 * x**2, nan))


@relation
def perforation_rate(perforations: Dimensionless, area: Area, duration: Time) -> Flux:
    """Holes that a flown surface brought home, per area and time: N / (A t).

    What made them is smaller than it looks: a grain pierces a sheet several times thicker than itself. Meteoroids are
    among them. No area or no time: infinite. Source: {cite:t}`drolshagen2006`.

    >>> f"{perforation_rate(174.0, 60.0, 8.24 * 31557600.0) * 31557600.0:.3f} per m² a year"
    '0.352 per m² a year'
    """
    return perforations / (area * duration)


@relation
def collision_rate(density: NumberDensity, area: Area, relative_speed: Speed) -> Rate:
    """Hits on a body among objects flying every way: n A v.

    A is the cross-section of both bodies together. Nobody steers. Source: kinetic theory of gases,
    {cite:t}`kessler1978`.

    >>> f"{collision_rate(1.15e-17, 400.0, 10e3) * 31557600.0:.2g} a year"
    '0.0015 a year'
    """
    return density * area * relative_speed


@relation(portable=False)
def trapped_dose(altitude: Length, shield_thickness: Length) -> DoseRate:
    """Dose in silicon from trapped particles, inside a solid sphere of aluminium on a sun-synchronous orbit.

    Table of AP8-MIN and AE8-MAX through SHIELDOSE-2, 400 to 1500 km and 0.1 to 20 mm; interpolation linear in altitude
    and ln thickness, of ln dose. Good to a factor of two; solar protons and cosmic rays come on top, and leave a floor
    that thicker aluminium does not lower. Outside the table: NaN.
    Source: {cite:t}`sawyer1976`, {cite:t}`vette1991`, {cite:t}`seltzer1994`.

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
def yearly_hits(debris_flux: Flux, area: Area) -> PerYear:
    """Hits on a surface in a Julian year: Φ A Y, with Y the seconds of a year.

    Source: definition.

    >>> f"{yearly_hits(debris_flux_fit(1e-2), 600.0):.3f} a year"
    '0.077 a year'
    """
    return debris_flux * area * SECONDS_PER_YEAR


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


@relation
def hazard(failure_rate: PerYear) -> PerYear:
    """Steady hazard of parts of which a share φ fails each year: −ln(1 − φ).

    A share of 1 a year: infinite; more: NaN. Source: the exponential law of a constant hazard.

    >>> f"{hazard(0.09):.4f} per year"
    '0.0943 per year'
    """
    return -xp.log(1 - failure_rate)


@relation
def yearly_loss(hazard: PerYear) -> PerYear:
    """Share lost in a year to a steady hazard: (1 − e^(−λ Y))/Y, with Y one year; the inverse of `hazard`.

    Source: the exponential law of a constant hazard.

    >>> f"{yearly_loss(0.0943):.4f} per year"
    '0.0900 per year'
    """
    return (1 - xp.exp(-hazard * YEAR)) / YEAR


@relation
def stopped_share(stops: PerYear, restart_time: Time) -> Dimensionless:
    """Share of the time lost to restarts: N t / Y, with Y the seconds of a year.

    Stops that do not overlap. Source: definition.

    >>> f"{stopped_share(300.0, 600.0):.4f}"
    '0.0057'
    """
    return stops * restart_time / SECONDS_PER_YEAR


@relation
def survival(failure_rate: PerYear, duration: Years) -> Dimensionless:
    """Share of parts that still work after some years: e^(−λ t).

    A constant failure rate, with neither early deaths nor wear. Source: the exponential law of a constant
    hazard.

    >>> f"{survival(0.09, 5.0):.4f}"
    '0.6376'
    """
    return xp.exp(-failure_rate * duration)


@cache
def table(name):
    """A table of data/: its first column, the numbers or names over the others, and its body."""
    lines = (DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    header, *rows = (line.split(",") for line in lines if not line.startswith("#"))
    body = np.array(rows, dtype=float)
    columns = np.array(header[1:], dtype=float) if header[1][0].isdigit() else header[1:]
    return body[:, 0], columns, body[:, 1:]


@cache
def interpolator(name):
    """Linear interpolation of a table's logarithms; across by the logarithm of thickness where that is what varies."""
    from scipy.interpolate import RegularGridInterpolator

    rows, columns, body = table(name)
    columns = np.log(columns) if name == "trapped_dose" else columns
    return RegularGridInterpolator((rows, columns), np.log(body), bounds_error=False)


def lookup(name, row, column):
    """The number that a table holds for two arguments."""
    row, column = np.broadcast_arrays(row, column)
    return np.exp(interpolator(name)(np.stack([row, column], axis=-1))).reshape(row.shape)[()]


def held(value, axis):
    """An argument held to its table's axis against rounding; NaN outside it."""
    value = np.asarray(value, dtype=float)
    low, high = axis[0], axis[-1]
    return np.where(inside(value, low, high), np.clip(value, low, high), nan)


def inside(value, low, high):
    """Whether a number lies in a range, up to rounding."""
    return (value >= low * (1 - ROUNDING)) & (value <= high * (1 + ROUNDING))


def polynomial(coefficients, x, y):
    """Σ cᵢⱼ xⁱ yʲ by Horner's rule."""
    total = 0.0
    for row in reversed(coefficients):
        inner = 0.0
        for coefficient in reversed(row):
            inner = inner * y + coefficient
        total = total * x + inner
    return total
