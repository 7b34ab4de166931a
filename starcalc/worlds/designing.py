"""The best design in a given world: the choices that make a result least, facts as they are."""

from typing import NamedTuple

import numpy as np
import pint

from starcalc.labels import nearest
from starcalc.scenario import Scenario, asks
from starcalc.units import Q, number, plain_unit, text
from starcalc.worlds.asking import number_of, shown_in
from starcalc.worlds.drawing import SEED, points
from starcalc.worlds.steps import Steps

# What a designer turns without buying another chip, serving another model or asking another question. The table's other
# choices are such: the chip's rows, its price and mass among them, what is served and to whom, and switches of the sum.
FREE = (
    "altitude",
    "local_time",
    "shield_thickness",
    "satellite_power",
    "battery",
    "keep_awake",
    "spares",
    "radiator_incidence",
    "radiator_faces",
    "array_aspect",
    "module_power",
    "spots_per_gpu",
    "spreader_thickness",
    "modules_per_bus",
    "module_voltage",
    "cable_loss",
)
STARTS = 3  # the scenario's own design, and others spread over all ranges
FINEST = 1e-4  # of a range: the last step of the search that needs no slopes
ALIKE = 4  # digits: a design that is no better in these gives way to the one nearer home


class Choice(NamedTuple):
    """A choice before and after, and the end of its range on which it sits: "low", "high" or none."""

    name: str
    old: pint.Quantity
    new: pint.Quantity
    end: str


class Design(NamedTuple):
    """The best design found, what it changes, and by how much: `saving` is 1 − new/old of the result."""

    scenario: Scenario
    old: pint.Quantity
    new: pint.Quantity
    saving: float
    choices: list[Choice]

    def __repr__(self):
        rows = [
            f"{row.name}: {text(row.old, 3)} → {text(row.new, 3)}" + (f" (its {row.end} end)" if row.end else "")
            for row in self.choices
        ]
        saved = f"{number(100 * self.saving, 2)} % less"
        return "\n".join([f"<{text(self.old, 3)} → {text(self.new, 3)}, {saved}>", *rows])


@asks
def best_design(calculation, result, scenario, choices=None):
    """The choices within their ranges that make a result least, such as a cost: a `Design`.

    `choices` names those that may move; unless given, those of `designing.FREE` that move the result: what a designer
    turns without buying other parts or asking another question. Each moves without steps: half a battery carries half
    the GPUs. Quasi-Newton descents from several designs, with exact slopes, then steps of each choice alone, halved
    until none helps, for the kinks where branches meet. A region without an answer is passed over.

    Neglects that numbers may have to be whole, and valleys that none of the starts leads into. A saving below zero
    cannot be; none is an answer. ValueError for a fact, an unknown name, or choices that do not move the result.
    Source: Byrd et al. 1995; Kolda et al. 2003.

    >>> from starcalc import Scenario, model
    >>> best = best_design(model.satellite, "cost_per_token", Scenario(), ["shield_thickness"])
    >>> [(row.name, row.end) for row in best.choices], best.saving > 0
    ([('shield_thickness', 'high')], True)
    """
    number_of(calculation, scenario.si, result)
    steps = Steps(calculation, scenario, [result], free(scenario, choices))
    if not steps.reads:
        raise ValueError(f"none of these choices moves {result}: {', '.join(free(scenario, choices))}")
    valley = Valley(steps, scenario, result)
    own = valley.place(scenario)
    others = points(len(own), SEED, 0, STARTS - 1).T
    found = [own, *(valley.descend(start) for start in (own, *others))]
    place = valley.polish(min(found, key=lambda place: round(valley.height(place), ALIKE)))
    return design_at(place, valley, calculation, scenario)


def design_at(place, valley, calculation, scenario):
    """The answer at a place of the valley; what does not help stays as it was."""
    unit = shown_in(valley.result, scenario)
    best = scenario.si.but(**{name: float(value) for name, value in valley.values(place).items()}).with_units
    old, new = (
        Q(number_of(calculation, design.si, valley.result), plain_unit(unit)).to(unit) for design in (scenario, best)
    )
    if new > old:  # the scenario's own choices may lie outside the ranges
        best, new, place = scenario, old, valley.place(scenario)
    ends = ["low" if along < FINEST else "high" if along > 1 - FINEST else "" for along in place]
    rows = [
        Choice(name, scenario.quantity(name), best.quantity(name), end)
        for name, end in zip(valley.names, ends, strict=True)
    ]
    return Design(best, old, new, 1 - (new / old).m_as(""), rows)


class Valley:
    """A result over the choices, each between 0 and 1 along its range, on a logarithmic axis where its row has one."""

    def __init__(self, steps, scenario, result):
        self.steps, self.result, self.names = steps, result, [n for n in scenario.names() if n in steps.reads]
        rows = [scenario.assumption(name) for name in self.names]
        ends = [[Q(end, row.unit).m_as(plain_unit(row.unit)) for end in row.range] for row in rows]
        self.log = np.array([row.scale == "log" for row in rows])
        self.low, self.high = (self._along(np.array(column, dtype=float)) for column in zip(*ends, strict=True))
        self.scale = 1.0
        self.scale = abs(self.heights(self.place(scenario)[:, None])[0])
        self.wall = 1e3  # stands, in units of the scenario's own result, where there is no answer

    def _along(self, values):
        return np.where(self.log, np.log(np.where(self.log, values, 1.0)), values)

    def place(self, scenario):
        """Where a scenario's own choices lie, within the ranges."""
        own = self._along(np.array([float(getattr(scenario.si, name)) for name in self.names]))
        return np.clip((own - self.low) / (self.high - self.low), 0, 1)

    def values(self, place):
        """The choices at a place, or at several in columns, in plain units: {name: value}."""
        width = self.high - self.low
        along = [low + wide * share for low, wide, share in zip(self.low, width, place, strict=True)]
        return {
            name: np.exp(value) if log else value for name, value, log in zip(self.names, along, self.log, strict=True)
        }

    def heights(self, places):
        """The result at places in columns, in units of the scenario's own; infinite where there is no answer."""
        found = self.steps(self.values(places))[self.result] / self.scale
        return np.where(np.isnan(found), np.inf, found)

    def height(self, place):
        """The result at one place."""
        return self.heights(np.asarray(place)[:, None])[0]

    def descend(self, start):
        """The lowest place that a quasi-Newton descent finds from a start."""
        from scipy.optimize import minimize

        return minimize(self._sloping, start, jac=True, bounds=[(0, 1)] * len(start), method="L-BFGS-B").x

    def _sloping(self, place):
        values = self.values(place)
        found, slopes = self.steps.slopes(values, self.result)
        slopes = np.array([slopes[name] for name in self.names]) / self.scale
        slopes = slopes * (self.high - self.low) * np.where(self.log, list(values.values()), 1.0)
        if not np.isfinite(found) or not np.all(np.isfinite(slopes)):
            return self.wall, np.zeros(len(place))
        return float(found) / self.scale, slopes

    def polish(self, place):
        """The lowest place in reach of steps of each choice alone, halved until none helps."""
        step, ways = 0.1, np.concatenate([np.eye(len(place)), -np.eye(len(place))], axis=1)
        best, height = place, self.height(place)
        while step > FINEST:
            around = np.clip(best[:, None] + step * ways, 0, 1)
            heights = self.heights(around)
            if heights.min() < height:
                best, height = around[:, heights.argmin()], heights.min()
            else:
                step /= 2
        return best


def free(scenario, choices):
    """The names of the choices that may move; ValueError for a fact."""
    if choices is None:
        return list(FREE)
    if isinstance(choices, str):
        raise TypeError(f"worlds.best_design: choices must be a list of names, such as ['altitude'], not {choices!r}")
    for name in choices:
        if scenario.assumption(name).role != "choice":
            raise ValueError(f"{name} is a fact, which nobody designs{nearest(name, FREE)}; draw it, or sweep it")
    return list(choices)
