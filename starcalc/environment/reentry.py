"""What a fleet does to others: satellites that fall, people at risk below, and dodging above."""

from starcalc.edges import not_negative
from starcalc.units import Dimensionless, PerYear, Years, relation

CASUALTY_LIMIT = 1e-4  # risk of a casualty that one uncontrolled re-entry may carry
STARLINK_MANOEUVRES: PerYear = 33.0  # for each satellite: 148,696 in half a year for about 9,000; 207,152 in the next


@relation
def reentries(fleet: Dimensionless, life: Years) -> PerYear:
    """Satellites of a steady fleet that fall in a year: N/t.

    Each is replaced when its life ends, and falls at once. No life: infinite; a negative number or life: NaN.
    Source: definition.

    >>> f"{reentries(230e3, 5.0):,.0f} a year"
    '46,000 a year'
    """
    return not_negative(fleet) / not_negative(life)


@relation
def casualties(reentries: PerYear, casualty_risk: Dimensionless) -> PerYear:
    """People hurt or killed in a year by what comes down: the re-entries times the risk of each.

    A standard lets each carry a risk of one in 10,000, and counts no fleet. A negative number: NaN.
    Source: NASA 2019 for the limit.

    >>> f"{casualties(46e3, CASUALTY_LIMIT):.1f} a year"
    '4.6 a year'
    """
    return not_negative(reentries) * not_negative(casualty_risk)


@relation
def avoidance_manoeuvres(fleet: Dimensionless, manoeuvre_rate: PerYear) -> PerYear:
    """Times in a year that a fleet's satellites leave their way for others: their number times the rate of each.

    Starlink's 9,000 or so dodge 33 times a year each, at a probability of collision of 3 in 10 million, most of them
    near 550 km; the rate grows with what flies there, the fleet itself too. A negative number: NaN.
    Source: SatNews 2026 for the manoeuvres.

    >>> f"{avoidance_manoeuvres(9000.0, STARLINK_MANOEUVRES):,.0f} a year"
    '297,000 a year'
    """
    return not_negative(fleet) * not_negative(manoeuvre_rate)
