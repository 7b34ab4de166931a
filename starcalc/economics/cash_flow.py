"""What capital costs by the year, and what a token or a kilowatt-hour must bring in."""

from math import inf, log, nan
from typing import Annotated

import numpy as np

from starcalc.arrays import xp
from starcalc.constants import SECONDS_PER_YEAR
from starcalc.edges import gain, log_one_less, log_one_plus, not_negative, power_less_one
from starcalc.units import (
    Array,
    Dimensionless,
    Money,
    MoneyPerEnergy,
    MoneyPerPower,
    MoneyPerPowerYear,
    MoneyPerToken,
    MoneyPerYear,
    PerYear,
    TokensPerYear,
    Years,
    relation,
)

EnergyPerYear = Annotated[Array, "J/year"]
YEAR: Years = 1.0
NEVER = 1e-9  # a yearly rate too small to matter
HALVINGS = 60  # of an interval no wider than 1 + growth: beyond the last digit of a float


@relation
def interest_before_service(capital: Money, discount_rate: PerYear, wait: Years) -> Money:
    """Interest on capital that is spent and does not earn yet: C ((1 + i)^t − 1).

    All of it spent at the start of the wait; spent evenly, give half the wait. Capital or a wait below zero: NaN.
    Source: Short et al. 1995, section 2.

    >>> f"{interest_before_service(1e6, 0.1, 2.0):.0f} USD"
    '210000 USD'
    """
    return not_negative(capital) * power_less_one(discount_rate, not_negative(wait))


@relation
def combined_decline(decline: PerYear, other_decline: PerYear) -> PerYear:
    """Yearly decline of a product whose two factors decline: 1 − (1 − g)(1 − h) = g + h − g h.

    Below zero what grows. A decline above 1: NaN. Source: bookkeeping.

    >>> f"{combined_decline(0.09, 0.20):.3f} per year"
    '0.272 per year'
    """
    decline = xp.where(1 - decline >= 0, decline, nan)
    other_decline = xp.where(1 - other_decline >= 0, other_decline, nan)
    return decline + other_decline - decline * other_decline


@relation
def mean_over_year(decline: PerYear) -> Dimensionless:
    """Mean over its first year of what declines steadily by a share g a year: g / −ln(1 − g), 1 where nothing declines.

    So that what is lost in a year is counted in that year. A decline of 1: none; above 1: NaN.
    Source: the exponential law of a constant hazard.

    >>> f"{mean_over_year(0.09):.4f}"
    '0.9543'
    """
    small = xp.abs(decline) < 1e-4
    loss = xp.where(small, 0.5, decline)
    return xp.where(small, 1 - decline / 2, loss / -log_one_less(loss))


@relation
def remaining_value(decline: PerYear, duration: Years) -> Dimensionless:
    """What is left after some years of a price that declines by a fixed share each year: (1 − g)^t.

    A negative decline is a rise. A decline above 1, or years below none: NaN. Source: Short et al. 1995, section 2.

    >>> f"{remaining_value(0.20, 5.0):.4f}"
    '0.3277'
    """
    return xp.pow(xp.where(1 - decline >= 0, 1 - decline, nan), not_negative(duration))


@relation
def present_value_factor(discount_rate: PerYear, life: Years, decline: PerYear) -> Years:
    """Years' worth of first payment that a shrinking yearly income is worth today: Σ (1−g)^(k−1) / (1+r)^k.

    Payments k = 1…N at each year's end, each smaller by g = `decline` than the last. The sum is geometric:
    (1 − q^N) / (r + g) with q = (1−g)/(1+r), and N as r, g → 0. Whole years give the sum itself, other lives its
    smooth continuation; within the first year, whose payment is whole, nothing has declined yet. A life below zero, a
    decline above 1 or a rate below −1: NaN. Source: Short et al. 1995, section 2.

    >>> f"{present_value_factor(0.10, 5.0, 0.0):.4f} years"
    '3.7908 years'
    """
    growth = 1 + discount_rate
    loss = xp.where(life < 1, discount_rate + 0 * decline, discount_rate + decline) / growth  # 1 − q
    return geometric_sum(loss, life) / growth


def geometric_sum(loss, terms):
    """Sum of 1, q, q²… q^(N−1), where q = 1 − `loss`: (1 − q^N) / (1 − q), and N as q → 1. Fewer than none: NaN."""
    terms = not_negative(terms)
    small = xp.abs(loss) < 1e-5  # there the quotient is 0 / 0 in the end, and the series is not
    series = terms * (1 - (terms - 1) / 2 * loss * (1 - (terms - 2) / 3 * loss))
    return xp.where(small, series, -power_less_one(-loss, terms) / xp.where(small, 1.0, loss))


@relation
def spares_last(failure_rate: PerYear, degradation: PerYear, spares: Dimensionless) -> Years:
    """Years for which spares keep up with the power: ln(1 + σ)/(ln(1 − d) − ln(1 − φ)), σ spares per part in use.

    A share φ of the parts fails each year, in use or not, and the power to run them shrinks by d. Fewer failures than
    that: a thousand million years; no spares: none. Spares or failures below zero, or failures of 1 a year or more:
    NaN. Source: compound decline.

    >>> f"{spares_last(0.09, 0.015, 0.2):.3f} years"
    '2.302 years'
    """
    failure_rate = xp.where(1 - failure_rate > 0, not_negative(failure_rate), nan)
    faster = log_one_plus((failure_rate - degradation) / (1 - failure_rate))  # ln(1 − d) − ln(1 − φ), all its digits
    return log_one_plus(not_negative(spares)) / xp.maximum(faster, NEVER)


@relation
def share_of_first_year(duration: Years) -> Dimensionless:
    """Share of the first year that a spell from its start covers: t/Y, at most 1.

    A spell below zero: NaN. Source: definition.

    >>> f"{share_of_first_year(0.25):.2f} {share_of_first_year(2.3):.2f}"
    '0.25 1.00'
    """
    return xp.minimum(not_negative(duration) / YEAR, 1.0)


@relation
def late_decline_factor(
    discount_rate: PerYear, life: Years, spell: Years, early_decline: PerYear, decline: PerYear
) -> Years:
    """Present value factor of payments that shrink by one rate for a spell, and by another for the rest of the life.

    F(r, t, g₁) + ((1 − g₁)/(1 + r))^t F(r, N − t, g₂), with F as in `present_value_factor`; a spell that outlasts the
    life ends with it, and within the first year nothing declines. A life or a spell below zero: NaN.
    Source: Brealey et al. 2020, chapter 2.

    >>> f"{late_decline_factor(0.1, 5.0, 2.0, 0.0, 0.09):.4f} years"
    '3.6226 years'
    """
    spell, growth = xp.minimum(spell, life), 1 + discount_rate
    early_loss = xp.where(life < 1, discount_rate + 0 * early_decline, discount_rate + early_decline) / growth
    late_loss = xp.where(life < 1, discount_rate + 0 * decline, discount_rate + decline) / growth
    early, late = geometric_sum(early_loss, spell), geometric_sum(late_loss, life - spell)
    return (early + xp.pow(1 - early_loss, spell) * late) / growth


@relation
def capital_recovery_factor(discount_rate: PerYear, life: Years) -> PerYear:
    """Equal payment at each year's end that repays one unit of capital: r / (1 − (1+r)^−N), and 1/N as r → 0.

    No life: infinite; less than none: NaN. Source: Short et al. 1995, section 2.

    >>> f"{capital_recovery_factor(0.10, 5.0):.4f} per year"
    '0.2638 per year'
    """
    return 1 / present_value_factor(discount_rate, life, 0.0)


@relation
def net_present_value(
    capital: Money, yearly_income: MoneyPerYear, discount_rate: PerYear, life: Years, decline: PerYear
) -> Money:
    """Worth today of spending the capital and taking the income: −C + R Σ (1−g)^(k−1) / (1+r)^k.

    The first year's income is whole; each later one is smaller by g = `decline`. No tax, no resale. Capital is what is
    spent, a positive number; below zero: NaN. Source: Short et al. 1995, section 3.

    >>> f"{net_present_value(6.5e6, 4102488.0, 0.10, 5.0, 0.0):.0f} USD"
    '9051657 USD'
    """
    return yearly_income * present_value_factor(discount_rate, life, decline) - not_negative(capital)


@relation(portable=False)
def internal_rate_of_return(capital: Money, yearly_income: MoneyPerYear, life: Years, decline: PerYear) -> PerYear:
    """Discount rate r at which the net present value is zero: Σ R (1−g)^(k−1) / (1+r)^k = C.

    By halving: r lies between R/C − 1, where the first payment alone returns the capital, and R/C − g, where an
    endless series does. Below zero where the payments never add up to the capital. Whole years as finance counts
    them; other lives by the smooth continuation of `present_value_factor`. No capital, no income, a life of less than
    a year or a decline above 1: NaN. Source: Short et al. 1995, section 3.

    >>> f"{internal_rate_of_return(6.5e6, 4102488.0, 5.0, 0.0):.6f} per year"
    '0.563626 per year'
    """
    defined = (capital > 0) & (yearly_income > 0) & (life >= 1) & (decline <= 1)
    first_return = np.where(defined, yearly_income, np.nan) / capital
    low, high = first_return - 1, first_return - decline
    for _ in range(HALVINGS):
        rate = (low + high) / 2
        pays = net_present_value(capital, yearly_income, rate, life, decline) > 0
        low, high = np.where(pays, rate, low), np.where(pays, high, rate)
    return rate


@relation
def return_on_investment(capital: Money, yearly_income: MoneyPerYear) -> PerYear:
    """Simple yearly return: income over capital, with nothing set aside to replace the capital.

    It flatters what does not last: 20 % for five years only gives the money back. No capital: infinite; less: NaN.
    Source: Short et al. 1995, section 3.

    >>> f"{return_on_investment(6.5e6, 4102488.0):.4f} per year"
    '0.6312 per year'
    """
    return yearly_income / not_negative(capital)


@relation
def payback_time(capital: Money, yearly_income: MoneyPerYear) -> Years:
    """Years until an even income has returned the capital: C / R, without interest.

    No income, or a loss: never, which is infinite. Capital below zero: NaN. Source: Short et al. 1995, section 3.

    >>> f"{payback_time(6.5e6, 4102488.0):.3f} years"
    '1.584 years'
    """
    pays, owed = gain(yearly_income) > 0, not_negative(capital)
    return xp.where(pays, owed / xp.where(pays, yearly_income, 1.0), owed + inf)


@relation
def break_even_revenue(
    capital_per_power: MoneyPerPower,
    discount_rate: PerYear,
    life: Years,
    running_cost_per_power: MoneyPerPowerYear,
    availability: Dimensionless,
) -> MoneyPerEnergy:
    """Income per unit of electric energy at which the net present value is zero: (c CRF(r, N) + k) / (u Y).

    At a price that stays the same for the whole life; where prices fall, the first year's must be higher.
    `availability` is the share of the year in which the power is drawn. Never available: infinite. Capital or
    availability below zero: NaN. Source: Short et al. 1995, section 3.

    >>> f"{break_even_revenue(50.0, 0.10, 5.0, 0.0, 1.0) * 3.6e6:.4f} USD/kWh"
    '1.5047 USD/kWh'
    """
    rent = not_negative(capital_per_power) * capital_recovery_factor(discount_rate, life)
    return (rent + running_cost_per_power) / (not_negative(availability) * SECONDS_PER_YEAR)


@relation
def levelised_energy_cost(
    capital: Money, running_cost: MoneyPerYear, output: EnergyPerYear, discount_rate: PerYear, life: Years
) -> MoneyPerEnergy:
    """Price of a unit of energy at which the net present value is zero: (C CRF(r, N) + K) / E.

    Even output over the life; where output falls, give its discounted mean. No output: infinite. Capital or output
    below zero: NaN. Source: Short et al. 1995, section 3.

    >>> f"{levelised_energy_cost(1.0e6, 20e3, 2.0e9 * 3600, 0.07, 25.0) * 3.6e6:.5f} USD/kWh"
    '0.05291 USD/kWh'
    """
    rent = not_negative(capital) * capital_recovery_factor(discount_rate, life)
    return (rent + running_cost) / not_negative(output)


@relation
def levelised_cost(
    capital: Money, running_cost: MoneyPerYear, output: TokensPerYear, discount_rate: PerYear, life: Years
) -> MoneyPerToken:
    """Price of a token at which the net present value is zero: (C CRF(r, N) + K) / N_tokens.

    Even output over the life; where output falls, give its discounted mean. No output: infinite. Capital or output
    below zero: NaN. Source: Short et al. 1995, section 3.

    >>> f"{levelised_cost(6.5e6, 0.0, 4.102488e11, 0.10, 5.0) * 1e6:.3f} USD/Mtoken"
    '4.180 USD/Mtoken'
    """
    rent = not_negative(capital) * capital_recovery_factor(discount_rate, life)
    return (rent + running_cost) / not_negative(output)


@relation
def break_even_price(
    capital: Money,
    running_cost: MoneyPerYear,
    output: TokensPerYear,
    discount_rate: PerYear,
    life: Years,
    decline: PerYear,
) -> MoneyPerToken:
    """Price of a token in the first year at which the net present value is zero, where revenue then declines.

    p = (C + K / CRF(r, N)) / (N_tokens Σ (1−g)^(k−1) / (1+r)^k), with g = `decline` of the whole revenue, output and
    price together. Without decline it is the levelised cost. No output: infinite. Capital or output below zero: NaN.
    Source: Short et al. 1995, section 3.

    >>> f"{break_even_price(6.5e6, 0.0, 4.102488e11, 0.10, 5.0, 0.27) * 1e6:.3f} USD/Mtoken"
    '6.728 USD/Mtoken'
    """
    lifetime_cost = not_negative(capital) + running_cost / capital_recovery_factor(discount_rate, life)
    return lifetime_cost / (not_negative(output) * present_value_factor(discount_rate, life, decline))


@relation
def learning_cost(first_cost: Money, units: Dimensionless, learning_rate: Dimensionless) -> Money:
    """Cost of the n-th unit when each doubling makes it cheaper by a fixed share: C₁ n^(log₂(1 − ℓ)).

    A cost or units below zero, or a learning rate above 1: NaN. Source: Wright 1936.

    >>> f"{learning_cost(100.0, 8.0, 0.15):.2f} USD"
    '61.41 USD'
    """
    return not_negative(first_cost) * xp.pow(not_negative(units), xp.log(1 - learning_rate) / log(2))
