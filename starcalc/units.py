"""Quantities, their types, and `relation`: a pure function that checks units at the door.

A relation is written once, for plain numbers in the units of its signature. Called with plain numbers or arrays it
runs as written; called with Quantities it converts, checks dimensions and answers with a Quantity.

Units are pint's, in its application registry, which is shared with whatever else uses it: what we need is added, and
nothing that stands there is changed.
"""

import re
from collections.abc import Callable
from functools import cache, partial, wraps
from inspect import signature
from typing import Annotated, Any, ParamSpec, Protocol, TypeVar, get_args, overload

import numpy as np
import pint

from starcalc import labels
from starcalc.labels import KINDS, LABELLED, PLAIN, QUANTITY, RECORDED, TEXT, nearest

registry = pint.get_application_registry().get()
for name, definition in {
    "USD": "USD = [currency]",
    "token": "token = [token]",
    "krad": "krad = 10 * Gy",  # of dose; else pint takes it for a thousand radians
    "sfu": "sfu = 1e-22 * W / m**2 / Hz",  # solar flux unit, for F10.7
}.items():
    if ("", name, "") not in registry.parse_unit_name(name):
        registry.define(definition)


def spelt_dollars(text):
    """Text with its dollars as USD: pint's own parser loses the sign without a word.

    >>> spelt_dollars("10 $/Mtoken"), spelt_dollars("$50,000/kW"), spelt_dollars("M$/year")
    ('10 USD/Mtoken', '50,000 USD/kW', 'MUSD/year')
    """
    return re.sub(r"\$\s*(\d[\d.,]*(?:e[+-]?\d+)?)", r"\1 USD", text, flags=re.IGNORECASE).replace("$", "USD")


if not any(getattr(step, "__name__", "") == "spelt_dollars" for step in registry.preprocessors):
    registry.preprocessors.append(spelt_dollars)

Q = pint.Quantity  # it follows the application registry, and pickles by name, so that other processes can take it
Unit = registry.Unit
unit_called = cache(Unit)  # pint reads a text anew each time, and a scenario has two hundred
Quantity = registry.Quantity

Array = Any  # float, NumPy, JAX or Dask array, or Formula; arguments broadcast against one another

Dimensionless = Annotated[Array, ""]
Angle = Annotated[Array, "rad"]
Length = Annotated[Array, "m"]
Area = Annotated[Array, "m**2"]
Time = Annotated[Array, "s"]
Years = Annotated[Array, "year"]
PerYear = Annotated[Array, "1/year"]
Speed = Annotated[Array, "m/s"]
Mass = Annotated[Array, "kg"]
Force = Annotated[Array, "N"]
Power = Annotated[Array, "W"]
Energy = Annotated[Array, "J"]
Temperature = Annotated[Array, "K"]
TemperatureCoefficient = Annotated[Array, "1/K"]
Irradiance = Annotated[Array, "W/m**2"]
ArealDensity = Annotated[Array, "kg/m**2"]
SpecificPower = Annotated[Array, "W/kg"]
TokenRate = Annotated[Array, "token/s"]
TokensPerYear = Annotated[Array, "token/year"]
BitRate = Annotated[Array, "bit/s"]
BitsPerToken = Annotated[Array, "bit/token"]
Money = Annotated[Array, "USD"]
MoneyPerYear = Annotated[Array, "USD/year"]
MoneyPerTime = Annotated[Array, "USD/s"]
MoneyPerToken = Annotated[Array, "USD/token"]
MoneyPerEnergy = Annotated[Array, "USD/J"]
MoneyPerPower = Annotated[Array, "USD/W"]
MoneyPerPowerYear = Annotated[Array, "USD/W/year"]
MoneyPerMass = Annotated[Array, "USD/kg"]

RELATIONS: dict[str, "Relation[..., Any]"] = {}  # by full name, such as "orbit.period"; filled as modules are read

P = ParamSpec("P")  # one to a line, else mypy does not see them
R = TypeVar("R", covariant=True)


class Relation(Protocol[P, R]):
    """A unit-checked function: called like the kernel it was made of."""

    __name__: str
    name: str
    units: dict[str, Any]
    unit: Any
    portable: bool

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R: ...


@overload
def relation(kernel: Callable[P, R], *, portable: bool = ...) -> Relation[P, R]: ...
@overload
def relation(kernel: None = ..., *, portable: bool = ...) -> Callable[[Callable[P, R]], Relation[P, R]]: ...
def relation(kernel=None, *, portable=True):
    """Make a unit-checked relation of a function whose annotations name its units.

    `portable=False` marks what cannot be one formula (an integral, a root, a table); such a relation may take text
    arguments and is not offered to the browser.
    """
    if kernel is None:
        return partial(relation, portable=portable)
    parameters = signature(kernel, eval_str=True).parameters
    units = {name: unit_of(parameter.annotation) for name, parameter in parameters.items()}
    unit = unit_of(signature(kernel, eval_str=True).return_annotation)
    positional = list(units)

    @wraps(kernel)
    def call(*args, **kwargs):
        for value in args:
            if KINDS[type(value)] is not PLAIN:
                break
        else:
            for value in kwargs.values():
                if KINDS[type(value)] is not PLAIN:
                    break
            else:
                try:
                    return kernel(*args, **kwargs)
                except (ZeroDivisionError, OverflowError):  # of Python's floats; NumPy's go on to infinity
                    return labels.at_the_limit(kernel, args, kwargs)
                except TypeError:
                    if kwargs.keys() <= units.keys():
                        raise
        given = dict(zip(positional, args, strict=False)) | kwargs
        check_names(call, kwargs)
        if len(args) + len(kwargs) > len(given):
            return kernel(*args, **kwargs)  # Python's own message for too many arguments
        return through_the_door(call, kernel, given)

    call.units, call.unit, call.portable = units, unit, portable
    call.name = f"{door(kernel.__module__).rpartition('.')[2]}.{kernel.__name__}"
    RELATIONS[call.name] = call
    return call


def through_the_door(call, kernel, given):
    """A relation's answer to arguments of which some are no plain numbers or arrays."""
    kinds = {KINDS[type(value)] for value in given.values()}
    if RECORDED in kinds:  # Formulas that keep a relation as one step
        recorder = next(value for value in given.values() if KINDS[type(value)] is RECORDED)
        return recorder.recorded_call(call, given)
    if not kinds <= {PLAIN, QUANTITY, TEXT}:
        given = {name: labels.opened(value, call.units[name], f"{call.name}: {name}") for name, value in given.items()}
        given = {name: Quantity(*value) if isinstance(value, tuple) else value for name, value in given.items()}
        kinds = {KINDS[type(value)] for value in given.values()}
    if LABELLED in kinds:
        return labels.labelled(call, given, Quantity)
    plain = {name: plain_number(call, name, value, given) for name, value in given.items()}
    try:
        masks = any(isinstance(value, np.ma.MaskedArray) for value in plain.values())
        result = labels.masked(kernel, plain) if masks else kernel(**plain)
    except (ZeroDivisionError, OverflowError):
        result = labels.at_the_limit(kernel, (), plain)
    return with_unit(result, call.unit) if call.unit is not None and QUANTITY in kinds else result


def check_names(call, kwargs):
    """Refuse an argument that a relation does not have, with the nearest that it has."""
    for name in kwargs.keys() - call.units.keys():
        known = ", ".join(call.units)
        raise TypeError(f"{call.name} has no argument {name!r}{nearest(name, call.units)}; it takes {known}")


def door(module):
    """Where users find what a module defines: its package within starcalc, elsewhere the module itself.

    >>> door("starcalc.orbit.drag"), door("starcalc.solar"), door("somebody.tethers")
    ('starcalc.orbit', 'starcalc.solar', 'somebody.tethers')
    """
    return ".".join(module.split(".")[:2]) if module.startswith("starcalc.") else module


def unit_of(annotation):
    """The unit an annotation names, a table's units by column, or None for text and whole years, which have none.

    >>> str(unit_of(Length))
    'meter'
    >>> {column: str(unit) for column, unit in unit_of(Annotated[dict, {"beta": "rad"}]).items()}
    {'beta': 'radian'}
    """
    metadata = get_args(annotation)[1:]
    if metadata and isinstance(metadata[0], dict):
        return {column: Unit(unit) for column, unit in metadata[0].items()}
    return Unit(metadata[0]) if metadata and isinstance(metadata[0], str) else None


def with_unit(result, unit):
    """A relation's plain result as a Quantity; of a table, the columns that have a unit."""
    if isinstance(unit, dict):
        return {name: Quantity(column, unit[name]) if name in unit else column for name, column in result.items()}
    return Quantity(result, unit)


def plain_number(call, name, value, given):
    """One argument of a call with Quantities, as the plain number its relation wants."""
    unit = call.units[name]
    if unit is None:
        return value
    if isinstance(value, pint.Quantity):
        return plain_magnitude(value, unit, f"{call.name}: {name}")
    if isinstance(value, str):
        raise TypeError(f"{call.name}: {name} is the text {value!r}; give a number in {short_unit(unit)} or a Quantity")
    came = ", ".join(name for name, value in given.items() if isinstance(value, pint.Quantity))
    if unit == Unit("") or not came:
        return value
    raise TypeError(
        f"{call.name}: {name}={value!r} has no unit, though {came} came as Quantities. Give {name} as a Quantity, "
        f'such as Q({value!r}, "{typed_unit(unit)}"), or give every argument as a plain number.'
    )


def plain_magnitude(value, unit, whose):
    """A Quantity's number in a unit; an error begins with whose it is, an argument's or an assumption's name."""
    if value._REGISTRY is not registry:
        value = ours(value)
    factor, complaint = conversion(value.units, unit)
    if factor is not None:
        return value.magnitude * factor
    if complaint:
        raise TypeError(f"{whose} {complaint.replace('GIVEN', text(value))}")
    return value.m_as(unit)  # a temperature in degrees has an offset as well as a factor


def plain_labels(value, unit, whose):
    """A DataArray that names or holds units as plain numbers in the unit wanted; anything else as it came."""
    if KINDS[type(value)] is not LABELLED or not hasattr(value, "attrs") or not hasattr(value, "data"):
        return value
    held = getattr(value.data, "units", None) or value.attrs.get("units")
    if held is None:
        return value
    quantity = value.data if isinstance(value.data, pint.Quantity) else Quantity(value.data, held)
    return value.copy(data=plain_magnitude(quantity, unit, whose)).drop_attrs()


def ours(value):
    """A Quantity of our registry, made of one of any other by the names of its units."""
    if value._REGISTRY is registry:
        return value
    try:
        return Quantity(value.magnitude, f"{value.units:D}")
    except pint.UndefinedUnitError as error:
        raise TypeError(
            f"{value.units} comes from another pint registry, whose units {error.unit_names!r} are not known here: "
            "define them in pint.get_application_registry() too, or convert first"
        ) from None


def dimension(unit):
    """A unit's dimension in brackets, for an error message."""
    return f" {unit.dimensionality}" if unit.dimensionality else " (dimensionless)"


@cache
def conversion(given, wanted):
    """From one unit to another: (factor, None), or (None, None) where there is an offset, or (None, what is wrong).

    Stricter than pint, for which an angle, a count and a bit are one, a ton is American, and a difference of
    temperatures a temperature.
    """
    names = dict(Quantity(1.0, given).unit_items())
    if not given.is_compatible_with(wanted):
        here, there = dimension(wanted), dimension(given)
        return None, f"must be convertible to {short_unit(wanted)}{here}, but GIVEN{there} was given."
    if "ton" in names:
        return None, 'is in "ton", pint\'s short ton of 907 kg: write "t" for 1000 kg, or "US_ton" if you mean that'
    if any(name.startswith("delta_") for name in names) and wanted == registry.kelvin:
        return None, 'is a difference of temperatures, GIVEN: write Q(..., "degC") or Q(..., "K")'
    if kinds(given) != kinds(wanted):
        return None, f'must be in {short_unit(wanted)}, but is GIVEN: write Q(..., "{typed_unit(wanted)}") or the like'
    if Quantity(0.0, given).m_as(wanted) != 0:
        return None, None
    return Quantity(1.0, given).m_as(wanted), None


def factor_between(given, wanted):
    """Factor from one unit to another that is its multiple."""
    factor, complaint = conversion(given, wanted)
    if factor is None:
        raise ValueError(f"no factor from {given} to {wanted}: {complaint or 'they differ by an offset'}")
    return factor


def kinds(unit):
    """Powers of what pint takes for a plain number and we do not: angle and information."""
    powers = dict(Quantity(1.0, unit).to_root_units().unit_items())
    return powers.get("radian", 0), powers.get("bit", 0)


@cache
def plain_unit(unit):
    """The unit that plain numbers have for a table's unit: SI, but years stay years, bytes bytes, sfu sfu.

    >>> print(plain_unit("km"), "|", plain_unit("USD/kW/year"), "|", plain_unit("USD/Mtoken"))
    meter | USD * second ** 3 / kilogram / meter ** 2 / year | USD / token
    """
    plain = Unit("")
    for name, power in Quantity(1, unit).unit_items():
        stem = registry.parse_unit_name(name)[0][1]
        plain *= (Unit(stem) if stem in ("year", "byte", "sfu") else Quantity(1, name).to_base_units().units) ** power
    return plain


def whole_year(year, first, last):
    """A year as a whole number, given as one or as a float such as 2026.0; ValueError outside its bounds.

    >>> whole_year(2026.0, 1950, 2050)
    2026
    """
    if isinstance(year, str) or not first <= year <= last or year != int(year):
        raise ValueError(f"year is {year!r}; give a whole year from {first} to {last}")
    return int(year)


@cache
def short_unit(unit):
    """A unit as readers write it: pint's short form, but a year is a year.

    >>> short_unit(Unit("MUSD/year")), short_unit(Unit("W/m**2")), short_unit(Unit("percent"))
    ('MUSD/year', 'W/m²', '%')
    """
    return re.sub(r"\ba\b", "year", f"{Unit(unit):~P}").replace("cUSD", "cent")


def typed_unit(unit):
    """A unit as one types it between quotation marks."""
    return re.sub(r"\ba\b", "year", f"{unit:~C}")


def text(quantity, digits=4):
    """A Quantity as a reader wants it: few significant digits, thousands apart, short unit.

    >>> text(Q(4102488, "USD/year").to("MUSD/year")), text(Q(13000, "token/s")), text(Q(4.16e-06, ""))
    ('4.102 MUSD/year', '13,000 token/s', '4.16e-06')
    """
    magnitude, unit = quantity.magnitude, short_unit(ours(quantity).units)
    written = number(magnitude, digits) if np.ndim(magnitude) == 0 else f"{type(magnitude).__name__}"
    return written + (f" {unit}" if unit else "")


def number(value, digits=4):
    """A plain number with few significant digits.

    >>> number(0.95277), number(130000.0, 3), number(99.67, 3), number(1e12)
    ('0.9528', '130,000', '99.7', '1e+12')
    """
    if not 1e-3 <= abs(value) < 1e7:
        return f"{value:.{digits}g}"
    rounded = float(f"{value:.{digits}g}")
    decimals = max(0, digits - len(f"{int(abs(rounded))}")) if abs(rounded) >= 1 else digits + 2
    written = f"{rounded:,.{decimals}f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def in_the_tables_unit(value, unit):
    """A plain number in a table's unit; None where it is not known yet, as a Formula's is not."""
    numbers = labels.numbers_in(value)
    return None if numbers is None else Q(numbers, plain_unit(unit)).m_as(unit)
