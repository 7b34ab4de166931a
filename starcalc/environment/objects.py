"""Dead objects and small debris: how many there are, and how often they hit."""

from math import log, nan
from typing import Annotated

import numpy as np

from starcalc.arrays import xp
from starcalc.constants import R_EARTH, SECONDS_PER_YEAR
from starcalc.edges import not_negative
from starcalc.environment.grids import held, inside, table
from starcalc.units import Area, Array, Dimensionless, Length, PerYear, Speed, Time, relation

NumberDensity = Annotated[Array, "1/m**3"]
Flux = Annotated[Array, "1/m**2/s"]
Rate = Annotated[Array, "1/s"]
SHELL: Length = 35e3  # thickness of the shells in which objects were counted
LOWEST_SHELL: Length = 550e3  # edges of the outermost shells with a count
HIGHEST_SHELL: Length = 1005e3
CENTRAL_SHELL: Length = 777.5e3
DENSEST: Length = 845e3  # where the fit of dead objects peaks
HOME: Length = 560e3  # the post's altitude, near which the flux of small debris is known
SMALLEST: Length = 1e-3  # debris
LARGEST: Length = 100e-3
UNIT_NUMBER: NumberDensity = 1.0
UNIT_FLUX: Flux = 1.0


@relation(portable=False)
def inert_objects(altitude: Length) -> NumberDensity:
    """Dead objects over about 10 cm in a unit of volume, quoted from a catalogue's count of 2 August 2026.

    Counts in five shells of 35 km, n = N/V with V = 4π (R⊕+h)² Δh, between them ln n linear in altitude: between 790
    and 970 km that is a guess. Outside the outermost shells, 550 to 1005 km: NaN. Source: rows of GCAT, as quoted in
    inert_objects.csv; McDowell 2026.

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
    Source: McDowell 2026, as in `inert_objects`.

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
    Source: ESA Space Debris Office 2025 and SSP 30425, as quoted in small_debris.csv.

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
    among them. No area or no time: infinite; a negative area: NaN. Source: Drolshagen et al. 2006.

    >>> f"{perforation_rate(174.0, 60.0, 8.24 * 31557600.0) * 31557600.0:.3f} per m² a year"
    '0.352 per m² a year'
    """
    return perforations / (not_negative(area) * duration)


@relation
def collision_rate(density: NumberDensity, area: Area, relative_speed: Speed) -> Rate:
    """Hits on a body among objects flying every way: n A v.

    A is the cross-section of both bodies together. Nobody steers. A negative area: NaN.
    Source: kinetic theory of gases, Kessler and Cour-Palais 1978.

    >>> f"{collision_rate(1.15e-17, 400.0, 10e3) * 31557600.0:.2g} a year"
    '0.0015 a year'
    """
    return density * not_negative(area) * relative_speed


@relation
def yearly_hits(debris_flux: Flux, area: Area) -> PerYear:
    """Hits on a surface in a Julian year: Φ A Y, with Y the seconds of a year.

    A negative area: NaN. Source: definition.

    >>> f"{yearly_hits(debris_flux_fit(1e-2), 600.0):.3f} a year"
    '0.077 a year'
    """
    return debris_flux * not_negative(area) * SECONDS_PER_YEAR
