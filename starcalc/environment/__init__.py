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
    reentries,
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
    "collision_rate",
    "crowding",
    "debris_flux",
    "debris_flux_fit",
    "hazard",
    "inert_objects",
    "perforation_rate",
    "plate_exposure",
    "proton_dose",
    "reentries",
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
    "yearly_dose",
    "yearly_hits",
    "yearly_loss",
]


def __dir__():
    return __all__
