"""Bright satellites of a filed constellation as others count them, and ours by their own assumptions."""

from math import pi

import numpy as np

from starcalc import model, orbit, sky
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
    late = LATE if row["day"] == 79.1 else 0.0
    hours = [row["hour"] + step for step in ((-0.25, 0.0, 0.25) if row["fullest"] else (0.0,))]
    found = []
    for hour in hours:
        here = (row["latitude"] * pi / 180, row["day"] * DAY, hour * 3600 - late)
        limit = row["limit"] or sky.limiting_magnitude(sky.twilight_brightness(sky.solar_depression(*here)))
        bright = 0.0
        for share, _, dome in flown(row["fleet"], row["spread"] / 360 * DAY, here, late):
            seen = sky.apparent_magnitude(kind(row, dome), dome["illumination"], dome["elevation"], row["air"])
            seen = np.where(dome["elevation"] >= row["lowest"] * pi / 180, seen, np.inf)
            bright += share * sky.brighter_share(seen, limit)
        found.append(bright)
    return float(row["satellites"] * max(found))


def filed(s, million=1e6):
    """What one would see of the filed million, were each the satellite of a scenario: {"steep": ..., "inclined": ...}.

    The steep ones are sun-synchronous over the terminator, with nodes spread by `node_spread`; the inclined ones have
    theirs all round, and each row of the filing shrinks alike to the million asked for.
    """
    s = s.si
    here, found = (s.observer_latitude, s.day_of_year, s.hour), {"steep": 0.0, "inclined": 0.0}
    limit = sky.limiting_magnitude(sky.twilight_brightness(sky.solar_depression(*here)))
    box = (model.satellite(s).array_area, s.array_reflectivity, s.body_area, s.body_reflectivity)
    for share, tilted, dome in flown("million", s.node_spread, here):
        whole = sky.satellite_magnitude(*box, dome["phase_angle"], dome["distance"])
        seen = sky.apparent_magnitude(whole, dome["illumination"], dome["elevation"], s.extinction)
        found["inclined" if tilted else "steep"] += million * share * float(sky.brighter_share(seen, limit))
    return found


def flown(fleet, spread, here, late=0.0):
    """A fleet over a place: of each half shell its share, its inclination or 0, and its dome."""
    shells = [shell for shell in beside(__file__, "shells.csv") if shell["fleet"] == fleet]
    whole = sum(shell["satellites"] for shell in shells)
    for shell in shells:
        height, tilted = (shell["low"] + shell["high"]) / 2 * 1e3, shell["inclination"] * pi / 180
        tilt, wide = (tilted, DAY / 2) if tilted else (orbit.sun_synchronous_inclination(height), spread)
        for node in (6, 18):
            yield shell["satellites"] / whole / 2, tilted, sky.dome(height, tilt, node * 3600 - late, wide, *here)


def kind(row, dome):
    """The satellites' magnitudes without air: matt balls of 800 m² × 0.2, or Starlink Gen2 Mini with care, scaled."""
    if row["kind"] == "ball":
        return sky.sphere_magnitude(800.0, 0.2, dome["phase_angle"], dome["distance"])
    degrees = np.degrees(dome["phase_angle"])
    near = 2.630 + 0.1065 * degrees - 0.0005167 * degrees**2 - SCALED  # Mallama 2023, figure 5
    return near + 5 * np.log10(dome["distance"] / 1e6)
