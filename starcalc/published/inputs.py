"""What the models refuse: an input that is no such number as its published default is."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from types import SimpleNamespace
from typing import ParamSpec, TypeVar

import numpy as np

from starcalc.labels import KINDS, QUANTITY, TEXT, nearest
from starcalc.units import Q, Unit, ours, plain_magnitude, text, typed_unit

P = ParamSpec("P")
R = TypeVar("R", bound=SimpleNamespace)

RUN: dict[str, str] = {}  # what each function is: a model, a quotient or a record
SOUTH_TOO = {"latitude"}  # inputs that may be negative


def kinds():
    """What each function is: a "model" run by its authors' rules, a checked "quotient", or a "record" of what happened.

    A model's steps are run one after another; a quotient is one division, product or sum of numbers that its authors
    print, or one relation of ours with their numbers in it; a record is not a model at all, and ours stands beside it.

    >>> sorted(name for name, kind in kinds().items() if kind == "model")
    ['epoch', 'mccalip', 'semianalysis', 'starcloud']
    """
    return dict(RUN)


def checked(kind: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A function that says which input it cannot take, and whose answer carries its `kind` and its `inputs`."""

    def decorated(model: Callable[P, R]) -> Callable[P, R]:
        whose = f"published.{model.__name__}"
        defaults = {name: parameter.default for name, parameter in signature(model).parameters.items()}
        RUN[model.__name__] = kind

        @wraps(model)
        def call(**given):
            for name in given.keys() - defaults.keys():
                known = ", ".join(defaults)
                raise TypeError(f"{whose} has no input {name!r}{nearest(name, defaults)}; it takes {known}")
            given = {name: taken(value, defaults[name], f"{whose}: {name}") for name, value in given.items()}
            try:
                with np.errstate(divide="raise", invalid="raise"):
                    found = model(**given)
            except (ArithmeticError, TypeError, ValueError) as error:  # each input alone was fine
                if str(error).startswith(whose):
                    raise
                came = ", ".join(f"{name}={spelled(value)}" for name, value in given.items())
                raise ValueError(f"{whose} has no answer for {came}: {error}") from None
            found.kind, found.inputs = kind, defaults | given
            return found

        return call

    return decorated


def taken(value, default, whose):
    """An input as the model takes it, which is as its default: a Quantity, a whole number, a share or a number."""
    if KINDS[type(value)] is TEXT:
        raise TypeError(f"{whose} is the text {value!r}; give {wanted(default)}")
    if isinstance(default, Q):
        value = as_quantity(value, default, whose)
        numbers = value.to_base_units().magnitude
    else:
        value = numbers = as_plain(value, default, whose)
    if not np.all(np.asarray(numbers, dtype=float) >= 0) and whose.rpartition(" ")[2] not in SOUTH_TOO:
        raise ValueError(f"{whose} is {spelled(value)}; give a number that is not negative, such as {spelled(default)}")
    return value


def as_quantity(value, default, whose):
    """An input that is a Quantity; up to a hundred where it is in percent."""
    unit = default.units
    if KINDS[type(value)] is not QUANTITY:
        if is_number(value):
            raise TypeError(f'{whose}={value!r} has no unit; give Q({value!r}, "{typed_unit(unit)}")')
        raise TypeError(f"{whose}={value!r} is no Quantity; give {wanted(default)}")
    temperature = unit.is_compatible_with("K") and unit != "K"  # in degrees, whose differences are not meant
    numbers = plain_magnitude(value, Unit("K") if temperature else unit, whose)  # which complains of another dimension
    if "percent" in f"{unit}" and np.any(numbers > 100):
        raise ValueError(f"{whose} is {text(value)}; give at most a hundred percent, such as {spelled(default)}")
    return ours(value)


def as_plain(value, default, whose):
    """An input that is a plain number: a whole one where its default is, a share where that lies between 0 and 1."""
    if KINDS[type(value)] is QUANTITY:
        if not value.dimensionless:
            raise TypeError(f"{whose} is {text(value)}; give a number without a unit, such as {default}")
        value = value.m_as("")
    if not is_number(value):
        raise TypeError(f"{whose}={value!r} is no number; give {wanted(default)}")
    numbers = np.asarray(value, dtype=float)
    if isinstance(default, int) and not np.all(numbers == np.floor(numbers)):
        raise ValueError(f"{whose} is {value}; give a whole number, such as {default}")
    if default < 1 and not np.all(numbers <= 1):
        raise ValueError(f"{whose} is {value}; give a share from 0 to 1, such as {default}")
    return value


def is_number(value):
    """Whether something is a number or an array of them."""
    return isinstance(value, int | float | np.number) or (isinstance(value, np.ndarray) and value.dtype.kind in "fiu")


def wanted(default):
    """What to write instead, after the default."""
    if not isinstance(default, Q):
        return f"a number, such as {default}"
    return f'a Quantity, such as Q({np.ravel(default.m)[0]:g}, "{typed_unit(default.units)}")'


def spelled(value):
    """An input as a reader writes it."""
    return f"{value:~P}" if KINDS[type(value)] is QUANTITY else f"{value}"
