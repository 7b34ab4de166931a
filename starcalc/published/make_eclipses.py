"""Remake the rows of eclipses.csv that brahe and skyfield give; those of other tools are kept as they stand.

Needs brahe, skyfield and skyfield-data: python make_eclipses.py
"""

from datetime import date
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import numpy as np

ALTITUDE = 560e3
LOCAL_TIMES = (6, 18)  # h, of the ascending node, by the mean Sun
SAMPLES = 2400  # places round the orbit: 2.4 s apart


def sun(times):
    """Unit vectors to the Sun, its distance in m, and the mean Sun's right ascension, from JPL's DE421."""
    from skyfield.api import load_file

    kernel = load_file(str(files("skyfield_data") / "data" / "de421.bsp"))
    ascension, declination, distance = kernel["earth"].at(times).observe(kernel["sun"]).apparent().radec(epoch="date")
    kernel.close()
    ra, dec = ascension.radians, declination.radians
    toward = np.stack([np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)], axis=-1)
    return toward, distance.m, times.gmst / 24 * 2 * np.pi  # at noon the mean Sun stands over Greenwich


def year(local_time):
    """Longest umbra in minutes, days with an umbra, the first and last of the season, and the mean visible Sun."""
    import brahe
    from skyfield.api import load

    days = np.arange("2026-01-01", "2027-01-01", dtype="datetime64[D]")
    toward, distance, mean_sun = sun(load.timescale(builtin=True).ut1(2026, 1, range(1, 366), 12))
    radius = brahe.R_EARTH + ALTITUDE
    tilt = brahe.sun_synchronous_inclination(radius, 0.0, angle_format=brahe.AngleFormat.RADIANS)
    node = mean_sun + 2 * np.pi * (local_time / 24 - 0.5)
    turn = 2 * np.pi * (np.arange(SAMPLES) + 0.5) / SAMPLES
    light = np.empty((365, SAMPLES))
    for day in range(365):
        east = np.array([np.cos(node[day]), np.sin(node[day]), 0])
        north = np.array([-np.cos(tilt) * np.sin(node[day]), np.cos(tilt) * np.cos(node[day]), np.sin(tilt)])
        places = radius * (np.cos(turn)[:, None] * east + np.sin(turn)[:, None] * north)
        place = toward[day] * distance[day]
        light[day] = [brahe.eclipse_conical(point, place) for point in places]
    dark = (light == 0).mean(axis=1)
    shaded = dark > 0
    begins = days[shaded & ~np.roll(shaded, 1)][0]
    ends = days[shaded & ~np.roll(shaded, -1)][0]
    longest = brahe.orbital_period(radius) * dark.max() / 60
    return f"{longest:.2f},{shaded.sum()},{begins},{ends},{light.mean():.4f}"


def write(path):
    """Write the table with its header, and the rows of other tools after ours."""
    tool = f"brahe {version('brahe')} and skyfield {version('skyfield')} with DE421"
    remade = [f"{tool},{local_time},{year(local_time)}" for local_time in LOCAL_TIMES]
    header = f"""\
# A dawn-dusk year at 560 km as the field's own tools compute it, 2026: shadow of a spherical Earth.
# tool; local_time: of the ascending node by the mean Sun, h; longest: longest umbra, minutes; days: days with an umbra;
#   begins, ends: of the season; visible_sun: mean share of the Sun's disc over the year. Empty where not recorded.
# brahe and skyfield: circular orbit turning with the mean Sun, one lap at each noon, the Sun of JPL's ephemeris.
# Orekit: numerical propagation over the year, EIGEN-6S 20x20, Sun and Moon; 20.68 minutes with a flattened Earth.
# SGP4: the analytical theory of orbital elements, the Sun by skyfield. Orekit and SGP4 were run once, by hand.
# Source: results of those tools; table CC BY 4.0. Script: make_eclipses.py for brahe's rows. Date: {date.today()}.
tool,local_time,longest,days,begins,ends,visible_sun
"""
    path.write_text(header + "\n".join([*remade, *OTHERS]) + "\n", encoding="utf-8")


OTHERS = (
    "Orekit 13.1.9,6,20.98,96,,,0.9524",
    "Orekit 13.1.9,18,,97,,,0.9520",
    "SGP4 and skyfield,6,,98,,,0.9518",
    "SGP4 and skyfield,18,,99,,,0.9518",
)

if __name__ == "__main__":
    write(Path(__file__).with_name("eclipses.csv"))
