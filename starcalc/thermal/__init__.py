"""Heat: how it gets from a chip to where it is radiated, and the temperatures at which gain and loss agree."""

from starcalc.thermal.conduction import (
    conduction_length,
    hot_spot_temperature,
    hot_spot_temperature_linear,
    junction_temperature,
)
from starcalc.thermal.radiation import (
    albedo_load,
    albedo_load_fit,
    earth_infrared_load,
    earth_view_factor,
    eclipse_temperature,
    panel_temperature,
    radiated_flux,
    radiator_area,
    radiator_temperature,
)

__all__ = [
    "albedo_load",
    "albedo_load_fit",
    "conduction_length",
    "earth_infrared_load",
    "earth_view_factor",
    "eclipse_temperature",
    "hot_spot_temperature",
    "hot_spot_temperature_linear",
    "junction_temperature",
    "panel_temperature",
    "radiated_flux",
    "radiator_area",
    "radiator_temperature",
]


def __dir__():
    return __all__
