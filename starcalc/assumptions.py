"""The table of assumptions, read and checked: each number one can argue about, and what it rests on."""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from math import inf
from pathlib import Path
from tokenize import TokenError

import numpy as np
import pint

from starcalc.labels import nearest, numbers_in
from starcalc.units import Q, number, short_unit, unit_called

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
ROLES = {
    "choice": "the designer's, or a switch of the model",
    "fact": "the world's, which may be otherwise",
}
DESIGNS = "designs"  # folder of named spacecraft and chips, beside the table
START, CRAFT = "start", "spacecraft"  # families of overlays, beside those named by a bundle or a heading
HEADING_OR_ROW = re.compile(r"^(?:# (.+?) ---+|\[(\w+)\])$", re.MULTILINE)
SCENARIO = re.compile(r"^\[scenario\.(\w+)\] # (.+)$", re.MULTILINE)


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
    role: str
    scale: str = "linear"
    limits: tuple[float, float] | None = None
    bundle: str = ""
    whole: bool = False

    def __post_init__(self):
        self.check(self.unit_is_known(), f"unit {self.unit!r} is not one that pint or starcalc.units knows")
        numbers = (self.value, *self.range)
        are_numbers = all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers)
        self.check(are_numbers, "value and range must be numbers")
        self.check(len(self.range) == 2 and self.range[0] < self.range[1], "range must be [low, high] with low < high")
        self.check(self.kind in KINDS, f"kind {self.kind!r} must be one of {', '.join(KINDS)}")
        self.check(self.grade in GRADES, f"grade {self.grade!r} must be one of {', '.join(GRADES)}")
        self.check(self.role in ROLES, f"role {self.role!r} must be one of {', '.join(ROLES)}")
        self.check(self.scale in SCALES, f"scale {self.scale!r} must be one of {', '.join(SCALES)}")
        self.check(self.scale == "linear" or self.range[0] > 0, "a log scale needs a range above zero")
        self.check(isinstance(self.whole, bool), "whole must be true or false")
        within = self.limits is None or (self.limits[0] <= self.range[0] and self.range[1] <= self.limits[1])
        self.check(within, f"limits {self.limits} must hold the range")
        known = sources()
        self.check(self.source in known, f"source {self.source!r} is not a key of references.bib", self.source, known)

    def check(self, holds, complaint, *among):
        """Complain unless it holds; among: an unknown word and those that are known, the nearest of which is named."""
        if not holds:
            raise ValueError(f"assumptions.toml, [{self.name}]: {complaint}{nearest(*among) if among else ''}")

    def unit_is_known(self):
        try:
            return unit_called(self.unit) is not None
        except (pint.UndefinedUnitError, pint.DefinitionSyntaxError, TokenError, TypeError, ValueError, AssertionError):
            return False

    @property
    def quantity(self):
        """The value as a Quantity in the table's unit."""
        return Q(self.value, unit_called(self.unit))

    def holds(self, quantity):
        """Whether a value lies inside the table's range."""
        low, high = self.range
        value = quantity.m_as(unit_called(self.unit))
        return bool(np.all((low <= value) & (value <= high)))

    @property
    def is_switch(self):
        """Whether it is either on, 1, or off, 0."""
        return self.whole and self.range == (0, 1)

    @property
    def possible(self):
        """The least and the largest value that there can be, in the table's unit, wherever the range ends.

        Those of the table's `limits`; else nothing below zero whose range is not, and no share above one.
        """
        if self.limits is not None:
            return self.limits
        low, high = self.range
        whole = 100 if self.unit.startswith("percent") else 1 if unit_called(self.unit).dimensionless else inf
        return (0 if low >= 0 else -inf), (whole if high <= whole else inf)

    def refuse_impossible(self, magnitude, given):
        """ValueError where a number, in the table's unit, cannot be; what is not known yet passes."""
        numbers = numbers_in(magnitude)
        if numbers is None or not numbers.size:
            return
        least, largest = self.possible
        lowest, highest = numbers.min(), numbers.max()
        if np.isnan(lowest):
            raise ValueError(f"{self.name} is not a number (NaN); give one in {self.unit}, such as {self.written()}")
        if least <= lowest and highest <= largest:
            return
        wrong = number(float(lowest if lowest < least else highest))
        unit = "" if self.unit == "dimensionless" else f" {short_unit(self.unit)}"
        bounds = f"lies between {number(least)} and {number(largest)}"
        if inf in (largest, -least):
            bounds = f"is at least {number(least)}" if largest == inf else f"is at most {number(largest)}"
        share = self.unit == "percent" and not isinstance(given, pint.Quantity) and np.ndim(given) == 0
        meant = f'; for {number(float(given))} percent write Q({given!r}, "percent")' if share and given > 1 else ""
        raise ValueError(f"{self.name} = {wrong}{unit} cannot be: it {bounds}{unit}{meant}")

    def written(self):
        """The value as one types it in code."""
        return f'Q({self.value:g}, "{self.unit}")'


def short(about):
    """The first phrase of a description, for an axis, a slider or a row."""
    return about.split(";")[0]


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
    overlays |= {file.stem: design(file) for file in sorted(path.parent.glob(f"{DESIGNS}/*.toml"))}
    return rows, {scenario: overlay(scenario, changes, rows) for scenario, changes in overlays.items()}


def design(file):
    """The changes of a named spacecraft or chip; what a row does not say of itself, the file says of all its rows."""
    fields = tomllib.loads(file.read_text(encoding="utf-8"))
    common = {name: fields.pop(name) for name in ("kind", "source", "grade") if name in fields}
    for name in ("title", "family"):
        fields.pop(name, None)
    rows = {name: row if isinstance(row, dict) else {"value": row} for name, row in fields.items()}
    return {name: common | row for name, row in rows.items()}


@cache
def heads():
    """What the files of named designs say of themselves: {overlay: {"title": a line, ...}}."""
    files = sorted(TABLE.parent.glob(f"{DESIGNS}/*.toml"))
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}


@cache
def titles():
    """What the named spacecraft and chips are: {overlay: a line}."""
    return {name: head["title"] for name, head in heads().items()}


@cache
def captions():
    """What every overlay is: {overlay: a line}; of the table's own, what stands beside their names."""
    return dict(SCENARIO.findall(TABLE.read_text(encoding="utf-8"))) | titles()


@cache
def groups():
    """The table's rows under its headings: {heading: names}, both in the table's order.

    >>> groups()["Orbit and sunlight"][:3]
    ('altitude', 'local_time', 'tilt')
    """
    found, rows = {}, read(TABLE)[0]
    for heading, name in HEADING_OR_ROW.findall(TABLE.read_text(encoding="utf-8")):
        if heading:
            under = found.setdefault(heading.partition(":")[0], [])
        elif name in rows:
            under.append(name)
    return {heading: tuple(names) for heading, names in found.items() if names}


@cache
def families():
    """Overlays of which one is taken at a time, and which compose with those of other families: {family: names}.

    A named design that names its family is of that, such as published model; one that moves a bundle is of the
    bundle's, such as chip; what else stays under one heading of the table is a variant of that part; of the rest, named
    designs are spacecraft, and the others are where one may start.

    >>> families()["Ground"]
    ('gas', 'solar')
    """
    found = {family: [] for family in (START, CRAFT)}
    for name, rows in read(TABLE)[1].items():
        bundles = sorted({row.bundle for row in rows.values()} - {""})
        headings = [heading for heading, names in groups().items() if rows.keys() <= set(names)]
        named = name in heads()
        said = [heads()[name]["family"]] if "family" in heads().get(name, {}) else []
        family = next(iter(said + (bundles if named else []) + headings), CRAFT if named else START)
        found.setdefault(family, []).append(name)
    return {family: tuple(names) for family, names in found.items()}


def row_of(name, fields):
    """One assumption from its fields in the table."""
    wanted = set(Assumption.__dataclass_fields__) - {"name"}
    if not isinstance(fields, dict):
        raise ValueError(f"assumptions.toml: {name} must be a table of its own, [{name}]")
    for field in fields.keys() - wanted:
        raise ValueError(f"assumptions.toml, [{name}]: unknown field {field!r}{nearest(field, wanted)}")
    for field in sorted(wanted - {"scale", "limits", "bundle", "whole"} - fields.keys()):
        raise ValueError(f"assumptions.toml, [{name}]: {field} is missing")
    pairs = {field: fields[field] for field in ("range", "limits") if field in fields}
    for field, pair in pairs.items():
        if not isinstance(pair, list):
            raise ValueError(f"assumptions.toml, [{name}]: {field} must be [low, high], but {pair!r} was given")
    return Assumption(name=name, **fields | {field: tuple(pair) for field, pair in pairs.items()})


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
