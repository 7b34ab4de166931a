"""A whole fleet over one head: every satellite in sight, how many are bright enough, for how long of a night."""

from math import pi
from typing import Annotated

import numpy as np

from starcalc.constants import DAY
from starcalc.sky.brightness import Magnitude
from starcalc.sky.places import (
    illumination,
    phase_angle,
    satellite_azimuth,
    satellite_distance,
    satellite_elevation,
    solar_depression,
)
from starcalc.sky.ring import satellites_in_sight
from starcalc.units import Angle, Dimensionless, Length, Time, relation

Dome = Annotated[
    dict, {"elevation": "rad", "azimuth": "rad", "distance": "m", "phase_angle": "rad", "illumination": ""}
]
PLANES, PLACES = 48, 360
MINUTE = 60.0

# What may be asked: the least, the most, and both as one writes them.
RANGES = {
    "altitude": (1e3, 1e8, "1 to 100,000 km"),
    "inclination": (0.0, pi, "0° to 180°"),
    "local_time": (0.0, DAY, "0 to 24 h"),
    "node_spread": (0.0, DAY / 2, "0 to 12 h"),
    "latitude": (-pi / 2, pi / 2, "-90° to 90°"),
    "day_of_year": (0.5 * DAY, 366.5 * DAY, "day 1 to 366, in seconds where it is a plain number"),
    "hour": (0.0, DAY, "0 to 24 h"),
    "solar_depression": (-pi / 2, pi / 2, "-90° to 90°"),
    "minimum_elevation": (-pi / 2, pi / 2, "-90° to 90°"),
}


@relation(portable=False)
def dome(
    altitude: Length,
    inclination: Angle,
    local_time: Time,
    node_spread: Time,
    latitude: Angle,
    day_of_year: Time,
    hour: Time,
) -> Dome:
    """A fleet as an observer has it round him: by name, arrays along whose last axis 17,280 satellites stand.

    `elevation`, `azimuth` and `distance`, `phase_angle` and `illumination`, as the relations of these names have them,
    for 48 planes of 360 places, the nodes spread as in `satellites_in_sight`. Those below the horizon are in it, so
    that a mean along the last axis is a share of the fleet. Anything outside its range, as a latitude of 98°, day 0 or
    25 h: ValueError. Source: `satellite_elevation` and the rest; Vallado 2013, section 4.4.

    >>> f"{(dome(560e3, 1.704, 64800.0, 7200.0, 0.9076, 79 * 86400.0, 67500.0)['elevation'] > 0).mean():.3f} are up"
    '0.083 are up'
    """
    refuse("dome", **locals())
    given = (altitude, inclination, local_time, node_spread, latitude, day_of_year, hour)
    altitude, inclination, local_time, node_spread, latitude, day_of_year, hour = (
        np.asarray(value, dtype=float)[..., None] for value in given
    )
    steps = 2 * (np.arange(PLANES) + 0.5) / PLANES - 1
    places = 2 * pi * (np.arange(PLACES) / PLACES + np.arange(PLANES)[:, None] * GOLDEN)
    node = local_time + node_spread * np.repeat(steps, PLACES)
    at = (altitude, inclination, node, places.ravel())
    return {
        "elevation": satellite_elevation(*at, latitude, hour),
        "azimuth": satellite_azimuth(*at, latitude, hour),
        "distance": satellite_distance(*at, latitude, hour),
        "phase_angle": phase_angle(*at, latitude, day_of_year, hour),
        "illumination": illumination(*at, day_of_year, hour) + 0 * latitude,
    }


@relation(portable=False)
def brighter_share(magnitude: Magnitude, limiting_magnitude: Magnitude) -> Dimensionless:
    """Share of a fleet that is brighter than a limit: the mean along the last axis, as of a `dome`.

    Times the fleet it is how many the eye sees at once. No magnitude is brighter than NaN. Nobody there: ValueError.
    Source: definition.

    >>> float(brighter_share(np.array([4.0, 5.5, 7.0, np.inf]), 6.0))
    0.5
    """
    magnitude, limit = np.atleast_1d(np.asarray(magnitude, dtype=float)), np.asarray(limiting_magnitude, dtype=float)
    if magnitude.shape[-1] == 0:
        raise ValueError("sky.brighter_share: magnitude is empty; give one satellite or more along the last axis")
    return (magnitude < limit[..., None]).mean(axis=-1)


@relation(portable=False)
def visible_time(
    altitude: Length,
    inclination: Angle,
    local_time: Time,
    node_spread: Time,
    latitude: Angle,
    day_of_year: Time,
    solar_depression: Angle,
    minimum_elevation: Angle,
) -> Time:
    """How long of a day something of a fleet is lit, above an elevation, and the Sun so far down or further.

    Minute by minute from midnight to midnight, by `satellites_in_sight`: dawn and dusk together, as the Sun's place is
    all but the same on both. Bright or not. Anything outside its range, as a latitude of 98° or day 0: ValueError.
    Source: as `satellites_in_sight` and `solar_depression`; Vallado 2013, sections 4.4 and 5.3.

    >>> f"{visible_time(560e3, 1.704, 64800.0, 0.0, 0.9076, 79 * 86400.0, 0.1047, 0.0) / 60:.0f} min"
    '148 min'
    """
    refuse("visible_time", **locals())
    given = (altitude, inclination, local_time, node_spread, latitude, day_of_year, minimum_elevation)
    altitude, inclination, local_time, node_spread, latitude, day_of_year, minimum_elevation = (
        np.asarray(value, dtype=float)[..., None] for value in given
    )
    hours = MINUTE * (np.arange(DAY / MINUTE) + 0.5)
    ring = (1.0, altitude, inclination, local_time, node_spread)
    some = satellites_in_sight(*ring, latitude, day_of_year, hours, minimum_elevation) > 0
    down = sun_down(latitude, day_of_year, hours) >= np.asarray(solar_depression)[..., None]
    return MINUTE * (some & down).sum(axis=-1)


sun_down = solar_depression  # where an argument has its name
GOLDEN = 0.6180339887498949  # so that the planes' satellites do not stand in step


def refuse(name, **given):
    """ValueError for an argument that is outside its range, or no number, with both."""
    for argument, value in given.items():
        least, most, spelt = RANGES[argument]
        numbers = np.asarray(value, dtype=float)
        wrong = ~((numbers >= least - 1e-6) & (numbers <= most * (1 + 1e-9) + 1e-6))
        if wrong.any():
            raise ValueError(f"sky.{name}: {argument} is {numbers[wrong].flat[0]:g}; give {spelt}")
