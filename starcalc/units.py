"""Quantities, their types, and `relation`: a pure function that checks units at the door.

A relation is written once, for plain numbers in the units of its signature. Called with plain numbers or arrays it
runs as written; called with Quantities it converts, checks dimensions and answers with a Quantity.
"""

from functools import cache, partial, wraps
from importlib.resources import files
from inspect import signature
from typing import Annotated, Any, get_args

import pint

# pint's own bit is dimensionless, so that 2 would pass for a quarter of a byte. Redefining it after the registry has
# filled its caches leaves byte behind; hence an empty registry, then pint's definitions, then ours.
registry = pint.UnitRegistry(None, on_redefinition="ignore")
registry.load_definitions(str(files("pint") / "default_en.txt"))
for definition in (
    "bit = [information]",
    "USD = [currency]",
    "token = [token]",
    "krad = 10 * Gy",  # of dose; else pint cannot tell it from a thousand radians
    "sfu = 1e-22 * W / m**2 / Hz",  # solar flux unit, for F10.7
    "year = 365.25 * day = year = a = yr = julian_year",  # pint would print "a"
):
    registry.define(definition)
registry.default_system = "mks"
pint.set_application_registry(registry)

Q = registry.Quantity
Unit = registry.Unit

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

RELATIONS = {}  # every relation of the package by its full name, "orbit.period"; filled as modules are read


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
            if isinstance(value, (pint.Quantity, str)):
                break
        else:
            if not kwargs:
                return kernel(*args)
            for value in kwargs.values():
                if isinstance(value, (pint.Quantity, str)):
                    break
            else:
                return kernel(*args, **kwargs)
        given = dict(zip(positional, args, strict=False)) | kwargs
        if len(args) + len(kwargs) > len(given) or not given.keys() <= units.keys():
            return kernel(*args, **kwargs)  # Python's own message for a wrong number or name of arguments
        plain = {name: plain_number(call, name, value, given) for name, value in given.items()}
        result = kernel(**plain)
        return with_unit(result, unit) if unit is not None and quantities(given) else result

    call.units, call.unit, call.portable = units, unit, portable
    call.name = f"{door(kernel.__module__).rpartition('.')[2]}.{kernel.__name__}"
    RELATIONS[call.name] = call
    return call


def door(module):
    """Where users find what a module defines: its package within starcalc, elsewhere the module itself.

    >>> door("starcalc.orbit.drag"), door("starcalc.solar"), door("somebody.tethers")
    ('starcalc.orbit', 'starcalc.solar', 'somebody.tethers')
    """
    return ".".join(module.split(".")[:2]) if module.startswith("starcalc.") else module


def unit_of(annotation):
    """The unit an annotation names, a table's units by column, or None for text and whole years, which have none.

    >>> unit_of(Length)
    <Unit('meter')>
    >>> unit_of(Annotated[dict, {"beta": "rad"}])
    {'beta': <Unit('radian')>}
    """
    metadata = get_args(annotation)[1:]
    if metadata and isinstance(metadata[0], dict):
        return {column: Unit(unit) for column, unit in metadata[0].items()}
    return Unit(metadata[0]) if metadata and isinstance(metadata[0], str) else None


def with_unit(result, unit):
    """A relation's plain result as a Quantity; of a table, the columns that have a unit."""
    if isinstance(unit, dict):
        return {name: Q(column, unit[name]) if name in unit else column for name, column in result.items()}
    return Q(result, unit)


def plain_number(call, name, value, given):
    """One argument of a call with Quantities, as the plain number its relation wants."""
    unit = call.units[name]
    if unit is None:
        return value
    if isinstance(value, str):
        raise TypeError(f"{call.name}: {name} is the text {value!r}; give a number in {unit:~P} or a Quantity")
    if not isinstance(value, pint.Quantity):
        if unit == Unit("") or not quantities(given):
            return value
        raise TypeError(
            f"{call.name}: {name}={value!r} has no unit, though {quantities(given)} came as Quantities. Give {name} as "
            f'a Quantity, such as Q({value!r}, "{unit:~C}"), or give every argument as a plain number.'
        )
    factor = conversion(value.units, unit)
    if factor is None:
        try:
            return value.m_as(unit)  # temperatures in degrees have an offset as well as a factor
        except pint.DimensionalityError:
            raise TypeError(
                f"{call.name}: {name} must be convertible to {unit:~P}{dimension(unit)}, "
                f"but {value:~P}{dimension(value.units)} was given."
            ) from None
    return value.magnitude * factor


def quantities(given):
    """The names of the arguments that came as Quantities, for an error message."""
    return ", ".join(name for name, value in given.items() if isinstance(value, pint.Quantity))


def dimension(unit):
    """A unit's dimension in brackets, for an error message."""
    return f" {unit.dimensionality}" if unit.dimensionality else " (dimensionless)"


@cache
def conversion(given, wanted):
    """Factor from one unit to another; None where there is an offset or no conversion at all."""
    if not given.is_compatible_with(wanted) or Q(0.0, given).m_as(wanted) != 0:
        return None
    return Q(1.0, given).m_as(wanted)


@cache
def plain_unit(unit):
    """The unit that plain numbers have for a table's unit: SI, but years stay years, bytes bytes, sfu sfu.

    >>> print(plain_unit("km"), "|", plain_unit("USD/kW/year"), "|", plain_unit("USD/Mtoken"))
    meter | USD * second ** 3 / kilogram / meter ** 2 / year | USD / token
    """
    plain = Unit("")
    for name, power in Q(1, unit).unit_items():
        stem = registry.parse_unit_name(name)[0][1]
        plain *= (Unit(stem) if stem in ("year", "byte", "sfu") else Q(1, name).to_base_units().units) ** power
    return plain


def whole_year(year, first, last):
    """A year as a whole number, given as one or as a float such as 2026.0; ValueError outside its bounds.

    >>> whole_year(2026.0, 1950, 2050)
    2026
    """
    if not first <= year <= last or year != int(year):
        raise ValueError(f"year is {year}; give a whole year from {first} to {last}")
    return int(year)


def text(quantity, digits=4):
    """A Quantity as a reader wants it: few significant digits, thousands apart, short unit.

    >>> text(Q(4102488, "USD/year").to("MUSD/year")), text(Q(13000, "token/s")), text(Q(4.16e-06, ""))
    ('4.102 MUSD/year', '13,000 token/s', '4.16e-06')
    """
    unit = f"{quantity.units:~P}"
    return number(quantity.magnitude, digits) + (f" {unit}" if unit else "")


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
