"""Remake trapped_dose.csv: AP8-MIN and AE8-MAX flown round sun-synchronous orbits, then SHIELDOSE-2.

Needs aep8, spacepy and astropy beside this package: python make_trapped_dose.py
"""

import os
import tempfile
from datetime import date
from pathlib import Path

import numpy as np

ALTITUDES = np.array([400, 450, 500, 560, 600, 650, 700, 800, 900, 1000, 1100, 1200, 1300, 1400, 1500])  # km
THICKNESSES = np.array([0.1, 0.15, 0.2, 0.3, 0.37, 0.5, 0.7, 1, 1.5, 2, 3, 4, 5, 7, 10, 15, 20])  # mm of aluminium
PROTON_ENERGIES = np.geomspace(0.1, 400, 60)  # MeV, the range of AP8
ELECTRON_ENERGIES = np.geomspace(0.04, 7, 50)  # MeV, the range of AE8
STEPS = 120  # round the orbit, and as many round the Earth that turns under it
SECONDS_PER_YEAR = 365.25 * 86400


def ring(altitude, steps):
    """Points of a sun-synchronous orbit over the turning Earth, evenly spread in time: three arrays in km."""
    from starcalc.constants import R_EARTH
    from starcalc.orbit import sun_synchronous_inclination

    tilt, radius = sun_synchronous_inclination(altitude * 1e3), R_EARTH / 1e3 + altitude
    turn = 2 * np.pi * (np.arange(steps) + 0.5) / steps
    along, node = (grid.ravel() for grid in np.meshgrid(turn, turn))
    x, y = np.cos(along), np.sin(along) * np.cos(tilt)
    return (
        radius * (x * np.cos(node) - y * np.sin(node)),
        radius * (x * np.sin(node) + y * np.cos(node)),
        radius * np.sin(along) * np.sin(tilt),
    )


def mean_spectrum(altitude, particle, solar, energies):
    """Orbit-mean differential flux, 1/cm²/s/MeV, from the slope of the mean integral flux."""
    import aep8
    from astropy import units
    from astropy.coordinates import EarthLocation
    from astropy.time import Time
    from scipy.interpolate import PchipInterpolator

    location = EarthLocation.from_geocentric(*ring(altitude, STEPS), unit=units.km)
    model = aep8.model(particle=particle, solar=solar)
    shell, field = model.geomagnetic_coordinates(location, Time("2026-01-01"))
    flux = np.empty_like(energies)
    for step, energy in enumerate(energies):
        here = model.integral_flux_for_geomagnetic_coordinates(shell, field, energy * units.MeV).value
        flux[step] = np.mean(np.nan_to_num(here).clip(0))
    known = flux > 0
    slope = PchipInterpolator(np.log(energies[known]), np.log(flux[known])).derivative()
    return energies[known], -slope(np.log(energies[known])) * flux[known] / energies[known]


def dose(altitude):
    """Dose in silicon at the centre of an aluminium sphere, rad a year, for every thickness.

    SHIELDOSE-2 gives half the dose at the centre of a sphere, because half is what reaches it through one side.
    """
    os.environ.setdefault("SPACEPY", tempfile.gettempdir())
    from spacepy.irbempy import Shieldose2

    shield = Shieldose2()
    shield.set_shielding(THICKNESSES, "mm")
    energies, flux = mean_spectrum(altitude, "p", "min", PROTON_ENERGIES)
    shield.set_flux(flux, energies, "p_tr", tau=SECONDS_PER_YEAR)
    shield.set_flux(1e-12 * flux, energies, "p_un", tau=SECONDS_PER_YEAR)  # none, but the tool takes logarithms
    energies, flux = mean_spectrum(altitude, "e", "max", ELECTRON_ENERGIES)
    shield.set_flux(flux, energies, "e", tau=SECONDS_PER_YEAR)
    shield.get_dose(detector=3, nucmeth=1)
    return 2 * np.asarray(shield.results["dose_total"])[:, 2]


def write(path):
    """Write the table with its header."""
    from importlib.metadata import version

    rows = [",".join([str(altitude), *(f"{value:.4g}" for value in dose(altitude))]) for altitude in ALTITUDES]
    header = f"""\
# Trapped-particle dose in silicon at the centre of a solid aluminium sphere, rad(Si) a year of 365.25 days.
# Rows: altitude in km of a circular sun-synchronous orbit. Columns: thickness of the aluminium in mm.
# Models: AP8-MIN (Sawyer & Vette 1976) and AE8-MAX (Vette 1991) by aep8 {version("aep8")}; SHIELDOSE-2 (Seltzer 1994)
#   by IRBEM in spacepy {version("spacepy")}, silicon detector, no nuclear attenuation; its sphere column, twice.
# Trapped particles only: solar protons and cosmic rays come on top.
# Source: this table is a result of those models; public-domain models, table CC BY 4.0.
# Script: make_trapped_dose.py. Date: {date.today()}.
"""
    columns = ",".join(["altitude", *(f"{thickness:g}" for thickness in THICKNESSES)])
    path.write_text(header + "\n".join([columns, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(__file__).with_name("trapped_dose.csv"))
