"""Writes a calculation as on paper: the relation in symbols, the numbers put in, the result with its unit.

Nothing is written by hand: the symbols come from running the code on Formulas, the numbers from running it on
Quantities, so what is printed is what was computed.
"""

import operator
import re
import sys
from dis import get_instructions
from inspect import get_annotations, ismodule, signature, unwrap
from math import nan, pi
from types import FunctionType, SimpleNamespace
from typing import get_args

from starcalc import constants
from starcalc.arrays import Formula, in_order, symbol, xp
from starcalc.edges import ON_PAPER
from starcalc.model import RESULTS
from starcalc.units import Q, Unit, number, short_unit

INLINE = 25  # a relation with more steps than this is written by its name rather than spelled out

OPERATORS = {"add": ("+", 1), "sub": ("-", 1), "mul": (r"\,", 2), "lt": ("<", 0), "le": (r"\le", 0)}
OPERATORS |= {"gt": (">", 0), "eq": ("=", 0), "ge": (r"\ge", 0), "and": (r"\land", 0), "or": (r"\lor", 0)}
FUNCTIONS = {"acos": r"\arccos", "asin": r"\arcsin", "atan": r"\arctan", "log": r"\ln", "maximum": r"\max"}
FUNCTIONS |= {"minimum": r"\min", "sin": r"\sin", "cos": r"\cos", "tan": r"\tan", "exp": r"\exp", "atan2": r"\arctan"}


def constants_of(function):
    """The constants a function's body names: {name: (value, unit, symbol)}."""
    names = set(function.__code__.co_names)
    here = sys.modules[function.__module__]
    loaded = [module for module in list(sys.modules.values()) if getattr(module, "__package__", None)]
    found = {}
    for module in (constants, *loaded, here):
        if module.__package__ != here.__package__ and module not in (constants, here):
            continue  # a constant may come from next door, but no farther
        for name, annotation in get_annotations(module).items():
            if name in names and getattr(module, name, None) is function.__globals__.get(name):
                unit, *symbols = get_args(annotation)[1:]
                found[name] = (
                    function.__globals__[name],
                    unit,
                    symbols[-1] if symbols else rf"\text{{{spoken(name)}}}",
                )
    return found


def spoken(name):
    """A constant's name as words."""
    return name.replace("_", " ").lower()


def body_with(function, value_of):
    """A copy of a function's body in which every constant is `value_of(value, unit, symbol)`, all the way down."""
    kernel = unwrap(function)
    replaced = {name: value_of(*constant) for name, constant in constants_of(kernel).items()}
    for name in kernel.__code__.co_names:
        inner = kernel.__globals__.get(name)
        if isinstance(unwrap(inner), FunctionType) and inner.__module__.startswith("starcalc."):
            replaced[name] = body_with(inner, value_of)
    return FunctionType(kernel.__code__, kernel.__globals__ | replaced, kernel.__name__, kernel.__defaults__)


def opaque(relation, calls):
    """A stand-in for a relation that notes the call and answers with a new symbol, `#0`, `#1` and so on."""

    def call(*args, **kwargs):
        key = f"#{len(calls)}"
        calls[key] = (relation, signature(relation).bind(*args, **kwargs).arguments)
        return symbol(key)

    return call


def with_opaque_relations(function, calls, constant=None):
    """A copy of a function in which relations, its own or its modules', only note that they were called."""
    kernel = unwrap(function)
    named = {step.argval for step in get_instructions(kernel) if step.opname == "LOAD_GLOBAL"}  # s.altitude is none
    replaced = {name: constant(*c) for name, c in constants_of(kernel).items()} if constant else {}
    for name, value in kernel.__globals__.items():
        if hasattr(value, "portable"):
            replaced[name] = opaque(value, calls)
        elif name in named and is_calculation(value):
            replaced[name] = with_opaque_relations(value, calls, constant)  # a calculation that this one starts from
        elif name in named and isinstance(value, FunctionType) and value in ON_PAPER:
            replaced[name] = ON_PAPER[value]
        elif ismodule(value):
            inside = {key: opaque(v, calls) if hasattr(v, "portable") else v for key, v in vars(value).items()}
            replaced[name] = SimpleNamespace(**inside)
    return FunctionType(kernel.__code__, kernel.__globals__ | replaced, kernel.__name__)


def is_calculation(value):
    """Whether something is a calculation, or a part of one: a plain function of a scenario, s, and maybe of more."""
    return isinstance(value, FunctionType) and [*signature(value).parameters][:1] == ["s"]


def worked(calculation, scenario, *names):
    """The lines of a calculation as TeX: [(name, symbol, formula in symbols, formula in numbers, result)].

    `calculation` is a function of a scenario such as `model.satellite`, or one relation, whose arguments are then the
    scenario's values of the same names.
    """
    alone = hasattr(calculation, "portable")
    values = vars((of_scenario(calculation) if alone else calculation)(scenario))
    names, calls, constant_values = names or (list(values) if alone else ()), {}, {}
    for name in names:
        if name not in values:
            raise ValueError(f"{calculation.__name__} has no result called {name!r}; it has {', '.join(values)}")
    assumptions = scenario.si.but(**{name: symbol(name) for name in scenario.names()})
    formulas = traced(calculation, assumptions, calls)
    labels = {id(formula): name for name, formula in formulas.items()}
    called = {formula.arguments[0]: name for name, formula in formulas.items() if formula.operation == "symbol"}

    def constant(value, unit, sign):
        constant_values[sign] = Q(value, unit)
        return symbol(sign)

    def leaf(key):
        """A symbol's sign and value: a constant's, a named result's, an assumption's, or a call's inside a line."""
        if key in constant_values:
            return key, constant_values[key]
        name = called.get(key, key)
        if name in values:
            unit, sign, _ = described(name, values[name])
            return sign, values[name].to(unit)
        if key in calls:
            relation, given = calls[key]
            signs = ", ".join(tex(argument, lambda inner: leaf(inner)[0]) for argument in given.values())
            return rf"\text{{{words(relation)}}}({signs})", relation(**quantities_of(relation, given, leaf))
        return scenario.assumption(key).symbol, scenario.quantity(key)

    lines = []
    for name in names:
        formula, unit_sign = formulas[name], described(name, values[name])
        if formula.operation == "symbol" and formula.arguments[0] in calls:
            relation, given = calls[formula.arguments[0]]
            given = {n: folded(a, scenario, labels) for n, a in given.items()}
            formula = symbol(rf"\text{{{words(relation)}}}(\dots)") if not relation.portable else None
            formula = formula or with_opaque_relations(relation, calls, constant)(**given)
            if len(in_order([formula])[0]) > INLINE:
                formula = symbol("#own")
                calls["#own"] = (relation, given)
        else:
            formula = folded(formula, scenario, labels | {id(formula): None})
        signs = tex(formula, lambda key: leaf(key)[0])
        numbers = tex(formula, lambda key: quantity_tex(leaf(key)[1]), times=r" \times ")
        lines.append((name, unit_sign[1], signs, numbers, quantity_tex(values[name].to(unit_sign[0]))))
    return lines


def of_scenario(relation):
    """A relation as a calculation: a function of a scenario with one result, under the relation's name."""

    def calculation(scenario):
        arguments = {name: getattr(scenario, name) for name in relation.units}
        return SimpleNamespace(**{relation.__name__: relation(**arguments)})

    return calculation


def traced(calculation, assumptions, calls):
    """Every named result of a calculation as a Formula, with the relations it calls noted in `calls`."""
    if hasattr(calculation, "portable"):
        arguments = {name: getattr(assumptions, name) for name in calculation.units}
        return {calculation.__name__: opaque(calculation, calls)(**arguments)}
    return vars(with_opaque_relations(calculation, calls)(assumptions))


def words(relation):
    """A relation's name as words."""
    return relation.__name__.replace("_", " ")


def described(name, value):
    """Unit, symbol and description of a result; those of its own unit where the table of results has none."""
    return RESULTS.get(name, (f"{value.units:D}", rf"\text{{{name.replace('_', ' ')}}}", name.replace("_", " ")))


def folded(formula, scenario, labels):
    """A Formula with named results as symbols, 0/1 switches as numbers, and what they switch off left out."""
    if not isinstance(formula, Formula):
        return formula
    if labels.get(id(formula)):
        return symbol(labels[id(formula)])
    if formula.operation == "symbol":
        return switch(formula, scenario)
    arguments = [folded(argument, scenario, labels) for argument in formula.arguments]
    plain = [None if isinstance(argument, Formula) else argument for argument in arguments]
    if formula.operation == "mul" and 0 in plain:
        return 0
    if formula.operation == "mul" and 1 in plain:
        return arguments[1 - plain.index(1)]
    if formula.operation in ("add", "sub") and plain[1] == 0:
        return arguments[0]
    if formula.operation == "add" and plain[0] == 0:
        return arguments[1]
    if formula.operation == "sub" and None not in plain:
        return plain[0] - plain[1]
    return Formula(formula.operation, *arguments)


def switch(leaf, scenario):
    """The number behind an assumption that is a plain yes (1) or no (0); other symbols stay."""
    name = leaf.arguments[0]
    if name in scenario.names() and scenario.assumption(name).range == (0, 1):
        value = scenario.quantity(name).magnitude
        return value if value in (0, 1) else leaf
    return leaf


def quantities_of(relation, given, leaf):
    """A call's arguments as Quantities; a plain number written in the code has the unit its relation says."""
    values = {name: evaluate(argument, leaf) for name, argument in given.items()}
    return {name: value if isinstance(value, Q) else Q(value, relation.units[name]) for name, value in values.items()}


def evaluate(formula, leaf):
    """The Quantity a Formula stands for, each symbol being worth `leaf(key)[1]`."""
    if not isinstance(formula, Formula):
        return formula
    if formula.operation == "symbol":
        return leaf(formula.arguments[0])[1]
    arguments = [evaluate(argument, leaf) for argument in formula.arguments]
    return (getattr(operator, formula.operation, None) or getattr(xp, formula.operation))(*arguments)


def tex(formula, spell, times=r"\,"):
    """A Formula as TeX, with `spell` giving each symbol."""
    return written(formula, spell, times)[0]


def written(formula, spell, times):
    """TeX and binding strength: 0 comparison, 1 sum, 2 product, 3 atom."""
    if not isinstance(formula, Formula):
        return number_tex(formula), 3 if formula >= 0 else 1
    operation, arguments = formula.operation, formula.arguments
    if operation == "symbol":
        return spell(arguments[0]), 3
    inner = [written(argument, spell, times) for argument in arguments]
    plain = [part for part, _ in inner]
    if operation == "truediv":
        return rf"\frac{{{plain[0]}}}{{{plain[1]}}}", 3
    if operation == "pow":
        return power(inner[0], arguments[1], plain[1]), 3
    if operation == "sqrt":
        return rf"\sqrt{{{plain[0]}}}", 3
    if operation == "abs":
        return rf"\left|{plain[0]}\right|", 3
    if operation == "where":
        defined = [part for part, argument in zip(inner[1:], arguments[1:], strict=True) if argument is not nan]
        if len(defined) == 1:
            return defined[0]  # outside its domain a formula has no value, and none to show
        return rf"\begin{{cases}}{plain[1]} & {plain[0]}\\{plain[2]} & \text{{else}}\end{{cases}}", 3
    if operation == "neg":
        return f"-{bracketed(inner[0], 2)}", 1
    if operation in FUNCTIONS:
        return rf"{FUNCTIONS[operation]}\left({', '.join(plain)}\right)", 3
    sign, strength = OPERATORS[operation]
    right = strength + (operation in ("sub", "mul"))
    sign = times if operation == "mul" else sign
    return f"{bracketed(inner[0], strength)} {sign} {bracketed(inner[1], right)}", strength


def bracketed(part, strength):
    """A part in brackets where it binds less than its surroundings."""
    return part[0] if part[1] >= strength else rf"\left({part[0]}\right)"


def power(base, exponent, exponent_tex):
    """A power, with roots written as roots."""
    if not isinstance(exponent, Formula) and exponent in (0.5, 0.25):
        return rf"\sqrt{'' if exponent == 0.5 else '[4]'}{{{base[0]}}}"
    simple = base[1] == 3 and not base[0].startswith((r"\frac", r"\sqrt")) and not re.search(r"mathrm|\^", base[0])
    return (base[0] if simple else rf"\left({base[0]}\right)") + rf"^{{{exponent_tex}}}"


def number_tex(value):
    """A plain number, with multiples of π and plain thirds written as such."""
    for factor in (1, 2, 4):
        if abs(value - factor * pi) < 1e-12:
            return rf"{factor if factor > 1 else ''}\pi"
    return number(float(value)).replace(",", "{,}")


def quantity_tex(quantity):
    """A Quantity with its unit upright."""
    unit = short_unit(quantity.units).replace("%", r"\%").replace("·", r"{\cdot}")
    unit = unit.replace("²", "^2").replace("³", "^3").replace("⁴", "^4")
    value = number_tex(quantity.magnitude)
    if "e" in value:
        digits, exponent = value.split("e")
        value = rf"{digits} \times 10^{{{int(exponent)}}}"
    if quantity.units == Unit(""):
        return value
    return value + (unit if unit == r"\%" else rf"\;\mathrm{{{unit}}}")
