"""One spelling of array functions for NumPy, JAX, Dask and Formulas, and the Formula itself.

A Formula stands for a number that is not known yet. Arithmetic on Formulas computes nothing; it records. What is
recorded can be written as JavaScript, which computes in a reader's browser (page/emitter), or typeset.
"""

from functools import cache
from math import inf, pi, prod
from types import SimpleNamespace
from typing import Any

import numpy
from array_api_compat import array_namespace
from numpy import broadcast_shapes

from starcalc.labels import where

# The portable subset: the array API's name, and JavaScript's. What is not here cannot stand in a portable relation.
PORTABLE = {
    "abs": "abs",
    "acos": "acos",
    "asin": "asin",
    "atan": "atan",
    "atan2": "atan2",
    "cos": "cos",
    "exp": "exp",
    "log": "log",
    "maximum": "max",
    "minimum": "min",
    "pow": "pow",
    "sin": "sin",
    "sqrt": "sqrt",
    "tan": "tan",
    "where": "if",
}

INFIX = {
    "add": "+",
    "sub": "-",
    "mul": "*",
    "truediv": "/",
    "lt": "<",
    "le": "<=",
    "gt": ">",
    "ge": ">=",
    "eq": "==",
    "ne": "!=",
    "and": "&&",
    "or": "||",
}


class Formula:
    """A number to be known later: a symbol, or an operation on other Formulas and plain numbers."""

    __slots__ = ("arguments", "operation")
    __array_ufunc__ = None  # NumPy scalars hand arithmetic over to us
    __hash__ = object.__hash__

    def __init__(self, operation, *arguments):
        self.operation, self.arguments = operation, arguments

    def __repr__(self):
        return self.arguments[0] if self.operation == "symbol" else f"<Formula {self.operation}>"

    def __array_namespace__(self, api_version=None):
        return functions_of(type(self))

    def __bool__(self):
        raise TypeError("a Formula is neither true nor false yet: write xp.where(condition, a, b) instead of if")

    def __float__(self):
        raise TypeError("a Formula is not a number yet: use xp functions, not those of math or NumPy")

    def __iter__(self):
        raise TypeError("a Formula stands for one number and cannot be looped over")

    def __neg__(self):
        return type(self)("neg", self)

    def __invert__(self):
        return type(self)("invert", self)

    def __pow__(self, exponent):
        return type(self)("pow", self, exponent)

    def __rpow__(self, base):
        return type(self)("pow", base, self)

    def mean_of(self, function, rows):
        """The mean of a function over rows of plain numbers, row after row, since a Formula has no axes."""
        return sum(function(*row) for row in rows) / len(rows)


def infix(name):
    """Python's pair of methods for one infix operation: a + b and, when a is a plain number, its mirror."""
    return (lambda a, b: type(a)(name, a, b)), (lambda b, a: type(b)(name, a, b))


for name in INFIX:
    forward, mirrored = infix(name)
    setattr(Formula, f"__{name}__", forward)
    if name in ("add", "sub", "mul", "truediv", "and", "or"):
        setattr(Formula, f"__r{name}__", mirrored)


def recorder(name, kind):
    """A portable function as it is for a kind of Formula."""
    return lambda *arguments: kind(name, *arguments)


@cache
def functions_of(kind):
    """The array namespace of Formula, or of a class made of it, whose operations make more of that class."""
    return SimpleNamespace(__name__="starcalc formulas", **{name: recorder(name, kind) for name in PORTABLE})


FORMULAS = functions_of(Formula)


def symbol(name: str) -> Any:
    """A Formula that stands for a named number."""
    return Formula("symbol", name)


def namespace(arguments):
    """The array namespace of some arguments: NumPy unless one of them asks for another.

    array_namespace refuses calls with only Python numbers, and pint's Quantities; NumPy serves both.
    """
    for argument in arguments:
        if not is_plain(type(argument)):
            if hasattr(argument, "__array_namespace__"):
                return argument.__array_namespace__()
            return array_namespace(argument)
    return numpy


@cache
def is_plain(kind):
    """Whether NumPy serves this type: Python numbers, NumPy's own, Quantities."""
    library = kind.__module__.partition(".")[0]
    return (
        kind in (int, float, bool) or library in ("numpy", "pandas", "pint", "xarray") or hasattr(kind, "to_base_units")
    )


def dispatch(name):
    """A portable function that finds the right library by its arguments."""

    def call(*arguments):
        library = namespace(arguments)
        if library is numpy and name == "where":
            return where(*arguments)  # which keeps masks and labels
        return getattr(library, name)(*arguments)

    call.__name__ = name
    return call


xp = SimpleNamespace(pi=pi, inf=inf, **{name: dispatch(name) for name in PORTABLE})


def average(function, rows, like):
    """The mean of `function(*row)` over rows of plain numbers, where the function works on arrays shaped like `like`.

    Few arrays: all rows at once, along a new first axis, which JAX compiles and NumPy runs many times faster. Formulas,
    which have no axes, and large arrays, whose copies would fill the memory: row by row.
    """
    for value in like:
        if isinstance(value, Formula):
            return value.mean_of(function, rows)
    shapes = [getattr(value, "shape", ()) for value in like]
    at_once = all(is_plain(type(value)) or hasattr(value, "at") for value in like)  # numbers, NumPy's, JAX's
    if not at_once or prod(broadcast_shapes(*shapes)) > 1000:
        return sum(function(*row) for row in rows) / len(rows)
    ones = (1,) * max(map(len, shapes))
    columns = [numpy.asarray(column).reshape(-1, *ones) for column in zip(*rows, strict=True)]
    return function(*columns).mean(axis=0)


def polynomial(coefficients, x, y):
    """Σ cᵢⱼ xⁱ yʲ by Horner's rule, rows for powers of x, columns for powers of y."""
    total = 0.0
    for row in reversed(coefficients):
        inner = 0.0
        for coefficient in reversed(row):
            inner = inner * y + coefficient
        total = total * x + inner
    return total


def in_order(outputs):
    """Every distinct step under some Formulas, once, arguments first: [(key, operation, argument keys)].

    Equal operations on equal arguments share a key, however often the source wrote them. Plain numbers stand for
    themselves. Without recursion, because a year's sum is deeper than Python's stack.
    """
    keys, steps = {}, {}
    for output in outputs:
        stack = [output]
        while stack:
            formula = stack[-1]
            waiting = [a for a in formula.arguments if isinstance(a, Formula) and id(a) not in keys]
            if waiting:
                stack.extend(waiting)
                continue
            arguments = tuple(keys[id(a)] if isinstance(a, Formula) else (plain(a),) for a in formula.arguments)
            step = (formula.operation, arguments)
            keys[id(formula)] = steps.setdefault(step, len(steps))
            stack.pop()
    return [(key, *step) for step, key in steps.items()], [keys[id(output)] for output in outputs]


def plain(value):
    """A step's argument that is no Formula: a symbol's name or one number."""
    if isinstance(value, str | bool):
        return value
    try:
        return float(value)
    except TypeError:
        raise TypeError(
            f"a Formula works on single numbers, but met {value!r}; sweep with NumPy or JAX instead"
        ) from None
