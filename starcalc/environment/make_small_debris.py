"""Remake small_debris.csv: a population spread over low orbit, and the engineering formula of SSP 30425.

Needs nothing beside this package: python make_small_debris.py
"""

from datetime import date
from math import exp, log10, pi
from pathlib import Path

YEAR, FLUX_OF_SUN, ALTITUDE = 2026, 140.0, 560.0  # year, sfu, km
TILT = 1.71  # the formula's factor ψ for an inclination of 97.6°
NUMBERS = {1: 140e6, 10: 1.2e6, 100: 54000}  # objects over so many mm
LOW, HIGH, SPEED = 6578.137e3, 8378.137e3, 7579.62  # m, m, m/s: low orbit from 200 to 2000 km, and ours
SECONDS_PER_YEAR = 365.25 * 86400


def formula(size):
    """Flux of debris over a size in mm by the formula of Kessler et al. 1991, 1/m² a year."""
    d = size / 10  # cm
    hump = 10 ** (exp(-(((log10(d) - 0.78) / 0.637) ** 2)) / 2)
    swept = 10 ** (ALTITUDE / 200 - FLUX_OF_SUN / 140 - 1.5)  # by air that a strong Sun swells
    small = 1.22e-5 * d**-2.5 * 1.02**23 * 1.04 ** (YEAR - 2011)
    large = 8.1e10 * (d + 700) ** -6 * (1 + 0.05 * (YEAR - 1988))
    return hump * swept / (1 + swept) * TILT * (small + large)


def population(size):
    """Flux of a population through a unit of cross-section among objects flying every way, n · 4v/3, 1/m² a year."""
    return NUMBERS[size] / (4 / 3 * pi * (HIGH**3 - LOW**3)) * SPEED * 4 / 3 * SECONDS_PER_YEAR


def write(path):
    """Write the table with its header."""
    header = f"""\
# Debris of a given size and more: flux near 560 km through a unit of cross-section, 1/m²/year. Order of magnitude only.
# Rows: size in mm. Columns: ESA's 2025 population (over 10 cm 54,000; over 1 cm 1.2 million; over 1 mm 140 million, the
#   last from general knowledge) spread evenly from 200 to 2000 km, n · 4v/3; the engineering formula of SSP 30425
#   (Kessler et al. 1991) for {YEAR}, {FLUX_OF_SUN:g} sfu, 97.6 deg.
# Beside them, measured: the arrays of Hubble near 600 km, 174 perforations of a 0.7 mm array on 60 m² in 8.24 years,
#   0.352 1/m²/year (Drolshagen et al. 2006). Smaller grains and meteoroids count there, so it is no row of this table.
# Computed, not measured; table CC BY 4.0. Source: esa2025, kessler1991.
# Script: make_small_debris.py. Date: {date.today()}.
size,population,formula
"""
    rows = [f"{size},{population(size):.2g},{formula(size):.2g}" for size in NUMBERS]
    path.write_text(header + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(__file__).with_name("small_debris.csv"))
