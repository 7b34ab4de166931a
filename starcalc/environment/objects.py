"""Dead objects and small debris: how many there are, and how often they hit."""

from math import log, nan
from typing import Annotated

import numpy as np

from starcalc.arrays import xp
from starcalc.constants import R_EARTH, SECONDS_PER_YEAR
from starcalc.edges import not_negative, within_right_angle
from starcalc.environment.grids import held, inside, table
from starcalc.units import Angle, Area, Array, Dimensionless, Length, PerYear, Speed, Time, relation

NumberDensity = Annotated[Array, "1/m**3"]
Flux = Annotated[Array, "1/m**2/s"]
Rate = Annotated[Array, "1/s"]
SHELL: Length = 35e3  # thickness of the shells in which objects were counted
LOWEST_SHELL: Length = 217.5e3  # middles of the outermost shells
HIGHEST_SHELL: Length = 1582.5e3
DENSEST: Length = 777.5e3  # middle of the shell with most dead objects
BROADSIDE_EXPOSURE = 1.05  # of a plate square to its motion, as `plate_exposure` counts
HOME: Length = 560e3  # the post's altitude, near which the flux of small debris is known
SMALLEST: Length = 1e-3  # debris
LARGEST: Length = 100e-3
UNIT_NUMBER: NumberDensity = 1.0
INERT_AT_HOME: NumberDensity = 1.0939e-17  # of `inert_objects`
UNIT_FLUX: Flux = 1.0
HUNDRED_KILOMETRES: Length = 100e3
LOWEST_BEND: Length = 392.5e3  # beyond which crowding stays as it is
HIGHEST_BEND: Length = 1512.5e3
MEAN_LOGARITHM = -0.808592  # so that it is 1 at 560 km
# Altitude (km) where the slope of ln n changes, and half that change for 100 km
BENDS = (
    (392.5, 0.8014),
    (462.5, -0.8043),
    (497.5, 0.3605),
    (602.5, -0.0519),
    (777.5, -0.3621),
    (847.5, -0.3117),
    (952.5, 1.2195),
    (987.5, -2.4043),
    (1022.5, 1.5286),
    (1092.5, -0.4471),
    (1162.5, 0.3236),
    (1232.5, 1.6236),
    (1267.5, -2.9114),
    (1302.5, 1.4029),
    (1372.5, 1.3014),
    (1407.5, -1.2536),
    (1477.5, -0.115),
    (1512.5, 0.1),
)


@relation(portable=False)
def inert_objects(altitude: Length) -> NumberDensity:
    """Dead objects over about 10 cm in a unit of volume, from a catalogue's count of 2 August 2026 in 40 shells.

    n = N/V with V = 4π (R⊕+h)² Δh, Δh = 35 km, linear between the shells' middles. Each object counts at its mean
    altitude, an eccentric one too. Outside 217.5 to 1582.5 km: NaN.
    Source: Orbital Economics Observatory 2026, McDowell 2026.

    >>> f"{inert_objects(567.5e3) * 1e9:.4g} per km³"
    '1.155e-08 per km³'
    """
    return counted(altitude, "inert")


@relation(portable=False)
def working_objects(altitude: Length) -> NumberDensity:
    """Working satellites in a unit of volume, from the same count as `inert_objects`, and read alike.

    They steer, and are no debris. Outside 217.5 to 1582.5 km: NaN.
    Source: Orbital Economics Observatory 2026, McDowell 2026.

    >>> f"{working_objects(567.5e3) * 1e9:.4g} per km³"
    '5.217e-08 per km³'
    """
    return counted(altitude, "active")


@relation
def crowding(altitude: Length) -> Dimensionless:
    """Dead objects in a unit of volume, over those at 560 km: ln(n/n₅₆₀) = c + Σ sₖ |h − hₖ|, bends hₖ at 18 shells.

    Within 11 % of `inert_objects` from 400 to 1500 km. Below 392.5 and above 1512.5 km: the value there, so that every
    altitude has an answer; below, there are fewer. Scaling smaller debris by it supposes that fragments lie where
    what they broke from lies. Source: fit to `inert_objects`.

    >>> f"{crowding(800e3):.2f} {crowding(1345e3):.2f}"
    '3.85 0.42'
    """
    held_altitude = xp.maximum(xp.minimum(altitude, HIGHEST_BEND), LOWEST_BEND)
    logarithm = MEAN_LOGARITHM
    for bend, slope in BENDS:
        logarithm = logarithm + slope * xp.abs(held_altitude / HUNDRED_KILOMETRES - bend / 100)
    return xp.exp(logarithm)


@relation
def inert_objects_fit(altitude: Length) -> NumberDensity:
    """Dead objects over about 10 cm in a unit of volume, as a formula: those at 560 km times `crowding`.

    Within 11 % of `inert_objects` from 400 to 1500 km. Source: fit to `inert_objects`.

    >>> f"{inert_objects_fit(560e3) * 1e9:.4g} per km³"
    '1.094e-08 per km³'
    """
    return INERT_AT_HOME * crowding(altitude)


@relation(portable=False)
def debris_flux(size: Length) -> Flux:
    """Flux of debris of a size and more near 560 km, through a unit of cross-section, uncertain threefold either way.

    What a ball of that section meets among objects flying every way, n · 4v/3; a plate meets `plate_exposure` times
    that. The geometric mean of a population spread over low orbit and an engineering formula at 1 mm, 1 cm and 10 cm,
    both computed, between them a power law. Outside 1 mm to 10 cm: NaN.
    Source: ESA Space Debris Office 2025, Kessler et al. 1991.

    >>> f"{debris_flux(1e-2) * SECONDS_PER_YEAR:.2g} per m² a year"
    '0.00013 per m² a year'
    """
    sizes, _, fluxes = table("small_debris")
    logarithm = np.interp(np.log(held(size * 1e3, sizes)), np.log(sizes), np.log(fluxes).mean(axis=1))
    return np.exp(logarithm) / SECONDS_PER_YEAR


@relation
def debris_flux_fit(size: Length) -> Flux:
    """Flux of debris of a size and more near 560 km, as a formula: ln Φ = c₀ + c₁ x + c₂ x², x = ln(d/1 cm)/ln 10.

    Within 17 % of `debris_flux` from 1 mm to 10 cm, itself uncertain by a factor of three; outside: NaN.
    Source: fit to `debris_flux`.

    >>> f"{debris_flux_fit(1e-2) * SECONDS_PER_YEAR:.2g} per m² a year"
    '0.00015 per m² a year'
    """
    known = inside(size, SMALLEST, LARGEST)
    x = xp.log(xp.where(known, size, LARGEST) / LARGEST) / log(10) + 1
    return UNIT_FLUX * xp.exp(xp.where(known, -26.0822 - 3.848 * x + 1.2328 * x**2, nan))


@relation
def plate_exposure(beta: Angle) -> Dimensionless:
    """Hits on both faces of a plate held to the Sun, on the area of one, over the flux through a unit of cross-section.

    Hits = `debris_flux` × area × this: 0.481 + 0.373 cos² β − 0.190 cos⁴ β, our integral of n |(u − v)·N| over a lap of
    a dawn-dusk orbit and debris of many inclinations, over n̄ · 4v/3; within 1 %. n is denser over the poles than its
    mean n̄ over the shell. All orbits are circles, and the mix of inclinations is our estimate: two in three from
    82° up, the rest below. Beyond ±90°: NaN. Source: Kessler and Cour-Palais 1978, for the gas of objects.

    >>> f"{plate_exposure(1.2915):.2f}"
    '0.51'
    """
    tilt = xp.cos(within_right_angle(beta)) ** 2
    return 0.4811 + 0.3726 * tilt - 0.1902 * tilt**2


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
    '0.089 a year'
    """
    return debris_flux * not_negative(area) * SECONDS_PER_YEAR


def counted(altitude, kind):
    """Objects of a kind in a unit of volume."""
    altitudes, kinds, counts = table("inert_objects")
    middles = altitudes * 1e3
    volumes = 4 * np.pi * ((R_EARTH + middles) ** 2 + SHELL**2 / 12) * SHELL
    return np.interp(held(altitude, (LOWEST_SHELL, HIGHEST_SHELL)), middles, counts[:, kinds.index(kind)] / volumes)
