"""What meets a satellite in low orbit: thin air, debris, trapped particles, and the failures they cause.

Tables come from the field's own models or are quoted; the files' headers say which. Each has a portable fit with its
worst residual stated. Outside a table's range the answer is NaN: nothing here extrapolates.
"""

from starcalc.environment.air import Density, SolarFlux, air_density, air_density_fit
from starcalc.environment.beams import beam_tests
from starcalc.environment.dose import (
    proton_dose,
    solar_proton_dose,
    solar_proton_dose_fit,
    total_dose,
    total_dose_fit,
    trapped_dose,
    trapped_dose_fit,
    yearly_dose,
)
from starcalc.environment.failures import hazard, stopped_share, survival, yearly_loss
from starcalc.environment.grids import table
from starcalc.environment.objects import (
    BROADSIDE_EXPOSURE,
    DENSEST,
    HOME,
    collision_rate,
    crowding,
    debris_flux,
    debris_flux_fit,
    inert_objects,
    inert_objects_fit,
    perforation_rate,
    plate_exposure,
    working_objects,
    yearly_hits,
)
from starcalc.environment.reentry import (
    CASUALTY_LIMIT,
    STARLINK_MANOEUVRES,
    avoidance_manoeuvres,
    casualties,
    clearing_time,
    collisions,
    critical_fleet,
    filling_time,
    fragments,
    reentries,
    shell_volume,
    wrecks,
)

__all__ = [
    "BROADSIDE_EXPOSURE",
    "CASUALTY_LIMIT",
    "DENSEST",
    "HOME",
    "STARLINK_MANOEUVRES",
    "Density",
    "SolarFlux",
    "air_density",
    "air_density_fit",
    "avoidance_manoeuvres",
    "beam_tests",
    "casualties",
    "clearing_time",
    "collision_rate",
    "collisions",
    "critical_fleet",
    "crowding",
    "debris_flux",
    "debris_flux_fit",
    "filling_time",
    "fragments",
    "hazard",
    "inert_objects",
    "inert_objects_fit",
    "perforation_rate",
    "plate_exposure",
    "proton_dose",
    "reentries",
    "shell_volume",
    "solar_proton_dose",
    "solar_proton_dose_fit",
    "stopped_share",
    "survival",
    "table",
    "total_dose",
    "total_dose_fit",
    "trapped_dose",
    "trapped_dose_fit",
    "working_objects",
    "wrecks",
    "yearly_dose",
    "yearly_hits",
    "yearly_loss",
]


def __dir__():
    return __all__
