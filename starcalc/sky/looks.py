"""Thirty-odd looks at the sky as skyfield has them, stored with its version, each with ours beside it."""

from functools import cache
from math import degrees, pi, radians

import numpy as np

from starcalc import orbit
from starcalc.constants import DAY
from starcalc.sky.places import illumination, satellite_azimuth, satellite_elevation, solar_depression
from starcalc.tables import beside

SATELLITES = 240  # on each orbit


@cache
def looks():
    """The looks, a row each: where and when; skyfield's numbers, and ours under `our_` and the same name.

    `apart` is the angle between both places of the highest satellite, in degrees. Skyfield's ground is the flattened
    Earth's, ours a ball: an observer stands up to 21 km off, and his zenith points up to 0.19° aside.

    >>> row = looks()[2]
    >>> f"{row['where']}: the Sun {row['depression']:.2f}° down, ours {row['our_depression']:.2f}°"
    'Berlin: the Sun 7.48° down, ours 7.48°'
    """
    return [row | ours(row) for row in beside(__file__, "looks.csv")]


def ours(row):
    """What the relations of this package have where skyfield looked."""
    latitude, clock, noon = radians(row["latitude"]), row["clock"] * DAY / 24, row["noon"] * DAY
    height = row["altitude"] * 1e3
    tilt = radians(row["inclination"]) or orbit.sun_synchronous_inclination(height)
    turns = 2 * pi * np.arange(SATELLITES) / SATELLITES
    at = (height, tilt, row["node"] * DAY / 24, turns)
    elevation = satellite_elevation(*at, latitude, clock)
    lit = illumination(*at, noon, clock) > 0.5
    place = int(row["place"])
    high, around = elevation[place], satellite_azimuth(*at, latitude, clock)[place]
    one, other = direction(high, around), direction(radians(row["elevation"]), radians(row["azimuth"]))
    return {
        "our_depression": degrees(solar_depression(latitude, noon, clock)),
        "our_up": int((elevation > 0).sum()),
        "our_lit": int((lit & (elevation > 0)).sum()),
        "our_elevation": degrees(high),
        "our_azimuth": degrees(around),
        "apart": degrees(2 * np.arcsin(np.linalg.norm(one - other) / 2)),
    }


def direction(elevation, azimuth):
    """A direction in the sky as a vector."""
    level = np.cos(elevation)
    return np.array([level * np.sin(azimuth), level * np.cos(azimuth), np.sin(elevation)])
