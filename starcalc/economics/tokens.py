"""What tokens earn, and what they are listed at."""

from typing import Annotated

from starcalc.constants import SECONDS_PER_YEAR
from starcalc.edges import not_negative
from starcalc.tables import beside
from starcalc.units import (
    Array,
    Dimensionless,
    Money,
    MoneyPerEnergy,
    MoneyPerTime,
    MoneyPerToken,
    MoneyPerYear,
    Power,
    Time,
    TokenRate,
    TokensPerYear,
    relation,
)

EnergyPerYear = Annotated[Array, "J/year"]


@relation
def token_revenue(token_rate: TokenRate, price: MoneyPerToken, duration: Time) -> Money:
    """What a stream of tokens earns: R = ṅ p t.

    Every token sold at one price. Source: bookkeeping.

    >>> f"{token_revenue(13000.0, 10e-6, 31557600.0):.0f} USD"
    '4102488 USD'
    """
    return token_rate * price * duration


@relation
def yearly_tokens(token_rate: TokenRate, uptime: Dimensionless) -> TokensPerYear:
    """Tokens made in a Julian year: ṅ u Y, with u the share of the year in which the machine runs.

    Source: definition; 8766 hours a year.

    >>> f"{yearly_tokens(13000.0, 1.0):.4g} token/year"
    '4.102e+11 token/year'
    """
    return token_rate * uptime * SECONDS_PER_YEAR


@relation
def yearly_energy(power: Power, uptime: Dimensionless) -> EnergyPerYear:
    """Energy drawn in a Julian year: P u Y, with u the share of the year in which the power is drawn.

    Power or uptime below zero: NaN. Source: definition; 8766 hours a year.

    >>> f"{yearly_energy(1e6, 1.0) / 3.6e6:.4g} kWh/year"
    '8.766e+06 kWh/year'
    """
    return not_negative(power) * not_negative(uptime) * SECONDS_PER_YEAR


@relation
def yearly_revenue(tokens: TokensPerYear, price: MoneyPerToken) -> MoneyPerYear:
    """What a year's tokens earn: R = N p.

    Every token sold at one price. Source: bookkeeping.

    >>> f"{yearly_revenue(4.102488e11, 10e-6):.0f} USD/year"
    '4102488 USD/year'
    """
    return tokens * price


@relation
def gpu_hour_revenue(token_rate_per_gpu: TokenRate, price: MoneyPerToken) -> MoneyPerTime:
    """What one GPU earns while it runs: r p, per second as a plain number and per hour where it is shown.

    Every token sold at one price. Source: bookkeeping.

    >>> f"{gpu_hour_revenue(65.0, 10e-6) * 3600:.2f} USD/hour"
    '2.34 USD/hour'
    """
    return token_rate_per_gpu * price


@relation
def revenue_per_energy(yearly_income: MoneyPerYear, power: Power) -> MoneyPerEnergy:
    """Income per unit of electric energy: R / (P Y), for a power drawn all year.

    With a power that is not drawn all year, give its mean. No power: infinite; less: NaN. Source: definition.

    >>> f"{revenue_per_energy(4102488.0, 130e3) * 3.6e6:.3f} USD/kWh"
    '3.600 USD/kWh'
    """
    return yearly_income / (not_negative(power) * SECONDS_PER_YEAR)


def token_prices():
    """List prices of output tokens, one row each: date, model, price (USD/Mtoken), source, grade; oldest first.

    >>> [row["price"] for row in token_prices() if row["model"] == "GPT-4"]
    [60.0]
    """
    return beside(__file__, "token_prices.csv", texts=["date"])
