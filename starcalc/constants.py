"""The few numbers nobody may vary. The annotation gives the unit and the symbol."""

from math import radians
from typing import Annotated

from starcalc.units import Angle, Array, Irradiance, Length, Speed

GM_EARTH: Annotated[Array, "m**3/s**2", r"\mu"] = 3.986004418e14  # WGS 84, table 3.1 (nima2000)
R_EARTH: Annotated[Length, r"R_\oplus"] = 6_378_137.0  # WGS 84 equatorial radius; altitude = orbit radius - R_EARTH
J2: Annotated[Array, "", "J_2"] = 1.08262668e-3  # EGM96 oblateness, as in WGS 84
DAY: Annotated[Array, "s", r"\text{d}"] = 86400.0
TROPICAL_YEAR: Annotated[Array, "s", r"T_\text{year}"] = 365.2421897 * 86400  # Astronomical Almanac, epoch 2000
SECONDS_PER_YEAR: Annotated[Array, "s/year", r"Y"] = 365.25 * 86400  # Julian year, for everything "per year"
AU: Annotated[Length, r"\mathrm{au}"] = 149_597_870_700.0  # IAU 2012 Resolution B2
R_SUN: Annotated[Length, r"R_\odot"] = 695_700e3  # IAU 2015 Resolution B3, nominal (iau2015)
SOLAR_CONSTANT: Annotated[Irradiance, r"S_0"] = 1361.0  # at 1 au; Kopp & Lean 2011, IAU 2015 Resolution B3
OBLIQUITY: Annotated[Angle, r"\varepsilon_\oplus"] = radians(23.4393)  # of the ecliptic, J2000

STEFAN_BOLTZMANN: Annotated[Array, "W/m**2/K**4", r"\sigma"] = 5.6703744191844314e-8  # 2π⁵k⁴/(15h³c²), exact, SI 2019
BOLTZMANN: Annotated[Array, "J/K", r"k_\text{B}"] = 1.380649e-23  # exact, SI 2019
LIGHT_SPEED: Annotated[Speed, "c"] = 299_792_458.0  # exact
STANDARD_GRAVITY: Annotated[Array, "m/s**2", "g_0"] = 9.80665  # exact, CGPM 1901
GAS_CONSTANT: Annotated[Array, "J/mol/K", r"R_\text{gas}"] = 8.31446261815324  # exact, SI 2019
