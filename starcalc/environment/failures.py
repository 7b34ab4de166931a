"""Parts that fail at a steady rate: hazard, what survives, what is lost to restarts."""

from typing import Annotated

from starcalc.arrays import xp
from starcalc.constants import SECONDS_PER_YEAR
from starcalc.edges import log_one_less, not_negative, one_less_exp
from starcalc.units import Dimensionless, PerYear, Time, Years, relation

YEAR: Annotated[Years, r"\text{year}"] = 1.0


@relation
def hazard(failure_rate: PerYear) -> PerYear:
    """Steady hazard of parts of which a share φ fails each year: −ln(1 − φ).

    A share of 1 a year: infinite; more, or a negative one: NaN. Source: the exponential law of a constant hazard.

    >>> f"{hazard(0.09):.4f} per year"
    '0.0943 per year'
    """
    return -log_one_less(not_negative(failure_rate))


@relation
def yearly_loss(hazard: PerYear) -> PerYear:
    """Share lost in a year to a steady hazard: (1 − e^(−λ Y))/Y, with Y one year; the inverse of `hazard`.

    A negative hazard: NaN. Source: the exponential law of a constant hazard.

    >>> f"{yearly_loss(0.0943):.4f} per year"
    '0.0900 per year'
    """
    return one_less_exp(not_negative(hazard) * YEAR) / YEAR


@relation
def stopped_share(stops: PerYear, restart_time: Time) -> Dimensionless:
    """Share of the time lost to restarts: N t / Y, with Y the seconds of a year.

    Stops that do not overlap. Source: definition.

    >>> f"{stopped_share(300.0, 600.0):.4f}"
    '0.0057'
    """
    return stops * restart_time / SECONDS_PER_YEAR


@relation
def survival(failure_rate: PerYear, duration: Years) -> Dimensionless:
    """Share of parts that still work after some years: e^(−λ t).

    A constant failure rate, with neither early deaths nor wear. A negative rate or time: NaN.
    Source: the exponential law of a constant hazard.

    >>> f"{survival(0.09, 5.0):.4f}"
    '0.6376'
    """
    return xp.exp(-not_negative(failure_rate) * not_negative(duration))
