"""What people below would see: where satellites stand, when they are lit, how bright and how many; the stars."""

from starcalc.sky.brightness import (
    airmass,
    apparent_magnitude,
    earthshine,
    plate_magnitude,
    satellite_magnitude,
    sphere_magnitude,
)
from starcalc.sky.eye import limiting_magnitude, star_count, stars_in_sight, twilight_brightness
from starcalc.sky.fleet import brighter_share, dome, visible_time
from starcalc.sky.looks import looks
from starcalc.sky.places import (
    illumination,
    phase_angle,
    satellite_azimuth,
    satellite_distance,
    satellite_elevation,
    solar_depression,
    sunlit_depression,
)
from starcalc.sky.ring import bright_satellites, ring_elevation, satellites_in_sight
from starcalc.sky.stars import Star, bright_stars, star_azimuth, star_elevation

__all__ = [
    "Star",
    "airmass",
    "apparent_magnitude",
    "bright_satellites",
    "bright_stars",
    "brighter_share",
    "dome",
    "earthshine",
    "illumination",
    "limiting_magnitude",
    "looks",
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
    "star_azimuth",
    "star_count",
    "star_elevation",
    "stars_in_sight",
    "sunlit_depression",
    "twilight_brightness",
    "visible_time",
]


def __dir__():
    return __all__
