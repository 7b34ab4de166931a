"""What people below would see: where satellites stand and when they are lit, how bright one is, how many there are."""

from starcalc.sky.brightness import (
    airmass,
    apparent_magnitude,
    plate_magnitude,
    satellite_magnitude,
    sphere_magnitude,
)
from starcalc.sky.eye import limiting_magnitude, star_count, stars_in_sight, twilight_brightness
from starcalc.sky.fleet import brighter_share, dome, visible_time
from starcalc.sky.places import (
    illumination,
    phase_angle,
    satellite_azimuth,
    satellite_distance,
    satellite_elevation,
    solar_depression,
    sunlit_depression,
)
from starcalc.sky.ring import ring_elevation, satellites_in_sight

__all__ = [
    "airmass",
    "apparent_magnitude",
    "brighter_share",
    "dome",
    "illumination",
    "limiting_magnitude",
    "phase_angle",
    "plate_magnitude",
    "ring_elevation",
    "satellite_azimuth",
    "satellite_distance",
    "satellite_elevation",
    "satellite_magnitude",
    "satellites_in_sight",
    "solar_depression",
    "sphere_magnitude",
    "star_count",
    "stars_in_sight",
    "sunlit_depression",
    "twilight_brightness",
    "visible_time",
]


def __dir__():
    return __all__
