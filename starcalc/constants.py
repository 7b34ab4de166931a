"""The few numbers nobody may vary. The annotation gives the unit and the symbol."""

from math import radians
from typing import Annotated

from scipy import constants as codata

from starcalc.units import Angle, Array, Irradiance, Length, Speed

GM_EARTH: Annotated[Array, "m**3/s**2", r"\mu"] = 3.986004418e14  # WGS 84 (NIMA TR8350.2, table 3.1)
R_EARTH: Annotated[Length, r"R_\oplus"] = 6_378_137.0  # WGS 84 equatorial radius; altitude = orbit radius - R_EARTH
J2: Annotated[Array, "", "J_2"] = 1.08262668e-3  # EGM96 oblateness, as in WGS 84
DAY: Annotated[Array, "s", r"\text{d}"] = 86400.0
TROPICAL_YEAR: Annotated[Array, "s", r"T_\text{year}"] = 365.2421897 * 86400  # Astronomical Almanac, epoch 2000
SECONDS_PER_YEAR: Annotated[Array, "s/year", r"Y"] = 365.25 * 86400  # Julian year, for everything "per year"
AU: Annotated[Length, r"\mathrm{au}"] = 149_597_870_700.0  # IAU 2012 Resolution B2
R_SUN: Annotated[Length, r"R_\odot"] = 695_700e3  # IAU 2015 Resolution B3, nominal
SOLAR_CONSTANT: Annotated[Irradiance, r"S_0"] = 1361.0  # at 1 au; Kopp & Lean 2011, IAU 2015 Resolution B3
OBLIQUITY: Annotated[Angle, r"\varepsilon_\oplus"] = radians(23.4393)  # of the ecliptic, J2000

STEFAN_BOLTZMANN: Annotated[Array, "W/m**2/K**4", r"\sigma"] = codata.Stefan_Boltzmann
BOLTZMANN: Annotated[Array, "J/K", "k"] = codata.Boltzmann
LIGHT_SPEED: Annotated[Speed, "c"] = codata.speed_of_light
STANDARD_GRAVITY: Annotated[Array, "m/s**2", "g_0"] = codata.g
GAS_CONSTANT: Annotated[Array, "J/mol/K", "R"] = codata.gas_constant
