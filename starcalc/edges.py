"""Arithmetic at the edges: near 1, where digits cancel and single precision has none to spare, and outside a domain."""

from math import nan

from starcalc.arrays import xp


def not_negative(number):
    """A number that has no meaning below zero, and NaN there.

    >>> float(not_negative(2.0)), float(not_negative(-2.0))
    (2.0, nan)
    """
    return xp.where(number >= 0, number, nan)


def within_right_angle(angle):
    """A latitude or an elevation, and NaN beyond 90°, as where degrees came for radians; rounding may pass it a little.

    >>> float(within_right_angle(0.5)), float(within_right_angle(28.5))
    (0.5, nan)
    """
    return xp.where(xp.abs(angle) < 1.5708, angle, nan)


def share(number):
    """A share of a whole, and NaN beyond 0 to 1, as where percent came for it; rounding may pass it a little.

    >>> float(share(0.4)), float(share(40.0))
    (0.4, nan)
    """
    return xp.where((number >= 0) & (number < 1 + 1e-9), number, nan)


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
