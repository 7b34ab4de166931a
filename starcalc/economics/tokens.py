"""What tokens earn, and what they are listed at."""

from typing import Annotated

from starcalc.constants import SECONDS_PER_YEAR
from starcalc.edges import not_negative, share
from starcalc.tables import beside, catalogue
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


@relation
def traffic_price(
    prompt_ratio: Dimensionless,
    cached_share: Dimensionless,
    cached_price: MoneyPerToken,
    fresh_price: MoneyPerToken,
    reply_price: MoneyPerToken,
) -> MoneyPerToken:
    """Income for each token of reply, with the input that comes with it: p = p_r + q (s p_c + (1 − s) p_f).

    For each token out q come in, of which the share s was held from an earlier request and is billed as cached. Every
    token billed at list price. A share below nothing or above one, or a ratio below zero: NaN. Source: bookkeeping.

    >>> f"{traffic_price(3.62, 0.5625, 0.028e-6, 0.28e-6, 0.42e-6) * 1e6:.3f} USD for a million"
    '0.920 USD for a million'
    """
    cached = share(cached_share)
    return reply_price + not_negative(prompt_ratio) * (cached * cached_price + (1 - cached) * fresh_price)


def token_prices():
    """List prices of tokens, one row each: date, model, price (USD/Mtoken, of replies), source, grade; oldest first.

    Also cached and fresh, the prices of input asked before and not, None where not collected, and until, the month in
    which the maker asked another price, empty where none was seen.

    >>> [row["price"] for row in token_prices() if row["model"] == "GPT-4"]
    [60.0]
    """
    return beside(__file__, "token_prices.csv", texts=["date", "until"])


def rents():
    """What a GPU rents for, one row each: gpu, date, rent (USD/hour), low, high, kind, source, grade; oldest first.

    Kinds differ fourfold in one month: "one year", "three years", "five years", "on demand", "spot", "derived".

    >>> [row["rent"] for row in rents() if row["gpu"] == "H100" and row["kind"] == "one year"]
    [1.7, 2.35, 2.65]
    """
    return beside(__file__, "rents.csv", texts=["date"])


def traffic():
    """Kinds of traffic by name: date, prompt_ratio (tokens in for one out), cached_share of these, source, grade.

    >>> traffic()["chat on DeepSeek"]["prompt_ratio"]
    3.62
    """
    return catalogue(__file__, "traffic.csv")


def loads():
    """How busy services are, by name: kind (what over what), load, date, source, grade.

    >>> loads()["DeepSeek, one day"]["load"]
    0.754
    """
    return catalogue(__file__, "loads.csv")
