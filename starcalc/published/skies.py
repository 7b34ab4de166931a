"""Bright satellites of a filed constellation as others count them, and ours by their own assumptions."""

from math import pi

import numpy as np

from starcalc import orbit, sky
from starcalc.constants import DAY
from starcalc.tables import beside

LATE = -7.4 / 1440 * DAY  # Ross's Sun keeps the mean Sun's time; the true one of our March is so late
SCALED = 1.97  # magnitudes from 116 m² of Starlink Gen2 Mini to 710 m²


def counts():
    """The published counts, a row each: whose, of what, how many; and `ours`, counted for the same fleet.

    >>> row = counts()[0]
    >>> f"{row['of']}: {row['theirs']:,.0f}, ours {row['ours']:,.0f}"
    'equinox, Sun 12.3° down: 36,136, ours 36,538'
    """
    return [row | {"ours": ours(row)} for row in beside(__file__, "skies.csv")]


def magnitudes():
    """Measured satellites, a row each; `ours` is a matt ball of their size and greyness, over phases of 40° to 130°.

    >>> row = magnitudes()[1]
    >>> f"measured {row['measured']}, a ball {row['ours']:.1f}"
    'measured 5.08, a ball 5.3'
    """
    phases = np.radians(np.linspace(40, 130, 19))
    return [
        row | {"ours": float(sky.sphere_magnitude(row["area"], row["reflectivity"], phases, 1e6).mean())}
        for row in beside(__file__, "magnitudes.csv")
    ]


def ours(row):
    """How many of a row's fleet are brighter than its limit, one by one, at the fullest of its hours."""
    shells = [shell for shell in beside(__file__, "shells.csv") if shell["fleet"] == row["fleet"]]
    whole = sum(shell["satellites"] for shell in shells)
    late = LATE if row["day"] == 79.1 else 0.0
    hours = [row["hour"] + step for step in ((-0.25, 0.0, 0.25) if row["fullest"] else (0.0,))]
    found = []
    for hour in hours:
        at = sky.solar_depression(row["latitude"] * pi / 180, row["day"] * DAY, hour * 3600 - late)
        limit = row["limit"] or sky.limiting_magnitude(sky.twilight_brightness(at))
        bright = 0.0
        for shell in shells:
            for node in (6, 18):
                height = (shell["low"] + shell["high"]) / 2 * 1e3
                where = (height, orbit.sun_synchronous_inclination(height), node * 3600 - late)
                where += (row["spread"] / 360 * DAY, row["latitude"] * pi / 180, row["day"] * DAY, hour * 3600 - late)
                dome = sky.dome(*where)
                seen = sky.apparent_magnitude(kind(row, dome), dome["illumination"], dome["elevation"], row["air"])
                seen = np.where(dome["elevation"] >= row["lowest"] * pi / 180, seen, np.inf)
                bright += shell["satellites"] / whole / 2 * sky.brighter_share(seen, limit)
        found.append(bright)
    return float(row["satellites"] * max(found))


def kind(row, dome):
    """The satellites' magnitudes without air: matt balls of 800 m² × 0.2, or Starlink Gen2 Mini with care, scaled."""
    if row["kind"] == "ball":
        return sky.sphere_magnitude(800.0, 0.2, dome["phase_angle"], dome["distance"])
    degrees = np.degrees(dome["phase_angle"])
    near = 2.630 + 0.1065 * degrees - 0.0005167 * degrees**2 - SCALED  # Mallama 2023, figure 5
    return near + 5 * np.log10(dome["distance"] / 1e6)
