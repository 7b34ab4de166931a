"""What a launch and its making leave in the air, spread over the energy and the tokens that come of it.

Carbon is counted as the mass of carbon dioxide that warms as much over a century.
"""

from typing import Annotated

from starcalc.constants import SECONDS_PER_YEAR
from starcalc.edges import not_negative
from starcalc.tables import beside
from starcalc.units import Array, Dimensionless, Mass, Power, TokenRate, Years, relation

__all__ = [
    "carbon_parity_life",
    "carbon_per_energy",
    "carbon_per_token",
    "evidence",
    "flight_carbon",
    "grid_carbon_per_token",
    "launch_carbon",
    "making_carbon",
    "reentry_carbon",
]


def __dir__():
    return __all__


CarbonPerEnergy = Annotated[Array, "kg/J"]
CarbonPerToken = Annotated[Array, "kg/token"]


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
