"""What people below would see: when the satellites are lit, how high their ring stands, how bright one is."""

from starcalc.sky.brightness import plate_magnitude
from starcalc.sky.ring import ring_elevation, sunlit_depression

__all__ = [
    "plate_magnitude",
    "ring_elevation",
    "sunlit_depression",
]


def __dir__():
    return __all__
