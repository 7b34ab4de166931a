"""Numbers that are symbols: they compute nothing, and ask when a program wants to know which of two is larger."""

import operator
import re
from functools import cache

import numpy as np
import pint

from starcalc import model
from starcalc.arrays import PORTABLE, Formula, xp
from starcalc.model import RESULTS, Results
from starcalc.page.emitter.recording import Recorded
from starcalc.scenario import Scenario
from starcalc.units import RELATIONS, Q, Unit, conversion, plain_unit

FORMAT = re.compile(r"\+?,?\.\d+[fg]")  # what book/assets/numbers.js writes as Python does
UFUNCS = {"absolute": "abs", "arccos": "acos", "arcsin": "asin", "arctan": "atan", "arctan2": "atan2", "power": "pow"}
UFUNCS |= {"add": "add", "subtract": "sub", "multiply": "mul", "divide": "truediv", "negative": "neg"}
UFUNCS |= {"less": "lt", "less_equal": "le", "greater": "gt", "greater_equal": "ge"}
UFUNCS |= {name: name for name in ("cos", "exp", "log", "maximum", "minimum", "sin", "sqrt", "tan")}


class NotRecorded(Exception):
    """Something that wants a number where there is a symbol."""


class Undecided(BaseException):  # so that no chapter's own `except Exception` takes it
    """A comparison of symbols on which the program's next step hangs."""

    def __init__(self, formula):
        self.formula = formula


class Mind:
    """What is taken for true of comparisons: as `known` says by their keys, else as the book's numbers have it."""

    def __init__(self):
        self.known, self.worth, self.asked, self.strict = {}, None, 0, False

    def decide(self, formula):
        """Whether a comparison holds; Undecided where nobody has said so yet."""
        self.asked += 1
        if formula.key in self.known:
            return self.known[formula.key]
        if self.strict:
            raise Undecided(formula)
        return bool(self.worth(formula))


MIND = Mind()
KEYS = {}  # operation and arguments -> a number; equal formulas have equal ones
ANSWERS = {}  # of a calculation that was asked, by the key of the call: {result: Quantity}
TOKENS = []  # what stands for a number in a text: (kind, formula, how it is written)
FIRST_TOKEN = 0xF0000  # each is one character of a plane that no text uses


class Told(Recorded):
    """A Formula that goes into a text: it becomes a token there, and asks when a program wants to know more of it."""

    __slots__ = ("key",)

    def __init__(self, operation, *arguments):
        super().__init__(operation, *arguments)
        parts = tuple(
            a.key if isinstance(a, Told) else (a if isinstance(a, str | bool) else float(a),) for a in arguments
        )
        self.key = KEYS.setdefault((operation, parts), len(KEYS))

    def __bool__(self):
        return MIND.decide(self)

    def __abs__(self):
        return Told("abs", self)

    def __format__(self, spec):
        if not FORMAT.fullmatch(spec):
            raise NotRecorded(f"a number as {spec!r}")
        return token("format", self, spec)

    def mean_of(self, function, rows):
        """None: a mean is recorded within the model only."""
        raise NotRecorded("a mean of symbols")

    def __repr__(self):
        raise NotRecorded("a symbol as text")

    __str__ = __repr__

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        if ufunc.__name__ in ("log1p", "expm1"):
            (x,) = inputs
            return Told("log", 1 + x) if ufunc.__name__ == "log1p" else Told("exp", x) - 1
        name = UFUNCS.get(ufunc.__name__)
        if (
            method != "__call__"
            or not name
            or kwargs
            or any(np.ndim(each) for each in inputs if not isinstance(each, Told))
        ):
            raise NotRecorded(f"NumPy's {ufunc.__name__} of a symbol")
        return Told(name, *inputs)


def token(kind, formula, how):
    """A character that stands for a number in a text."""
    TOKENS.append((kind, formula, how))
    return chr(FIRST_TOKEN + len(TOKENS) - 1)


def in_unit(formula, unit):
    """A plain number as a Quantity in a unit of the tables."""
    factor, _ = conversion(plain_unit(unit), Unit(unit))
    return Q(formula, plain_unit(unit)).to(unit) if factor is None else Q(formula * factor, unit)


class Anyone(Scenario):
    """The book's scenario with a symbol in the place of each value: anybody's numbers."""

    def __init__(self):
        super().__init__()
        values = {}
        for name in self.names():
            unit = self.assumption(name).unit
            values[name] = in_unit(Told("symbol", name), unit)
        self._fill((), self._rows, values, plain=False, changed=())

    def _with(self, values, plain, changed):
        scenario = object.__new__(Anyone)
        scenario._fill(self._overlays, self._rows, values, plain, changed)
        return scenario

    def _fitting(self, name, given):
        if isinstance(given, pint.Quantity) and isinstance(given.magnitude, Formula):
            return given.to(self._rows[name].unit)
        return super()._fitting(name, given)

    @property
    def si(self):
        """None: what wants plain numbers computes with them."""
        raise NotRecorded("plain numbers")

    def in_year(self, year, rates=None):
        """None yet."""
        raise NotRecorded("another year")

    def recorded_calculation(self, calculation):
        """What a calculation answers: the results of one call."""
        changes = []
        for name in sorted(self._changed):
            value = self._values[name].m_as(plain_unit(self._rows[name].unit))
            if np.ndim(0 if isinstance(value, Formula) else value):
                raise NotRecorded("several scenarios at once")
            changes += [name, value]
        asked = Told("ask", calculation.__name__, *changes)
        if asked.key not in ANSWERS:
            named = {name: Told("member", asked, name) for name in names_of(calculation)}
            ANSWERS[asked.key] = {name: in_unit(one, RESULTS[name][0]) for name, one in named.items()}
        return Results(**ANSWERS[asked.key])


@cache
def names_of(calculation):
    """The names of a calculation's results."""
    return list(vars(calculation(Scenario().si)))


class Worth:
    """What formulas come to for a scenario, each step computed once."""

    def __init__(self, scenario):
        self.plain, self.known = scenario.si, {}

    def __call__(self, formula):
        stack = [formula]
        while stack:
            step = stack[-1]
            waiting = [a for a in step.arguments if isinstance(a, Told) and a.key not in self.known]
            if waiting:
                stack += waiting
                continue
            stack.pop()
            if step.key not in self.known:
                arguments = [self.known[a.key] if isinstance(a, Told) else a for a in step.arguments]
                with np.errstate(all="ignore"):
                    self.known[step.key] = self.step(step.operation, arguments)
        return self.known[formula.key]

    def step(self, operation, arguments):
        """One step of plain numbers."""
        if operation == "symbol":
            return getattr(self.plain, arguments[0])
        if operation == "ask":
            changes = dict(zip(arguments[1::2], arguments[2::2], strict=True))
            return vars(getattr(model, arguments[0])(self.plain.but(**changes)))
        if operation == "member":
            return arguments[0][arguments[1]]
        if operation == "call":
            return RELATIONS[arguments[0]](*arguments[1:])
        if operation in PORTABLE:
            return getattr(xp, operation)(*arguments)
        if operation in ("and", "or"):
            return getattr(operator, f"{operation}_")(*arguments)
        return getattr(operator, operation)(*arguments)
