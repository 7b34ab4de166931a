"""Heat: how it gets from a chip to where it is radiated, and the temperatures at which gain and loss agree."""

from starcalc.thermal.conduction import (
    conduction_length,
    hot_spot_rise,
    hot_spot_temperature,
    hot_spot_temperature_linear,
    junction_temperature,
)
from starcalc.thermal.fatigue import cycles_to_failure, fatigue_life, field_cycles
from starcalc.thermal.loop import (
    chip_rise,
    fin_flux,
    finned_radiator_area,
    finned_radiator_temperature,
    radiator_view_load,
)
from starcalc.thermal.radiation import (
    albedo_load,
    albedo_load_fit,
    earth_infrared_load,
    earth_view_factor,
    eclipse_temperature,
    mean_earth_view,
    panel_temperature,
    radiated_flux,
    radiator_area,
    radiator_temperature,
)
from starcalc.thermal.sheet import bare_share, shadow_temperature, striped_temperature

__all__ = [
    "albedo_load",
    "albedo_load_fit",
    "bare_share",
    "chip_rise",
    "conduction_length",
    "cycles_to_failure",
    "earth_infrared_load",
    "earth_view_factor",
    "eclipse_temperature",
    "fatigue_life",
    "field_cycles",
    "fin_flux",
    "finned_radiator_area",
    "finned_radiator_temperature",
    "hot_spot_rise",
    "hot_spot_temperature",
    "hot_spot_temperature_linear",
    "junction_temperature",
    "mean_earth_view",
    "panel_temperature",
    "radiated_flux",
    "radiator_area",
    "radiator_temperature",
    "radiator_view_load",
    "shadow_temperature",
    "striped_temperature",
]


def __dir__():
    return __all__
