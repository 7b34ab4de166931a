"""Tables of numbers over one or two axes, beside this file: read, interpolated, never extrapolated."""

from functools import cache
from math import nan
from pathlib import Path

import numpy as np

from starcalc.units import Length

BY_THICKNESS = ("solar_protons", "trapped_dose")  # tables whose columns are thicknesses of a shield
ROUNDING = 1e-9  # how far outside a table a number may lie because it was converted from another unit
LOWEST: Length = 400e3  # the range of altitudes over which the fits hold
HIGHEST: Length = 1500e3
MIDDLE: Length = 950e3
HALF_RANGE: Length = 550e3


@cache
def table(name):
    """A table beside this file: its first column, the numbers or names over the others, and its body."""
    lines = Path(__file__).with_name(f"{name}.csv").read_text(encoding="utf-8").splitlines()
    header, *rows = (line.split(",") for line in lines if not line.startswith("#"))
    body = np.array(rows, dtype=float)
    columns = np.array(header[1:], dtype=float) if header[1][0].isdigit() else header[1:]
    return body[:, 0], columns, body[:, 1:]


@cache
def interpolator(name):
    """Linear interpolation of a table's logarithms; across by the logarithm of thickness where that is what varies."""
    from scipy.interpolate import RegularGridInterpolator

    rows, columns, body = table(name)
    columns = np.log(columns) if name in BY_THICKNESS else columns
    return RegularGridInterpolator((rows, columns), np.log(body), bounds_error=False)


def lookup(name, row, column):
    """The number that a table holds for two arguments."""
    row, column = np.broadcast_arrays(row, column)
    return np.exp(interpolator(name)(np.stack([row, column], axis=-1))).reshape(row.shape)[()]


def held(value, axis):
    """An argument held to its table's axis against rounding; NaN outside it."""
    value = np.asarray(value, dtype=float)
    low, high = axis[0], axis[-1]
    return np.where(inside(value, low, high), np.clip(value, low, high), nan)


def inside(value, low, high):
    """Whether a number lies in a range, up to rounding."""
    return (value >= low * (1 - ROUNDING)) & (value <= high * (1 + ROUNDING))
