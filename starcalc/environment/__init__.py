"""What meets a satellite in low orbit: thin air, debris, trapped particles, and the failures they cause.

Tables come from the field's own models or are quoted; the files' headers say which. Each has a portable fit with its
worst residual stated. Outside a table's range the answer is NaN: nothing here extrapolates.
"""

from starcalc.environment.air import Density, SolarFlux, air_density, air_density_fit
from starcalc.environment.dose import proton_dose, trapped_dose, trapped_dose_fit, yearly_dose
from starcalc.environment.failures import hazard, stopped_share, survival, yearly_loss
from starcalc.environment.grids import table
from starcalc.environment.objects import (
    DENSEST,
    HOME,
    collision_rate,
    crowding,
    debris_flux,
    debris_flux_fit,
    inert_objects,
    inert_objects_fit,
    perforation_rate,
    yearly_hits,
)

__all__ = [
    "DENSEST",
    "HOME",
    "Density",
    "SolarFlux",
    "air_density",
    "air_density_fit",
    "collision_rate",
    "crowding",
    "debris_flux",
    "debris_flux_fit",
    "hazard",
    "inert_objects",
    "inert_objects_fit",
    "perforation_rate",
    "proton_dose",
    "stopped_share",
    "survival",
    "table",
    "trapped_dose",
    "trapped_dose_fit",
    "yearly_dose",
    "yearly_hits",
    "yearly_loss",
]


def __dir__():
    return __all__
