"""Hands out the table of assumptions as scenarios.

Scenario()                                the book's best estimate
Scenario("seed")                          the post as stated
Scenario("seed", "gas")                   one overlay on another
Scenario().but(altitude=Q(800, "km"))     the same with a change
Scenario().si                             the same as plain numbers, for arrays and gradients
Scenario().in_year(2032)                  what the trends make of it by then
"""

import json
import tomllib
from functools import wraps
from html import escape
from inspect import signature
from pathlib import Path

import numpy as np
import pint

from starcalc import links, units
from starcalc.assumptions import TABLE, read, short
from starcalc.labels import KINDS, LABELLED, nearest, numbers_in, opened
from starcalc.trends import aged, checked_rates, movers, range_then
from starcalc.units import Q, door, kinds, number, ours, plain_labels, plain_magnitude, plain_unit, text, unit_called


class Scenario:
    """The table of assumptions with some values changed. Read a value as `scenario.altitude` or `scenario["altitude"]`.

    `Scenario()` is the book's best estimate; names are overlays of the table, such as "seed", the later over the
    earlier. A scenario does not change: `but` makes a new one.
    """

    def __init__(self, *overlays):
        rows, known = read(TABLE)
        overlays = tuple(name for name in overlays if name is not None)
        for name in overlays:
            if not isinstance(name, str) or name not in known:
                there_are = ", ".join(known)
                raise ValueError(f"no scenario called {name!r}{nearest(name, known)}; there are: {there_are}")
            rows = rows | known[name]
        self._fill(overlays, rows, {key: row.quantity for key, row in rows.items()}, plain=False, changed=())

    def _fill(self, overlays, rows, values, plain, changed):
        self.__dict__.update(_overlays=overlays, _rows=rows, _values=values, _plain=plain, _changed=changed)
        self.__dict__.update(_undated=None, _year=None, _rates={})

    def _with(self, values, plain, changed):
        """A scenario with the same table and other values."""
        scenario = object.__new__(Scenario)
        scenario._fill(self._overlays, self._rows, values, plain, changed)
        return scenario

    def _dated(self, undated, year, rates):
        """This scenario, which holds the values of a year, with what it was before."""
        self.__dict__.update(_undated=undated, _year=year, _rates=rates)
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self._values[self._known(name)]

    def __getitem__(self, name):
        if name not in self._values:
            raise KeyError(f"no assumption called {name!r}{nearest(name, self._values)}")
        return self._values[name]

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __contains__(self, name):
        return name in self._values

    def __setattr__(self, name, value):
        raise AttributeError(f"a Scenario does not change; write scenario.but({name}=...) for a new one")

    def __delattr__(self, name):
        raise AttributeError(f"a Scenario does not change, and {name} cannot be taken from it")

    def __eq__(self, other):
        if not isinstance(other, Scenario) or self._plain != other._plain or self._rows != other._rows:
            return NotImplemented if not isinstance(other, Scenario) else False
        theirs = other.si._values
        return np.array_equal(self._year, other._year) and all(
            np.array_equal(value, theirs[name]) for name, value in self.si._values.items()
        )

    def __hash__(self):
        return hash((self._plain, tuple(self._rows.values())))

    def __dir__(self):
        return [*super().__dir__(), *self._values]

    def __repr__(self):
        changes = ", ".join(f"{key} = {self.written(key)}" for key in self._changed)
        rates = f", {self._rates}" if self._rates else ""
        year = "" if self._undated is None else f".in_year({self._year}{rates})"
        return f"Scenario({', '.join(map(repr, self._overlays))}){year}" + (f" but {changes}" if changes else "")

    def __str__(self):
        rows = [(name, self.written(name), short(self._rows[name].about)) for name in self._values]
        widths = [max(len(row[column]) for row in rows) for column in range(2)]
        lines = [f"{name:{widths[0]}}  {value:>{widths[1]}}  {about}" for name, value, about in rows]
        return "\n".join([repr(self), *lines])

    def _repr_html_(self):
        rows = ""
        for name in self._values:
            row = self._rows[name]
            strong = ("<strong>", "</strong>") if name in self._changed else ("", "")
            cells = [name, self.written(name), " to ".join(map(number, row.range)), row.about]
            rows += "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells).join(strong) + "</tr>"
        head = "<tr><th>assumption</th><th>value</th><th>range</th><th>about</th></tr>"
        table = f"<table><caption>{escape(repr(self))}</caption>{head}{rows}</table>"
        return f'<div style="max-height: 30em; overflow: auto">{table}</div>'

    def _known(self, name):
        if name not in self._values:
            raise AttributeError(f"no assumption called {name!r}{nearest(name, self._values)}")
        return name

    def but(self, **changes):
        """The same scenario with other values: Quantities, or plain numbers where this scenario is plain.

        What cannot be is refused: negative masses and prices, shares above one, NaN. A value that may be and leaves the
        table's range passes; `outside()` then names it, and figures and tables flag it.
        """
        values = dict(self._values)
        for name, value in changes.items():
            values[name] = self._fitting(self._known(name), value)
        changed = tuple(dict.fromkeys((*self._changed, *changes)))
        scenario = self._with(values, self._plain, changed)
        return self._follow(scenario, lambda before: before.but(**changes))

    def _follow(self, scenario, step):
        """A scenario made from this one; where this one has a year, the same step is taken with what it was before."""
        if self._undated is None:
            return scenario
        return scenario._dated(step(self._undated), self._year, self._rates)

    def in_year(self, year, rates=None):
        """The same scenario as the trends of trends.toml have it in a year from 2026, where nothing moves, to 2060.

        Both sides age: chips, capital and batteries, and what is Texas's own. What the reader has changed with `but`,
        before or after, stays as he has it, also one number of a chip, whose others then move without it. An overlay's
        values are moved as the table's are: `Scenario("h100").in_year(2032)` is a chip as much better than an H100 as
        the chips of 2032 are than those of 2026. rates: {trend: percent a year, or a doubling}, in place of the middle
        ones. Of a plain scenario both may be arrays. Neglects steps, and what trends share. Outside: ValueError.

        >>> Scenario().in_year(2032).launch_price < Scenario().launch_price
        True
        >>> Scenario().but(launch_price=Q(200, "USD/kg")).in_year(2032)
        Scenario().in_year(2032) but launch_price = 200 USD/kg
        """
        before = self if self._undated is None else self._undated
        values = before._values | aged(before, year, rates, kept=self._changed)
        scenario = self._with(values, self._plain, self._changed)
        return scenario._dated(before, year, checked_rates(rates))

    @property
    def year(self):
        """The year that it was asked for with `in_year`; None where it was not."""
        return self._year

    def moved_by(self):
        """Which trends have moved which assumptions: {assumption: names of trends}; empty where no year was asked for.

        >>> Scenario().in_year(2032).moved_by()["gpu_price"]
        ['chip_price']
        """
        if self._undated is None:
            return {}
        return {name: names for name, names in movers().items() if name not in self._changed}

    def range_of(self, name):
        """An assumption's range in this scenario's year, (low, high) in the table's unit: see `trends.range_then`."""
        before = self._undated and self._undated.with_units
        return range_then(self.assumption(name), before, self._year, self._rates, self._changed)

    def _fitting(self, name, given):
        """A value as this scenario keeps it, if it can be."""
        row = self._rows[name]
        if isinstance(given, bool | np.bool_):
            raise TypeError(f"{name}={given}: write 1 for yes and 0 for no, or the number that is meant")
        if isinstance(given, str):
            raise TypeError(f"{name} was given the text {given!r}; give a Quantity, such as {row.written()}")
        if KINDS[type(given)] is LABELLED and not self._plain:
            raise TypeError(
                f"{name} is a {type(given).__name__}: give its plain numbers to scenario.si.but({name}=...), "
                f"in {plain_unit(row.unit)}, and results come back with the same labels"
            )
        value = opened(given, plain_unit(row.unit), name)
        value = Q(*value) if isinstance(value, tuple) else value
        if isinstance(value, pint.Quantity):
            magnitude = plain_magnitude(value, unit_called(row.unit), name)
            kept = plain_magnitude(value, plain_unit(row.unit), name) if self._plain else ours(value)
        elif self._plain:
            kept = plain_labels(value, plain_unit(row.unit), name)
            magnitude = units.in_the_tables_unit(kept, row.unit)
        elif unit_called(row.unit).dimensionless and not any(kinds(unit_called(row.unit))):
            kept = Q(value, "").to(row.unit)
            magnitude = kept.magnitude
        else:
            shown = f"{given!r:.60}"
            raise TypeError(f'{name}={shown} has no unit; give a Quantity, such as Q({shown}, "{row.unit}")')
        row.refuse_impossible(magnitude, given)
        return kept

    @property
    def si(self):
        """The same scenario as plain numbers, in the units that relations take: SI, but years, bytes and sfu."""
        if self._plain:
            return self
        values = {name: value.m_as(plain_unit(self._rows[name].unit)) for name, value in self._values.items()}
        return self._follow(self._with(values, True, self._changed), lambda before: before.si)

    @property
    def with_units(self):
        """The same scenario as Quantities, in the table's units, where it is plain."""
        if not self._plain:
            return self
        scenario = self._with({name: self.quantity(name) for name in self._values}, False, self._changed)
        return self._follow(scenario, lambda before: before.with_units)

    def names(self):
        """The names of all assumptions, in the table's order."""
        return list(self._values)

    def keys(self):
        """The same, so that dict(scenario) works."""
        return self._values.keys()

    def assumption(self, name):
        """The row of the table behind a value, with the overlay's source where there is one."""
        return self._rows[self._known(name)]

    def quantity(self, name):
        """A value as a Quantity in the table's unit, whether this scenario is plain or not."""
        value, unit = self._values[self._known(name)], self._rows[name].unit
        return (Q(value, plain_unit(unit)) if self._plain else value).to(unit_called(unit))

    def written(self, name):
        """A value as text in the table's unit, flagged where it leaves the table's range."""
        row = self.assumption(name)
        if KINDS[type(self._values[name])] is LABELLED:
            return f"{type(self._values[name]).__name__} in {row.unit}"
        quantity = self.quantity(name)
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
        """The names of its overlays; None for the best estimate."""
        return ", ".join(self._overlays) or None

    @property
    def overlays(self):
        """The names of the overlays, in their order."""
        return self._overlays

    def changes(self):
        """Names of the values changed by `but`."""
        return list(self._changed)

    def to_toml(self):
        """What differs from the book's table, as TOML for `from_toml`: overlays, year, changed values with their units.

        >>> print(Scenario("seed").but(altitude=Q(800, "km")).to_toml())
        overlays = ["seed"]
        <BLANKLINE>
        [changes]
        altitude = { value = 800.0, unit = "km" }
        """
        lines = [f"overlays = {json.dumps(list(self._overlays))}"]
        if self._undated is not None:
            rates = ", ".join(f"{name} = {float(rate)}" for name, rate in self._rates.items())
            lines += [f"year = {np.asarray(self._year, dtype=float).tolist()}", f"rates = {{ {rates} }}"]
        lines += ["", "[changes]"]
        for name in self._changed:
            value = np.asarray(self.quantity(name).magnitude, dtype=float).tolist()
            lines.append(f'{name} = {{ value = {value}, unit = "{self._rows[name].unit}" }}')
        return "\n".join(lines)

    @classmethod
    def from_toml(cls, toml):
        """The scenario that a text, or a file by its path, describes as `to_toml` does.

        >>> Scenario.from_toml('[changes]\\naltitude = { value = 800, unit = "km" }')
        Scenario() but altitude = 800 km
        """
        if not isinstance(toml, str | Path):
            raise TypeError(f"Scenario.from_toml takes a text, or a file as Path(...), not {toml!r:.60}")
        where = f"{toml}: " if isinstance(toml, Path) else ""
        try:
            table = tomllib.loads(toml.read_text(encoding="utf-8") if where else toml)
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"{where}this is no TOML: {error}; `Scenario.to_toml` shows the form") from None
        known = ("overlays", "year", "rates", "changes")
        if unknown := table.keys() - set(known):
            raise ValueError(f"{where}{sorted(unknown)[0]!r} is not known here; there are: {', '.join(known)}")
        scenario, changes = cls(*table.get("overlays", [])), {}
        for name, entry in table.get("changes", {}).items():
            if not isinstance(entry, dict) or entry.keys() != {"value", "unit"}:
                unit = scenario.assumption(name).unit
                raise ValueError(f'{where}{name}: write {{ value = ..., unit = "{unit}" }}, not {entry!r}')
            changes[name] = Q(entry["value"], entry["unit"])
        scenario = scenario.but(**changes)
        return scenario.in_year(table["year"], table.get("rates")) if "year" in table else scenario

    def to_link(self, page):
        """The address of a page of the book with this scenario's numbers in it: what differs from the book's table.

        For `from_link`, and for a reader: the page computes with it. Of a plain scenario or one with Quantities. What
        no link can carry is a ValueError: several scenarios at once, numbers without end, trends at rates of one's own.

        >>> Scenario("h100").but(launch_price=Q(200, "USD/kg")).to_link("satellite.html#figure-launch")
        'satellite.html?with=h100&launch_price=200&v=0.2.0#figure-launch'
        """
        if not isinstance(page, str):
            raise TypeError(f"to_link takes a page of the book, such as 'satellite.html', not {page!r:.60}")
        if self._rates:
            raise ValueError("a link carries the trends at their middle rates only; Scenario.to_toml keeps other rates")
        if self._year is not None and np.ndim(self._year):
            raise ValueError("a link carries one year; Scenario.to_toml keeps several")
        changes = {name: self._linked(name) for name in self._changed}
        if self._year is None:
            changes = {name: value for name, value in changes.items() if value != self._rows[name].value}
        page, _, figure = page.partition("#")
        query = links.query(self._overlays, changes, self._year)
        return page.partition("?")[0] + (f"?{query}" if query else "") + (f"#{figure}" if figure else "")

    def _linked(self, name):
        """A value as a link has it: one plain number in the table's unit."""
        labelled = KINDS[type(self._values[name])] is LABELLED
        value = None if labelled else self.quantity(name).magnitude
        if labelled or np.ndim(value) or numbers_in(value) is None or not np.isfinite(value):
            raise ValueError(f"{name} is no single finite number, {self.written(name)}: no link can carry it")
        return float(value)

    @classmethod
    def from_link(cls, link):
        """The scenario of a link: an address of the book as copied from a page or by `to_link`, or its query alone.

        Names that the book does not have, what is no number and what cannot be are listed in one ValueError.

        >>> Scenario.from_link("satellite.html?with=h100&launch_price=200&v=0.2.0#figure-launch")
        Scenario('h100') but launch_price = 200 USD/kg
        """
        overlays, changes, year = links.parsed(link)
        scenario = cls(*overlays).but(**changes)
        return scenario if year is None else scenario.in_year(year)


# What some arguments must be, wherever they stand, and how to say so.
ASKED = {
    "calculation": (lambda it: callable(it) and not hasattr(it, "portable"), "a calculation, such as model.satellite"),
    "names": (lambda it: not isinstance(it, str), "a list of assumptions' names, such as ['price', 'life']"),
    "result": (lambda it: isinstance(it, str), "the name of a result, such as 'cost_per_token'"),
    "scenario": (lambda it: isinstance(it, Scenario), "a scenario, such as Scenario() or Scenario('seed')"),
    "sentence": (lambda it: isinstance(it, str), "a text"),
    "target": (lambda it: isinstance(it, pint.Quantity), "a Quantity, such as Q(0, 'USD')"),
} | dict.fromkeys(
    ("quantity", "larger", "smaller", "low", "high"),
    (lambda it: isinstance(it, pint.Quantity), "a Quantity, such as Q(5, 'USD')"),
)


def asks(function):
    """Check a public function's arguments by their names, so that a wrong one is refused where it is given."""
    parameters = signature(function).parameters
    asked = [name for name in parameters if name in ASKED]
    whose = f"{door(function.__module__).removeprefix('starcalc.')}.{function.__name__}"

    @wraps(function)
    def call(*args, **kwargs):
        try:
            given = signature(function).bind(*args, **kwargs).arguments
        except TypeError:
            return function(*args, **kwargs)  # Python's own message
        for name in (name for name in asked if name in given):
            holds, wanted = ASKED[name]
            left_out = given[name] is None and parameters[name].default is None
            if not left_out and not holds(given[name]):
                raise TypeError(f"{whose}: {name} must be {wanted}, not {given[name]!r:.60}")
        return function(*args, **kwargs)

    return call
