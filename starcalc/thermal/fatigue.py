"""What going from warm to cold and back does to solder joints."""

from math import inf, nan

from starcalc.arrays import xp
from starcalc.edges import not_negative
from starcalc.units import Dimensionless, PerYear, Temperature, Time, Years, relation


@relation
def cycles_to_failure(
    test_cycles: Dimensionless, test_swing: Temperature, swing: Temperature, exponent: Dimensionless
) -> Dimensionless:
    """Cycles of one swing of temperature that wear a joint as test cycles of another do: N = N₀ (ΔT₀/ΔT)ⁿ.

    Coffin and Manson's law, with strain in proportion to the swing; n is about 1.9 for tin–lead and 2.65 for SAC305.
    Neglects how long a cycle takes and how warm it gets, for which see `field_cycles`. No swing: infinite; an argument
    below zero: NaN. Source: Norris and Landzberg 1969.

    >>> f"{cycles_to_failure(3000.0, 165.0, 136.0, 2.65):.0f} cycles"
    '5007 cycles'
    """
    swings = not_negative(swing) > 0
    ratio = xp.where(swings, not_negative(test_swing) / xp.where(swings, swing, 1.0), xp.where(swing < 0, nan, inf))
    return not_negative(test_cycles) * xp.pow(ratio, not_negative(exponent))


@relation
def field_cycles(
    test_cycles: Dimensionless,
    test_swing: Temperature,
    swing: Temperature,
    exponent: Dimensionless,
    test_period: Time,
    period: Time,
    period_exponent: Dimensionless,
    test_peak: Temperature,
    peak: Temperature,
    activation_temperature: Temperature,
) -> Dimensionless:
    """Cycles that a joint lasts in the field: N = N₀ (ΔT₀/ΔT)ⁿ (τ₀/τ)ᵐ exp(θ (1/T − 1/T₀)), 0 the test's.

    A longer cycle τ and a warmer peak T let solder creep more; some print the ratio of the periods upside down, which
    would let it last longer. Tin–lead: n 1.9, m ⅓, θ 1414 K; SAC305: n 2.65, m 0.136, θ 2185 K. No one set fits all
    parts, and a factor of two is common. No swing: infinite; an argument below zero: NaN.
    Source: Norris and Landzberg 1969; for SAC305 Pan et al. 2005.

    >>> f"{field_cycles(3000.0, 165.0, 136.0, 2.65, 3600.0, 5760.0, 0.136, 398.15, 343.0, 2185.0):.0f} cycles"
    '11351 cycles'
    """
    slower = xp.pow(not_negative(test_period) / not_negative(period), not_negative(period_exponent))
    cooler = xp.exp(not_negative(activation_temperature) * (1 / not_negative(peak) - 1 / not_negative(test_peak)))
    return cycles_to_failure(test_cycles, test_swing, swing, exponent) * slower * cooler


@relation
def fatigue_life(cycles: Dimensionless, cycles_per_year: PerYear) -> Years:
    """Years until so many cycles have passed: N/ν.

    None a year: for ever, which is infinite; fewer than none: NaN. Source: definition.

    >>> f"{fatigue_life(11300.0, 1448.0):.1f} years"
    '7.8 years'
    """
    some = not_negative(cycles_per_year) > 0
    never = xp.where(cycles_per_year < 0, nan, inf)
    return xp.where(some, not_negative(cycles) / xp.where(some, cycles_per_year, 1.0), never)
