"""Reads and checks the table of assumptions, and hands it out as scenarios.

Scenario()                                the book's best estimate
Scenario("seed")                          the post as stated
Scenario().but(altitude=Q(800, "km"))     the same with a change
Scenario().si                             the same as plain numbers, for arrays and gradients
"""

import re
import tomllib
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import numpy as np
import pint

from starcalc.units import Q, Unit, number, plain_unit, text

TABLE = Path(__file__).with_name("assumptions.toml")
KINDS = {
    "given": "stated by the post",
    "measured": "measured on a real thing",
    "quoted": "stated by a named source",
    "estimate": "our estimate",
}
GRADES = {
    "A": "text read",
    "B": "excerpt read",
    "C": "quoted by another",
    "D": "general knowledge",
}
SCALES = ("linear", "log")


@dataclass(frozen=True)
class Assumption:
    """One row of the table: a number one can argue about, and what it rests on."""

    name: str
    value: float
    unit: str
    range: tuple[float, float]
    symbol: str
    about: str
    kind: str
    source: str
    grade: str
    scale: str = "linear"

    def __post_init__(self):
        self.check(self.unit_is_known(), f"unit {self.unit!r} is not one that pint or starcalc.units knows")
        numbers = (self.value, *self.range)
        are_numbers = all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers)
        self.check(are_numbers, "value and range must be numbers")
        self.check(len(self.range) == 2 and self.range[0] < self.range[1], "range must be [low, high] with low < high")
        self.check(self.kind in KINDS, f"kind {self.kind!r} must be one of {', '.join(KINDS)}")
        self.check(self.grade in GRADES, f"grade {self.grade!r} must be one of {', '.join(GRADES)}")
        self.check(self.scale in SCALES, f"scale {self.scale!r} must be one of {', '.join(SCALES)}")
        self.check(self.scale == "linear" or self.range[0] > 0, "a log scale needs a range above zero")
        known = sources()
        self.check(
            self.source in known, f"source {self.source!r} is not a key of references.bib{nearest(self.source, known)}"
        )

    def check(self, holds, complaint):
        if not holds:
            raise ValueError(f"assumptions.toml, [{self.name}]: {complaint}")

    def unit_is_known(self):
        try:
            return Unit(self.unit) is not None
        except (pint.UndefinedUnitError, pint.DefinitionSyntaxError, TypeError, ValueError, AssertionError):
            return False

    @property
    def quantity(self):
        """The value as a Quantity in the table's unit."""
        return Q(self.value, self.unit)

    def holds(self, quantity):
        """Whether a value lies inside the table's range."""
        low, high = self.range
        value = quantity.m_as(self.unit)
        return bool(np.all((low <= value) & (value <= high)))


class Scenario:
    """The table of assumptions with some values changed. Read a value as an attribute: `scenario.altitude`."""

    def __init__(self, name=None):
        rows, overlays = read(TABLE)
        if name is not None and name not in overlays:
            raise ValueError(f"no scenario called {name!r}{nearest(name, overlays)}; there are: {', '.join(overlays)}")
        rows = rows | overlays.get(name, {})
        self._fill(name, rows, {key: row.quantity for key, row in rows.items()}, plain=False, changed=())

    def _fill(self, name, rows, values, plain, changed):
        self.__dict__.update(_name=name, _rows=rows, _values=values, _plain=plain, _changed=changed)

    def _with(self, values, plain, changed):
        """A scenario with the same table and other values."""
        scenario = object.__new__(Scenario)
        scenario._fill(self._name, self._rows, values, plain, changed)
        return scenario

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self._values[self._known(name)]

    def __setattr__(self, name, value):
        raise AttributeError(f"a Scenario does not change; write scenario.but({name}=...) for a new one")

    def __dir__(self):
        return [*super().__dir__(), *self._values]

    def __repr__(self):
        changes = ", ".join(f"{key} = {self.written(key)}" for key in self._changed)
        return f"Scenario({self._name or ''!r})".replace("('')", "()") + (f" but {changes}" if changes else "")

    def _known(self, name):
        if name not in self._values:
            raise AttributeError(f"no assumption called {name!r}{nearest(name, self._values)}")
        return name

    def but(self, **changes):
        """The same scenario with other values: Quantities, or plain numbers where this scenario is plain.

        A value may leave the table's range; `outside()` then names it, and figures and tables flag it.
        """
        values = dict(self._values)
        for name, value in changes.items():
            values[name] = self._fitting(self._known(name), value)
        changed = tuple(dict.fromkeys((*self._changed, *changes)))
        return self._with(values, self._plain, changed)

    def _fitting(self, name, value):
        unit = self._rows[name].unit
        if isinstance(value, str):
            raise TypeError(f'{name} was given the text {value!r}; give a Quantity, such as Q(1, "{unit}")')
        if not isinstance(value, pint.Quantity):
            if self._plain or Unit(unit).dimensionless:
                return value if self._plain else Q(value, "").to(unit)
            raise TypeError(f'{name}={value!r} has no unit; give a Quantity, such as Q({value!r}, "{unit}")')
        if not value.is_compatible_with(unit):
            raise TypeError(f"{name} must be convertible to {unit}, but {text(value)} was given")
        return value.m_as(plain_unit(unit)) if self._plain else value

    @property
    def si(self):
        """The same scenario as plain numbers, in the units that relations take: SI, but years, bytes and sfu."""
        if self._plain:
            return self
        values = {name: value.m_as(plain_unit(self._rows[name].unit)) for name, value in self._values.items()}
        return self._with(values, True, self._changed)

    def names(self):
        """The names of all assumptions, in the table's order."""
        return list(self._values)

    def assumption(self, name):
        """The row of the table behind a value, with the overlay's source where there is one."""
        return self._rows[self._known(name)]

    def quantity(self, name):
        """A value as a Quantity in the table's unit, whether this scenario is plain or not."""
        value, unit = self._values[self._known(name)], self._rows[name].unit
        return (Q(value, plain_unit(unit)) if self._plain else value).to(unit)

    def written(self, name):
        """A value as text in the table's unit, flagged where it leaves the table's range."""
        row, quantity = self.assumption(name), self.quantity(name)
        if not isinstance(quantity.magnitude, int | float | np.number):
            return f"{type(quantity.magnitude).__name__} in {row.unit}"
        if row.holds(quantity):
            return text(quantity)
        low, high = row.range
        return f"{text(quantity)} (outside {number(low)} to {number(high)})"

    def outside(self):
        """Names of the values that lie outside the table's ranges."""
        return [name for name in self._values if not self.assumption(name).holds(self.quantity(name))]

    @property
    def name(self):
        """The name of the scenario in the table; None for the best estimate."""
        return self._name

    def changes(self):
        """Names of the values changed by `but`."""
        return list(self._changed)


@cache
def read(path):
    """Assumptions and overlays of a table: ({name: Assumption}, {scenario: {name: Assumption}})."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path.name} is not valid TOML: {error}") from None
    overlays = table.pop("scenario", {})
    rows = {name: row_of(name, fields) for name, fields in table.items()}
    for row in rows.values():
        row.check(row.holds(row.quantity), f"value {row.value} lies outside its range {list(row.range)}")
    return rows, {scenario: overlay(scenario, changes, rows) for scenario, changes in overlays.items()}


def row_of(name, fields):
    """One assumption from its fields in the table."""
    wanted = set(Assumption.__dataclass_fields__) - {"name"}
    if not isinstance(fields, dict):
        raise ValueError(f"assumptions.toml: {name} must be a table of its own, [{name}]")
    for field in fields.keys() - wanted:
        raise ValueError(f"assumptions.toml, [{name}]: unknown field {field!r}{nearest(field, wanted)}")
    for field in sorted(wanted - {"scale"} - fields.keys()):
        raise ValueError(f"assumptions.toml, [{name}]: {field} is missing")
    if not isinstance(fields["range"], list):
        raise ValueError(f"assumptions.toml, [{name}]: range must be [low, high], but {fields['range']!r} was given")
    return Assumption(name=name, **fields | {"range": tuple(fields["range"])})


def overlay(scenario, changes, rows):
    """The rows that a scenario changes; what it does not say stays, except that its kind is its own source's."""
    changed = {}
    for name, fields in changes.items():
        if name not in rows:
            raise ValueError(
                f"assumptions.toml, [scenario.{scenario}]: no assumption called {name!r}{nearest(name, rows)}"
            )
        if not isinstance(fields, dict):
            raise ValueError(
                f"assumptions.toml, [scenario.{scenario}] {name}: write {{ value = {fields!r}, kind = ..., ... }}"
            )
        allowed = {"value", "about", "kind", "source", "grade"}
        for field in fields.keys() - allowed:
            raise ValueError(f"assumptions.toml, [scenario.{scenario}] {name}: {field!r} cannot be changed here")
        if not {"value", "kind", "source", "grade"} <= fields.keys():
            raise ValueError(
                f"assumptions.toml, [scenario.{scenario}] {name}: value, kind, source and grade are needed"
            )
        changed[name] = replace(rows[name], **fields)
    return changed


@cache
def references():
    """The text of references.bib: beside the package where it is installed, in book/ where it is worked on."""
    places = (TABLE.with_name("references.bib"), TABLE.parents[1] / "book" / "references.bib")
    for place in places:
        if place.exists():
            return place.read_text(encoding="utf-8")
    raise FileNotFoundError(f"references.bib is missing; looked at {' and '.join(map(str, places))}")


@cache
def sources():
    """The keys of references.bib."""
    return frozenset(re.findall(r"^@\w+\{([^,\s]+),", references(), re.MULTILINE))


def nearest(word, words):
    """The nearest known name, as the end of an error message."""
    close = get_close_matches(word, list(words), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
