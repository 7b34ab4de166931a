"""Rockets: what they lift, in kilograms and in kilowatts."""

from typing import Annotated

from starcalc.units import ArealDensity, Array, Dimensionless, Irradiance, Mass, Money, MoneyPerMass, Power, relation

PerMass = Annotated[Array, "1/kg"]


@relation
def power_per_launch(payload: Mass, areal_density: ArealDensity, areal_power: Irradiance) -> Power:
    """Electric power that one launch carries, if all of it is sheet: P = m p / ρ.

    A bound: nothing but sheet flies, and the sheet fills the payload's mass before its volume. Source: bookkeeping.

    >>> f"{power_per_launch(100e3, 1.0, 300.0):.0f} W"
    '30000000 W'
    """
    return payload / areal_density * areal_power


@relation
def launches(mass: Mass, payload: Mass) -> Dimensionless:
    """Launches that a mass takes: m / m_p, not rounded.

    By mass alone; volume may bind first. No payload: infinite. Source: bookkeeping.

    >>> f"{launches(2.9e6, 100e3):.1f}"
    '29.0'
    """
    return mass / payload


@relation
def launch_cost(mass: Mass, launch_price: MoneyPerMass) -> Money:
    """Price of lifting a mass: m c.

    Proportional, as if launches could be shared. Source: bookkeeping.

    >>> f"{launch_cost(2600.0, 1500.0):.0f} USD"
    '3900000 USD'
    """
    return mass * launch_price
