"""How much air is left up there: a table of NRLMSIS 2.1, and a formula fitted to it."""

from math import nan
from typing import Annotated

from starcalc.arrays import polynomial, xp
from starcalc.environment.grids import HALF_RANGE, HIGHEST, LOWEST, MIDDLE, held, inside, lookup, table
from starcalc.units import Array, Length, relation

Density = Annotated[Array, "kg/m**3"]
SolarFlux = Annotated[Array, "sfu"]
QUIET_SUN: SolarFlux = 65.0
MEAN_SUN: SolarFlux = 127.5  # in the middle of the table on a logarithmic scale
ACTIVE_SUN: SolarFlux = 250.0
UNIT_DENSITY: Density = 1.0
# ln ρ in powers of altitude (down) and of the logarithm of solar flux (across)
AIR = (
    (-33.2406, 1.6301, 0.5287),
    (-3.2671, -1.3069, 0.0367),
    (2.6967, 0.4216, -1.5458),
    (-1.0587, 1.0937, 0.1762),
    (-0.3759, -0.7269, 1.0669),
)


@relation(portable=False)
def air_density(altitude: Length, solar_flux: SolarFlux) -> Density:
    """Mean density of the air over the globe and the seasons, from a table of NRLMSIS 2.1, 180 to 1500 km.

    Linear interpolation of ln ρ. Geomagnetic Ap goes with the solar flux F10.7: 0 at 65 sfu, 15 at 140, 45 at 250. Day
    and night differ from the mean by a factor of two or more, the model from a measured day by 30 %. Outside the table:
    NaN. Source: Emmert et al. 2022, through pymsis.

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
