"""What people below would see: where satellites stand and when they are lit, how bright one is, how many there are."""

from starcalc.sky.brightness import plate_magnitude
from starcalc.sky.places import (
    illumination,
    phase_angle,
    satellite_azimuth,
    satellite_distance,
    satellite_elevation,
    solar_depression,
    sunlit_depression,
)
from starcalc.sky.ring import ring_elevation

__all__ = [
    "illumination",
    "phase_angle",
    "plate_magnitude",
    "ring_elevation",
    "satellite_azimuth",
    "satellite_distance",
    "satellite_elevation",
    "solar_depression",
    "sunlit_depression",
]


def __dir__():
    return __all__
