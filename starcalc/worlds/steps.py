"""A calculation written down once as its steps, to be run on many worlds at array speed, and backwards for slopes.

What does not depend on the open assumptions is computed once, while the steps are written down, the mean over a year
in a fixed orbit among it; what the asked results do not need is never computed. Blocks of a few thousand worlds stay
in a processor's cache.
"""

import operator

import numpy as np

from starcalc.arrays import FORMULAS, INFIX, Formula, in_order, symbol
from starcalc.worlds.asking import results_of

INFIXES = {name: getattr(operator, name) for name in INFIX if name not in ("and", "or")}
LOGIC = {"and": np.logical_and, "or": np.logical_or, "invert": np.logical_not}
FUNCTIONS = {name: getattr(np, name) for name in vars(FORMULAS) if name != "__name__"}
OPERATIONS = INFIXES | LOGIC | FUNCTIONS | {"neg": operator.neg, "pow": operator.pow}
OPERATIONS["where"] = lambda *arguments: np.where(*arguments)[()]  # of single numbers a number, which NumPy adds faster

# The derivatives of an operation in each of its arguments, of the arguments a, b and the value v; none of those
# that answer yes or no.
SLOPES = {
    "add": (lambda a, b, v: 1.0, lambda a, b, v: 1.0),
    "sub": (lambda a, b, v: 1.0, lambda a, b, v: -1.0),
    "mul": (lambda a, b, v: b, lambda a, b, v: a),
    "truediv": (lambda a, b, v: 1 / b, lambda a, b, v: -v / b),
    "pow": (lambda a, b, v: b * a ** (b - 1), lambda a, b, v: v * np.log(a)),
    "neg": (lambda a, v: -1.0,),
    "abs": (lambda a, v: np.sign(a),),
    "acos": (lambda a, v: -1 / np.sqrt(1 - a * a),),
    "asin": (lambda a, v: 1 / np.sqrt(1 - a * a),),
    "atan": (lambda a, v: 1 / (1 + a * a),),
    "atan2": (lambda a, b, v: b / (a * a + b * b), lambda a, b, v: -a / (a * a + b * b)),
    "cos": (lambda a, v: -np.sin(a),),
    "exp": (lambda a, v: v,),
    "log": (lambda a, v: 1 / a,),
    "maximum": (lambda a, b, v: a >= b, lambda a, b, v: a < b),
    "minimum": (lambda a, b, v: a <= b, lambda a, b, v: a > b),
    "sin": (lambda a, v: np.cos(a),),
    "sqrt": (lambda a, v: 0.5 / v,),
    "tan": (lambda a, v: 1 + v * v,),
    "where": (None, lambda c, a, b, v: c, lambda c, a, b, v: np.logical_not(c)),
}


class Steps:
    """Some results of a calculation as a list of steps from the open assumptions, each step once.

    `reads` names the assumptions on which the results hang. Called with their columns, plain numbers or arrays by name,
    it answers {result: array}, in plain units; NaN where there is no answer.
    """

    def __init__(self, calculation, scenario, results, names):
        plain = scenario.si
        found = results_of(calculation, plain.but(**{name: symbol(name) for name in names}), results)
        formulas = {name: value for name, value in found.items() if isinstance(value, Formula)}
        self.known = {name: value for name, value in found.items() if name not in formulas}
        steps, outputs = in_order(formulas.values())
        self.reads = [arguments[0][0] for _, operation, arguments in steps if operation == "symbol"]
        self.outputs = dict(zip(formulas, outputs, strict=True))
        self.constants, self.steps = [], []
        self.size = len(steps)
        self._write(steps, set(outputs))

    def _write(self, steps, kept):
        """The steps as (place, operation, places of its arguments, places no longer needed), constants after them."""
        last, written = {}, []
        for key, operation, arguments in steps:
            if operation == "symbol":
                written.append((key, operation, arguments[0][0]))
                continue
            places = [place if isinstance(place, int) else self._constant(place[0]) for place in arguments]
            written.append((key, operation, tuple(places)))
            last |= dict.fromkeys((place for place in places if place < self.size), key)
        freed = {key: [] for key, *_ in steps}
        for place, key in last.items():
            if place not in kept:
                freed[key].append(place)
        self.steps = [(*step, freed[step[0]]) for step in written]

    def _constant(self, value):
        self.constants.append(value)
        return self.size + len(self.constants) - 1

    def __call__(self, columns):
        values = self._run(columns, free=True)
        shape = np.broadcast_shapes(*(np.shape(columns[name]) for name in self.reads))
        found = {name: values[place] for name, place in self.outputs.items()} | self.known
        return {name: np.broadcast_to(value, shape) for name, value in found.items()}

    def _run(self, columns, free):
        values = [None] * self.size + self.constants
        with np.errstate(all="ignore"):  # where NaN is the answer, NumPy need not say so
            for place, operation, arguments, freed in self.steps:
                if operation == "symbol":
                    values[place] = np.asarray(columns[arguments], dtype=float)[()]
                    continue
                values[place] = OPERATIONS[operation](*[values[argument] for argument in arguments])
                if free:
                    for old in freed:
                        values[old] = None
        return values

    def slopes(self, columns, result):
        """A result and its derivative in each assumption that it reads: (value, {name: slope}), in plain units.

        By the chain rule, backwards through the steps: as exact as the result, and for all assumptions at the cost of
        a few results. At the edge of a branch, the slope of the branch taken. Source: Griewank and Walther 2008.
        """
        if result in self.known:
            return self.known[result], dict.fromkeys(self.reads, 0.0)
        values = self._run(columns, free=False)
        slopes = [0.0] * len(values)
        slopes[self.outputs[result]] = 1.0
        with np.errstate(all="ignore"):
            for place, operation, arguments, _ in reversed(self.steps):
                if operation not in SLOPES or (isinstance(slopes[place], float) and not slopes[place]):
                    continue
                known = [values[argument] for argument in arguments]
                for argument, slope in zip(arguments, SLOPES[operation], strict=True):
                    if argument < self.size and slope is not None:
                        part = slope(*known, values[place])
                        slopes[argument] = slopes[argument] + nothing_stays_nothing(slopes[place], part)
        places = {arguments: place for place, operation, arguments, _ in self.steps if operation == "symbol"}
        return values[self.outputs[result]], {name: slopes[place] for name, place in places.items()}


def nothing_stays_nothing(slope, part):
    """The product of two slopes; zero where the first is, as in a branch not taken whose own slope is infinite."""
    if isinstance(slope, float):
        return slope * part if slope else 0.0
    return np.where(slope == 0, 0.0, slope * part)


class AsItStands:
    """Some results of a calculation that cannot be written down as formulas: run as it stands, on arrays."""

    def __init__(self, calculation, scenario, results, names):
        self.calculation, self.plain, self.results, self.reads = calculation, scenario.si, results, list(names)

    def __call__(self, columns):
        shape = np.broadcast_shapes(*(np.shape(columns[name]) for name in self.reads))
        found = results_of(self.calculation, self.plain.but(**columns), self.results)
        return {name: np.broadcast_to(value, shape) for name, value in found.items()}


def runner(calculation, scenario, results, names):
    """What answers {result: array} to columns of assumptions: the steps written down, or the calculation itself."""
    try:
        return Steps(calculation, scenario, results, names)
    except TypeError as error:
        if "Formula" not in str(error):  # by which arrays and NumPy say that something is no number yet
            raise
        return AsItStands(calculation, scenario, results, names)
