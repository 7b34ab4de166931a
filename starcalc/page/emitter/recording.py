"""Calculations and relations written down with what they call as single steps, as their source has them."""

import json
from functools import cache
from inspect import isfunction, signature
from types import SimpleNamespace

import starcalc
from starcalc import model
from starcalc.arrays import Formula, in_order
from starcalc.assumptions import TABLE, read
from starcalc.model import Results
from starcalc.trends import aged
from starcalc.units import RELATIONS

DRAWN = ("orbit.eclipse_duration",)  # relations that a figure of the book draws by themselves
FIELDS = [getattr(starcalc, name) for name in starcalc.__all__ if name not in ("Q", "Scenario")]  # read, so registered


class Recorded(Formula):
    """A Formula that keeps a call of a relation, and the mean over the rows of a table, as one step."""

    __slots__ = ()

    def recorded_call(self, relation, given):
        """What a relation answers to arguments of which one is Recorded: the call."""
        return type(self)("call", relation.name, *(given[name] for name in relation.units))

    def mean_of(self, function, rows):
        """The mean of a function over rows of plain numbers, its body once."""
        table = json.dumps(rows)
        row = [type(self)("row", table, place) for place in range(len(rows[0]))]
        return type(self)("mean", function(*row), table)


class Dated:
    """A scenario of symbols as the trends read it."""

    def __getitem__(self, name):
        return Recorded("symbol", name)

    def assumption(self, name):
        """The row of the table."""
        rows, _ = read(TABLE)
        return rows[name]


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


class Opened(Asked):
    """A scenario of symbols in which a calculation is no call: what it does stands there, each step once."""

    def __init__(self, changes, known=None):
        super().__init__(changes)
        self._known = {} if known is None else known

    def but(self, **changes):
        """The same with other values."""
        return Opened(self._changes | changes, self._known)

    def recorded_calculation(self, calculation):
        """What a calculation answers, as Formulas."""
        key = calculation.__name__, *self._changes.items()
        if key not in self._known:
            self._known[key] = calculation.__wrapped__(self)
        return self._known[key]


def calculations():
    """Every calculation of the model by its name."""
    found = {name: getattr(model, name) for name in model.__all__}
    return {name: f for name, f in found.items() if isfunction(f) and list(signature(f).parameters) == ["s"]}


def relations():
    """The relations of which calculations, trends and figures make use, by their full names."""
    return {name: RELATIONS[name] for name in used()}


@cache
def used():
    """Their names in order."""
    outputs = [output for calculation in calculations().values() for output in recorded(calculation).values()]
    outputs += [*moved().values(), *(body(RELATIONS[name]) for name in DRAWN)]
    return sorted(reached(outputs).union(DRAWN))


def reached(outputs):
    """The names of the relations that Formulas call, and that these call, and so on."""
    found, waiting = set(), list(called(outputs))
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting += called([body(RELATIONS[name])]) - found
    return found


def called(outputs):
    """The names of the relations that Formulas call."""
    steps, _ = in_order([output for output in outputs if isinstance(output, Formula)])
    return {arguments[0][0] for _, operation, arguments in steps if operation == "call"}


@cache
def recorded(calculation):
    """The results of a calculation as Formulas, by name."""
    return vars(calculation.__wrapped__(Asked({})))


def moved():
    """What the trends make of the assumptions by a year, as Formulas of these and of `year`, by name."""
    return aged(Dated(), Recorded("symbol", "year"))


def split(outputs):
    """A call all of whose results a calculation hands on under their own names, or None; and its other results.

    A hundred of them or more: fewer are written out one by one, as V8 makes a large object faster than it adds to one.
    """
    handed = {}
    for name, output in outputs.items():
        if isinstance(output, Formula) and output.operation == "member" and output.arguments[1] == name:
            handed.setdefault(output.arguments[0], []).append(name)
    known = calculations()
    whole = [call for call, names in handed.items() if 100 <= len(names) == len(recorded(known[call.arguments[0]]))]
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
