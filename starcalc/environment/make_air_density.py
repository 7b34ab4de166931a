"""Remake air_density.csv: the global mean of NRLMSIS 2.1 over four seasons.

Needs pymsis beside this package: python make_air_density.py
"""

from datetime import date
from pathlib import Path

import numpy as np

ALTITUDES = np.arange(180, 1501, 10.0)  # km
SOLAR_FLUXES = np.array([65, 75, 90, 105, 120, 140, 160, 180, 200, 225, 250.0])  # sfu, both F10.7 and its 81-day mean
LATITUDES = np.arange(-85, 86, 10.0)  # degrees, centres of bands
LONGITUDES = np.arange(0, 360, 15.0)  # degrees; at 12 UT these are the 24 local times
SEASONS = np.array(["2026-03-21T12", "2026-06-21T12", "2026-09-21T12", "2026-12-21T12"], dtype="datetime64[h]")


def geomagnetic(solar_flux):
    """Ap that goes with a level of F10.7: 0 at 65 sfu, 15 at 140, 45 at 250, linear between."""
    return np.interp(solar_flux, [65, 140, 250], [0, 15, 45])


def density(solar_flux, altitudes):
    """Mean density in kg/m³ over the globe and the seasons, at each altitude."""
    import pymsis

    count = len(SEASONS)
    activity = [solar_flux] * count, [solar_flux] * count, [[geomagnetic(solar_flux)] * 7] * count
    seasons = SEASONS.astype("datetime64[ns]")
    output = pymsis.calculate(seasons, LONGITUDES, LATITUDES, altitudes, *activity, version=2.1)
    mass = output[..., pymsis.Variable.MASS_DENSITY]  # time, longitude, latitude, altitude
    return np.average(mass.mean(axis=(0, 1)), axis=0, weights=np.cos(np.radians(LATITUDES)))


def write(path):
    """Write the table with its header."""
    from importlib.metadata import version

    columns = [density(solar_flux, ALTITUDES) for solar_flux in SOLAR_FLUXES]
    header = f"""\
# Density of the upper air, kg/m³: mean over the globe (area-weighted, all local times) and four seasons.
# Rows: altitude in km. Columns: F10.7 in solar flux units, with Ap 0 at 65, 15 at 140, 45 at 250, linear between.
# Model: NRLMSIS 2.1 (Emmert et al. 2022) by pymsis {version("pymsis")}.
# Source: this table is a result of that model; table CC BY 4.0.
# Script: make_air_density.py. Date: {date.today()}.
"""
    body = zip(ALTITUDES, np.transpose(columns), strict=True)
    rows = [",".join([f"{altitude:g}", *(f"{value:.4e}" for value in row)]) for altitude, row in body]
    names = ",".join(["altitude", *(f"{flux:g}" for flux in SOLAR_FLUXES)])
    path.write_text(header + "\n".join([names, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(__file__).with_name("air_density.csv"))
