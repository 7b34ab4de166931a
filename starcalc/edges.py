"""Arithmetic at the edges: near 1, where digits cancel and single precision has none to spare, and outside a domain."""

from math import nan

import numpy as np

from starcalc.arrays import xp


def kept(number, holds):
    """A number, or those of an array, where something holds of it, and NaN where not."""
    if isinstance(number, float | int):
        return number if holds(number) else nan
    known = holds(number)
    if type(number) is np.ndarray and known.all():
        return number  # no copy where nothing is amiss
    return xp.where(known, number, nan)


def not_negative(number):
    """A number that has no meaning below zero, and NaN there.

    >>> not_negative(2.0), not_negative(-2.0)
    (2.0, nan)
    """
    return kept(number, lambda it: it >= 0)


def within_right_angle(angle):
    """A latitude or an elevation, and NaN beyond 90°, as where degrees came for radians; rounding may pass it a little.

    >>> within_right_angle(0.5), within_right_angle(28.5)
    (0.5, nan)
    """
    return kept(angle, lambda it: (it > -1.571) & (it < 1.571))


def share(number):
    """A share of a whole, and NaN beyond 0 to 1, as where percent came for it; rounding may pass it a little.

    >>> share(0.4), share(40.0)
    (0.4, nan)
    """
    return kept(number, lambda it: (it >= 0) & (it <= 1 + 1e-9))


def gain(income):
    """An income as far as it is one: nothing where it is a loss."""
    return xp.maximum(income, 0.0)


def log_one_plus(x):
    """ln(1 + x), with all its digits near x = 0 too: there the series of 2 artanh z, z = x / (2 + x).

    >>> f"{log_one_plus(1e-10):.12g}"
    '9.9999999995e-11'
    """
    near = xp.abs(x) < 0.05
    small = xp.where(near, x, 0.0)
    z = small / (2 + small)
    square = z * z
    series = 2 * z * (1 + square * (1 / 3 + square * (1 / 5 + square * (1 / 7 + square / 9))))
    return xp.where(near, series, xp.log(1 + x))


def power_less_one(x, exponent):
    """(1 + x)^n − 1, with all its digits near 0 too; NaN below x = −1.

    >>> f"{power_less_one(1e-10, 2.0):.12g}", f"{power_less_one(0.10, 2.0):.12g}"
    ('2.0000000001e-10', '0.21')
    """
    base = 1 + x
    y = exponent * log_one_plus(xp.where(base > 0, x, 0.0))
    near = ((xp.abs(x) < 0.03) | (xp.abs(y) < 0.02)) & (base > 0)
    return xp.where(near, exp_less_one(y), xp.pow(xp.where(base >= 0, base, nan), exponent) - 1)


def exp_less_one(y):
    """eʸ − 1, with all its digits near 0 too.

    >>> f"{exp_less_one(1e-10):.12g}", f"{exp_less_one(1.0):.6f}"
    ('1.00000000005e-10', '1.718282')
    """
    near = xp.abs(y) < 0.02
    small = xp.where(near, y, 0.0)
    series = 1.0
    for term in (7, 6, 5, 4, 3, 2):
        series = 1 + small / term * series
    return xp.where(near, small * series, xp.exp(y) - 1)


def one_less_exp(y):
    """1 − e⁻ʸ, with all its digits near 0 too."""
    return -exp_less_one(-y)


def log_one_less(x):
    """ln(1 − x), with all its digits near 0 too."""
    return log_one_plus(-x)


def one_less_power(x, exponent):
    """1 − (1 − x)^n, with all its digits near 0 too; NaN above x = 1."""
    return -power_less_one(-x, exponent)


# The same as one writes them on paper, where digits are no matter and what is outside a domain is not asked for.
ON_PAPER = {
    not_negative: lambda number: number,
    share: lambda number: number,
    within_right_angle: lambda angle: angle,
    gain: lambda income: income,
    log_one_plus: lambda x: xp.log(1 + x),
    log_one_less: lambda x: xp.log(1 - x),
    exp_less_one: lambda y: xp.exp(y) - 1,
    one_less_exp: lambda y: 1 - xp.exp(-y),
    power_less_one: lambda x, exponent: xp.pow(1 + x, exponent) - 1,
    one_less_power: lambda x, exponent: 1 - xp.pow(1 - x, exponent),
}
