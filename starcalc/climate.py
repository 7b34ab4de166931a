"""What a launch, its making and its end leave in the air, and what cooling drinks, by the energy and the tokens made.

Carbon is counted as the mass of carbon dioxide that warms as much over a century.
"""

from typing import Annotated

from starcalc.constants import SECONDS_PER_YEAR
from starcalc.edges import not_negative
from starcalc.tables import beside
from starcalc.units import Array, Dimensionless, Irradiance, Mass, Power, TokenRate, Years, relation

__all__ = [
    "alumina",
    "carbon_parity_life",
    "carbon_per_energy",
    "carbon_per_token",
    "evidence",
    "flight_carbon",
    "grid_carbon_per_token",
    "launch_carbon",
    "making_carbon",
    "propellant_carbon",
    "reentry_carbon",
    "soot_weight",
    "water_per_token",
]


def __dir__():
    return __all__


CarbonPerEnergy = Annotated[Array, "kg/J"]
CarbonPerToken = Annotated[Array, "kg/token"]
MassPerYear = Annotated[Array, "kg/year"]
Warming = Annotated[Array, "W/m**2*year/kg"]
WaterPerEnergy = Annotated[Array, "m**3/J"]
WaterPerToken = Annotated[Array, "m**3/token"]
CARBON_WARMING: Warming = 9.17e-14  # of a kilogram of carbon dioxide, summed over a century (Myhre and others 2013)


@relation
def flight_carbon(
    fuel_carbon: Mass, stage_carbon: Mass, uses: Dimensionless, expended_carbon: Mass, payload: Mass
) -> Dimensionless:
    """Carbon of a flight by the mass that it lifts: (fuel + stage/uses + expended) / payload.

    `stage_carbon` is of making what flies several times, `expended_carbon` of making what flies once. Neglects soot
    and water left high in the air, which may warm more than all the rest, and refurbishment. A mass or uses below zero:
    NaN; no payload: infinite. Source: Ohs et al. 2025.

    >>> f"{flight_carbon(233.7e3, 423.0e3, 20.0, 108.5e3, 17.5e3):.1f} kg/kg"
    '20.8 kg/kg'
    """
    flown = not_negative(fuel_carbon) + not_negative(stage_carbon) / not_negative(uses)
    return (flown + not_negative(expended_carbon)) / not_negative(payload)


@relation
def propellant_carbon(
    propellant: Mass,
    mixture_ratio: Dimensionless,
    fuel_intensity: Dimensionless,
    oxidiser_intensity: Dimensionless,
    payload: Mass,
) -> Dimensionless:
    """Carbon of a flight's propellant by the mass that it lifts: m (c_f + r c_o) / ((1 + r) m_p).

    r is the oxidiser's mass over the fuel's. c_f counts burning, 44/16 of methane, and making; c_o what a plant draws
    to freeze oxygen out of the air. Neglects the rocket's making, soot, and what is vented. No payload: infinite; a
    mass, ratio or carbon below zero: NaN. Source: stoichiometry.

    >>> f"{propellant_carbon(4900e3, 3.6, 2.743 + 0.6, 0.12, 86e3):.0f} kg/kg"
    '47 kg/kg'
    """
    ratio = not_negative(mixture_ratio)
    by_mass = (not_negative(fuel_intensity) + ratio * not_negative(oxidiser_intensity)) / (1 + ratio)
    return not_negative(propellant) * by_mass / not_negative(payload)


@relation
def soot_weight(forcing: Irradiance, soot: MassPerYear) -> Dimensionless:
    """Warming of soot left high in the air, over that of as much carbon dioxide, in a century: (F/E)/A.

    F is the steady forcing at the top of the air of so much soot a year, E; what a pulse does in all is what a steady
    stream does at any time. A is the same of carbon dioxide. A trap: soot up there warms the air that holds it and
    shades the ground; what reaches the ground may be nothing, or less than nothing. No soot: infinite; less: NaN.
    Source: Ryan et al. 2022 for a forcing; Myhre and others 2013 for A.

    >>> f"{soot_weight(3.9e-3, 0.5e6):,.0f}"
    '85,060'
    """
    return forcing / not_negative(soot) / CARBON_WARMING


@relation
def alumina(fallen: MassPerYear, alumina_yield: Dimensionless) -> MassPerYear:
    """Aluminium oxide that what falls leaves high in the air in a year: ṁ y.

    y is 0.12 by a simulation of a satellite of 250 kg, three tenths of it aluminium, a fifth of which turns to smoke;
    0.57 if all of that did. What comes down whole and what becomes of the smoke are left out. What is below zero: NaN.
    Source: Ferreira and others 2024.

    >>> f"{alumina(250.0, 0.12):.0f} kg"
    '30 kg'
    """
    return not_negative(fallen) * not_negative(alumina_yield)


@relation
def water_per_token(water_per_energy: WaterPerEnergy, power: Power, token_rate: TokenRate) -> WaterPerToken:
    """Water that evaporates for a token: w P / ṅ, in a cooling tower of the servers or of the plant that feeds them.

    Used up, not merely drawn and given back. No rate: infinite; what is below zero: NaN. Source: definition.

    >>> f"{water_per_token(0.38e-3 / 3.6e6, 118.5e3, 36e3) * 1e9:.2f} l/Mtoken"
    '0.35 l/Mtoken'
    """
    return not_negative(water_per_energy) * not_negative(power) / not_negative(token_rate)


@relation
def launch_carbon(mass: Mass, carbon_per_mass: Dimensionless) -> Mass:
    """Carbon of lifting a mass: m c, with c by `flight_carbon`.

    Proportional, as if launches could be shared. A mass or a carbon below zero: NaN. Source: bookkeeping.

    >>> f"{launch_carbon(2600.0, 20.8) / 1e3:.1f} t"
    '54.1 t'
    """
    return not_negative(mass) * not_negative(carbon_per_mass)


@relation
def making_carbon(mass: Mass, carbon_per_mass: Dimensionless, chips: Dimensionless, carbon_per_chip: Mass) -> Mass:
    """Carbon of making a machine: m c + n cₙ, with m without its chips, which are counted one by one.

    One factor for all that is not a chip is rough. What is below zero: NaN. Source: bookkeeping.

    >>> f"{making_carbon(2600.0, 80.0, 92.0, 164.0) / 1e3:.1f} t"
    '223.1 t'
    """
    body = not_negative(mass) * not_negative(carbon_per_mass)
    return body + not_negative(chips) * not_negative(carbon_per_chip)


@relation
def reentry_carbon(mass: Mass, nitrogen_oxides: Dimensionless, warming_weight: Dimensionless) -> Mass:
    """What burning up adds, if the nitrogen oxides that it makes of air are counted as carbon: m y w.

    y is their mass for each kilogram that falls, 0.2 to 0.4; w their weight. A trap: Dirty Bits takes w = 298, which is
    that of nitrous oxide, another gas; with it re-entry is most of that paper's answer, without it (w = 0) a kilogram
    in orbit costs 16 to 21 kg of carbon. NOx high up eats ozone, and no weight for its warming there is settled.
    Neglects alumina. What is below zero: NaN. Source: Ohs et al. 2025.

    >>> f"{reentry_carbon(1.0, 0.4, 298.0):.1f} kg", reentry_carbon(1.0, 0.4, 0.0)
    ('119.2 kg', 0.0)
    """
    return not_negative(mass) * not_negative(nitrogen_oxides) * not_negative(warming_weight)


@relation
def carbon_per_energy(carbon: Mass, power: Power, uptime: Dimensionless, life: Years) -> CarbonPerEnergy:
    """Carbon of launch, making and end, by the energy of a life: C / (P u L Y), with Y the seconds of a year.

    No discounting: a kilogram later is a kilogram. No power, uptime or life: infinite; less: NaN. Source: definition.

    >>> f"{carbon_per_energy(20.0 * 178.8, 1e3, 1.0, 5.0) * 3.6e9:.0f} g/kWh"
    '82 g/kWh'
    """
    return not_negative(carbon) / (not_negative(power) * not_negative(uptime) * not_negative(life) * SECONDS_PER_YEAR)


@relation
def carbon_per_token(carbon: Mass, token_rate: TokenRate, uptime: Dimensionless, life: Years) -> CarbonPerToken:
    """Carbon of launch, making and end, by the tokens of a life: C / (ṅ u L Y), with Y the seconds of a year.

    Without what is burnt to make the power, which in orbit is nothing; on the ground `grid_carbon_per_token` comes on
    top. No rate, uptime or life: infinite; less: NaN. Source: definition.

    >>> f"{carbon_per_token(465e3, 13000.0, 0.95, 5.0) * 1e9:.0f} g/Mtoken"
    '239 g/Mtoken'
    """
    tokens = not_negative(token_rate) * not_negative(uptime) * not_negative(life) * SECONDS_PER_YEAR
    return not_negative(carbon) / tokens


@relation
def grid_carbon_per_token(grid_carbon: CarbonPerEnergy, power: Power, token_rate: TokenRate) -> CarbonPerToken:
    """Carbon of the electricity that a token takes: g P / ṅ, with P all that the meter sees.

    The grid's mean, not of the plant that a new customer starts up. No rate: infinite; what is below zero: NaN.
    Source: definition.

    >>> f"{grid_carbon_per_token(373e-3 / 3.6e6, 200e3, 13000.0) * 1e9:.0f} g/Mtoken"
    '1594 g/Mtoken'
    """
    return not_negative(grid_carbon) * not_negative(power) / not_negative(token_rate)


@relation
def carbon_parity_life(carbon: Mass, grid_carbon: CarbonPerEnergy, power: Power, uptime: Dimensionless) -> Years:
    """Life after which a machine in orbit has cost less carbon than a grid's electricity: L = C / (g P u Y).

    Carbon of both chips cancels if they are the same: then leave it out. A clean grid or no power: infinite; what is
    below zero: NaN. Source: definition.

    >>> f"{carbon_parity_life(20.0 * 178.8, 373e-3 / 3.6e6, 1e3, 1.0):.2f} years"
    '1.09 years'
    """
    yearly = not_negative(grid_carbon) * not_negative(power) * not_negative(uptime) * SECONDS_PER_YEAR
    return not_negative(carbon) / yearly


def evidence():
    """What is known of the carbon, one row each: what, value, low, high, unit, basis, source, grade.

    >>> [(row["value"], row["unit"]) for row in evidence() if row["what"] == "Electricity of the Texan grid"]
    [(373.0, 'g/kWh')]
    """
    return beside(__file__, "climate.csv")
