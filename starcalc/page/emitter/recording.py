"""Calculations and relations written down with what they call as single steps, as their source has them."""

import json
from functools import cache
from inspect import isfunction, signature
from types import SimpleNamespace

import starcalc
from starcalc import model
from starcalc.arrays import Formula
from starcalc.assumptions import TABLE, read
from starcalc.model import Results
from starcalc.units import RELATIONS

FIELDS = [getattr(starcalc, name) for name in starcalc.__all__ if name not in ("Q", "Scenario")]  # read, so registered


class Recorded(Formula):
    """A Formula that keeps a call of a relation, and the mean over the rows of a table, as one step."""

    __slots__ = ()

    def recorded_call(self, relation, given):
        """What a relation answers to arguments of which one is Recorded: the call."""
        return Recorded("call", relation.name, *(given[name] for name in relation.units))

    def mean_of(self, function, rows):
        """The mean of a function over rows of plain numbers, its body once."""
        table = json.dumps(rows)
        return Recorded("mean", function(*(Recorded("row", table, place) for place in range(len(rows[0])))), table)


class Asked:
    """A scenario of symbols, which keeps a call of a calculation as one step."""

    def __init__(self, changes):
        self._changes = changes

    def __getattr__(self, name):
        if name in self._changes:
            return self._changes[name]
        rows, _ = read(TABLE)
        if name not in rows:
            raise AttributeError(f"no assumption called {name!r}")
        return Recorded("symbol", name)

    def but(self, **changes):
        """The same with other values."""
        return Asked(self._changes | changes)

    def recorded_calculation(self, calculation):
        """What a calculation answers: the results of one call."""
        changes = [part for change in self._changes.items() for part in change]
        asked = Recorded("ask", calculation.__name__, *changes)
        return Results(**{name: Recorded("member", asked, name) for name in recorded(calculation)})


def calculations():
    """Every calculation of the model by its name."""
    found = {name: getattr(model, name) for name in model.__all__}
    return {name: f for name, f in found.items() if isfunction(f) and list(signature(f).parameters) == ["s"]}


def relations():
    """Every relation of starcalc's own that can be written down, by its full name."""
    ours = sorted(RELATIONS.items())
    return {name: call for name, call in ours if call.portable and call.__module__.startswith("starcalc.")}


@cache
def recorded(calculation):
    """The results of a calculation as Formulas, by name."""
    return vars(calculation.__wrapped__(Asked({})))


def split(outputs):
    """A call all of whose results a calculation hands on under their own names, or None; and its other results."""
    handed = {}
    for name, output in outputs.items():
        if isinstance(output, Formula) and output.operation == "member" and output.arguments[1] == name:
            handed.setdefault(output.arguments[0], []).append(name)
    known = calculations()
    whole = [call for call, names in handed.items() if len(names) == len(recorded(known[call.arguments[0]]))]
    largest = max(whole, key=lambda call: len(handed[call]), default=None)
    return largest, {name: output for name, output in outputs.items() if name not in handed.get(largest, ())}


def body(relation):
    """What a relation answers as a Formula of its arguments."""
    return relation.__wrapped__(*(Recorded("symbol", name) for name in relation.units))


def listed(table):
    """A table of a picture as a Formula: the list of its rows, with what its function answers for each."""
    rows = json.dumps(table.rows)
    row = {name: Recorded("row", rows, place) for place, name in enumerate(table.columns)}
    drawn = table.function(Asked({}), SimpleNamespace(**row))
    pairs = [part for pair in drawn.items() for part in pair]
    return Recorded("list", rows, " ".join(table.columns), *pairs)


def drawn(picture):
    """A picture as Formulas: its single numbers, and its tables."""
    return picture.numbers(Asked({})), {name: listed(table) for name, table in picture.parts.items()}
