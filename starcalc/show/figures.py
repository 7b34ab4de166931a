"""Charts that follow a reader's numbers. A `Figure` is one object with three lives.

In a published page it follows the sliders: the page's script computes the tables that its chart draws, with the model
as JavaScript. In JupyterLab it is a panel of sliders driven by Python. Stored and in print it is the chart with the
figure's own numbers in it, and a picture of that.
"""

from dataclasses import replace
from functools import cached_property
from math import isfinite

import numpy as np

from starcalc import model
from starcalc.assumptions import short
from starcalc.menus import menus as registered
from starcalc.phrases import template_beside
from starcalc.pictures import PICTURES
from starcalc.scenario import Scenario
from starcalc.show import axes, lines, panels, told, typeset
from starcalc.show.sliders import is_date, significant, slider_row, unit_text
from starcalc.show.specs import bundle, finished
from starcalc.units import Q, Unit, factor_between, plain_unit
from starcalc.worlds import result_of

GROUND, SPACE = "Texas", ("box", "sheet")  # the names between which a figure's sentence says the ratio


class Figure:
    """One or more results of a calculation against one assumption, with sliders for others.

    `calculation` is a function of a scenario such as `model.satellite`, or a single relation. An assumption may be
    drawn beside results, as a line to compare with. `names` are what lines and sentence call the results, in a word or
    three, such as "box"; without them they are called as on an axis. Ranges, units and values come from the scenario's
    table; `between` narrows the axis to a part of the range, in the table's unit, and `reach` has sliders go elsewhere,
    evenly: {"launch_price": (0, 3000)}. `unit` and `label` are for a
    relation's result, which the table of results does not know. `menus` let a reader choose several numbers at once:
    names of `starcalc.menus`, which links know, or {"chip": {"H100": {"bandwidth": Q(3.35, "TB/s"), ...}, ...}}, from
    the first on. `picture`, the name of one of
    `starcalc.pictures`, is drawn by the layers that `drawing()` answers, `shape` times as wide as high, instead of
    lines against an axis.
    """

    def __init__(
        self,
        calculation,
        results,
        against=None,
        sliders=(),
        scenario=None,
        *,
        name,
        title,
        caption,
        alt,
        names=None,
        log=False,
        between=None,
        unit=None,
        label=None,
        menus=None,
        picture=None,
        drawing=None,
        shape=None,
        reach=None,
    ):
        if not callable(calculation):
            raise TypeError(f"figure {name!r}: give a calculation, such as model.satellite, not {calculation!r:.60}")
        if not isinstance(scenario, Scenario | None):
            raise TypeError(f"figure {name!r}: give a scenario, such as Scenario('seed'), not {scenario!r:.60}")
        if between is not None and np.shape(between) != (2,):
            raise ValueError(f"figure {name!r}: between must be (low, high) in the table's unit, not {between!r}")
        known = registered() if isinstance(menus, list | tuple) else {}
        self.keys = {menu: list(known[menu]) for menu in known if menu in menus}
        self.menus = {menu: dict(known[menu].values()) for menu in self.keys} if known else menus or {}
        self.given = scenario or Scenario()
        self.scenario = chosen(self.given, self.menus)
        self.name, self.title, self.caption, self.alt = name, title, caption, alt
        self.relation = calculation if hasattr(calculation, "portable") else None
        self.calculation = typeset.of_scenario(calculation) if self.relation else calculation
        self.results = [results] if isinstance(results, str) else list(results)
        self.shown, self.picture, self.drawing, self.shape = (unit, label), picture, drawing, shape
        self.rows = [self.scenario.assumption(key) for key in ((against, *sliders) if against else sliders)]
        if between and against:
            self.rows[0] = replace(self.rows[0], range=tuple(between))
        self.rows = [reaching(row, reach) for row in self.rows]
        self.against, self.scale = self.rows[0] if against else None, "log" if log else "linear"
        for row in self.rows:
            if row.bundle and calculation is not model.server:  # which prices nothing
                raise ValueError(
                    f"figure {name!r}: {row.name} belongs to a {row.bundle} and does not move alone; compare overlays, "
                    'such as Scenario("h100")'
                )
        moved = [row.name for row in self.rows] + self.chosen_names()
        if len(set(moved)) < len(moved):
            raise ValueError(f"figure {name!r}: an assumption stands twice among {', '.join(moved)}")
        described = [self.described(result) for result in self.results]
        self.unit, self.labels = described[0][0], [about for _, about in described]
        for result, (unit, _) in zip(self.results, described, strict=True):
            if not Unit(unit).is_compatible_with(self.unit):
                raise ValueError(
                    f"figure {name!r}: {result} ({unit}) cannot share an axis with {self.results[0]} ({self.unit})"
                )
        self.names = list(names or self.labels)
        if isinstance(names, str) or len(set(self.names)) != len(self.results):
            raise ValueError(f"figure {name!r}: give a name for each of {', '.join(self.results)}, not {names!r}")

    def chosen_names(self):
        """The assumptions that a menu sets."""
        return [key for choices in self.menus.values() for key in first(choices)]

    def described(self, result):
        """Unit and label of a result, or of an assumption drawn beside results."""
        if result in self.scenario.names():
            row = self.scenario.assumption(result)
            return row.unit, short(row.about)
        value = result_of(self.calculation, self.scenario, result)
        unit, _, about = typeset.described(result, value)
        if self.shown[0] and not value.is_compatible_with(self.shown[0]):
            raise ValueError(f"figure {self.name!r}: {result} ({unit}) cannot be shown in {self.shown[0]}")
        return self.shown[0] or unit, self.shown[1] or about

    # --- numbers --------------------------------------------------------------------------------------------------

    @cached_property
    def units(self):
        """The unit that plain numbers have for each result."""
        return [plain_unit(self.described(result)[0]) for result in self.results]

    def values(self, plain):
        """The results in the unit shown, for a plain scenario of numbers or arrays."""
        with np.errstate(all="ignore"):
            computed = vars(self.calculation(plain))
        found = {key: getattr(plain, key) for key in self.results if key in plain.names()} | computed
        return [
            found[result] * factor_between(unit, Unit(self.unit))
            for result, unit in zip(self.results, self.units, strict=True)
        ]

    def but(self, **values):
        """The figure's scenario with some sliders moved, given as plain numbers in the table's units."""
        return self.scenario.but(**{key: Q(value, self.scenario.assumption(key).unit) for key, value in values.items()})

    def choose(self, **places):
        """The figure's scenario with the choices of some menus, by their places."""
        changed = {}
        for menu, place in places.items():
            changed |= list(self.menus[menu].values())[place]
        return self.scenario.but(**changed)

    def at(self, **values):
        """The first result as Python computes it, in the unit shown, with some sliders moved."""
        return self.answers(self.but(**values))[0]

    def answers(self, scenario):
        """Every result for a scenario, in the unit shown."""
        return [float(value) for value in self.values(scenario.si)]

    def now(self, row, scenario=None):
        """A scenario's value of an assumption, the figure's own by default, in the table's unit."""
        return float((scenario or self.scenario).quantity(row.name).m_as(row.unit))

    def along(self, scenario, x):
        """The results along the axis: a list of numbers for each, None where there is nothing to draw."""
        plain = scenario.si.but(**{self.against.name: np.array(x) * factor(self.against)})
        return [
            [axes.drawable(value, self.scale) for value in np.broadcast_to(values, len(x)).tolist()]
            for values in self.values(plain)
        ]

    def sampled(self, low, high):
        """Where an axis from low to high is sampled."""
        count = axes.points(low, high, is_date(self.against))
        return axes.grid(low, high, self.against.scale, count)

    @cached_property
    def own(self):
        """The figure's own lines over its own axis, which fix the vertical one."""
        return self.along(self.scenario, self.sampled(*self.against.range))

    def tables(self, scenario=None):
        """What the chart draws for a scenario, the figure's own by default: {table: rows}.

        Of lines: `lines`, in long form; `ghost`, the figure's own where the reader's lie elsewhere; a dot for each
        line, `dots`; and their `labels`. Of a picture: its tables.
        """
        return self.drawn(scenario or self.scenario)[0]

    def drawn(self, scenario):
        """The tables, and the single numbers that go with them: the ends of the axes, or a picture's own."""
        if self.picture:
            form = PICTURES[self.picture]
            return form.tables(scenario.si), form.told(scenario.si)
        here, answers = self.now(self.against, scenario), self.answers(scenario)
        x_low, x_high = axes.widened(*self.against.range, here, self.against.scale)
        x = self.sampled(x_low, x_high)
        reader, default = self.along(scenario, x), self.along(self.scenario, x)
        flat = [[value for line in several for value in line if value is not None] for several in (self.own, reader)]
        y_low, y_high = axes.vertical(*flat, answers, self.scale)
        ends = {"x_low": x_low, "x_high": x_high, "y_low": y_low, "y_high": y_high}
        if self.against.scale == "log":
            here = max(here, x_low)
        return lines.tables(self.names, x, reader, default, here, answers, ends, self.against.scale, self.scale), ends

    # --- words ----------------------------------------------------------------------------------------------------

    def sentence(self, scenario=None, chosen=None):
        """What the chart shows, for a scenario and the places of menus' choices, the figure's own by default."""
        scenario = scenario or self.scenario
        values = {row.name: self.now(row, scenario) for row in self.rows}
        return told.sentence(self.about, values, self.answers(scenario), chosen, self.others(scenario))

    def others(self, scenario):
        """How many other assumptions differ from the figure's own; none if that changes nothing."""
        known, own, theirs = values_of(self), self.scenario.si, scenario.si
        count = sum(told.differs(theirs[name], own[name]) for name in own if name not in known)
        without = self.answers(own.but(**{name: theirs[name] for name in known})) if count else []
        matters = [not told.same(*pair) for pair in zip(without, self.answers(scenario), strict=False)]
        return count if any(matters) else 0

    @cached_property
    def about(self):
        """What the page needs to know; numbers in the table's units."""
        return {
            "name": self.name,
            "caption": self.caption,
            "alt": self.alt,
            "start": start(self.given),
            "base": base(self.given),
            "of": self.relation.name if self.relation else self.calculation.__name__,
            "results": [self.result(place) for place in range(len(self.results))],
            "sliders": [slider_row(row, self.now(row)) for row in self.rows],
            **({"arguments": list(self.relation.units)} if self.relation else {}),
            **({"menus": [self.menu(name) for name in self.menus]} if self.menus else {}),
            **({"ratio": found} if (found := self.ratio()) else {}),
            **({"picture": self.picture, "shape": self.shape} if self.picture else {}),
            **({"axis": self.axis()} if self.against else {}),
        }

    def axis(self):
        """The axis along which lines are drawn, and the scale of the other."""
        low, high = self.against.range
        kinds = {"scale": self.against.scale, "y_scale": self.scale, "dates": is_date(self.against)}
        return {"name": self.against.name, "low": low, "high": high} | kinds

    def result(self, place):
        """A result: its name in the model, what it is called here, how it is said, and the factor to plain numbers."""
        unit = Q(1, self.unit).units
        return {
            "result": self.results[place],
            "name": self.names[place],
            "unit": unit_text(unit),
            "template": template_beside(self.names[place], unit),
            "factor": factor_between(unit, self.units[place]),
        }

    def ratio(self):
        """The ratio in question: what orbit, the cheaper where both are drawn, costs in times what Texas does."""
        over = [self.names.index(name) for name in SPACE if name in self.names]
        if GROUND not in self.names or not over:
            return None
        return {"of": over, "to": self.names.index(GROUND), "words": "orbit costs {} times Texas"}

    def menu(self, name):
        """What the page needs to draw a menu: its choices, their keys in an address, what each sets."""
        choices = self.menus[name]
        sets = [
            {key: float(Q(value).m_as(self.scenario.assumption(key).unit)) for key, value in choice.items()}
            for choice in choices.values()
        ]
        keys = self.keys.get(name, [told.slug(each) for each in choices])
        return {"name": name, "choices": list(choices), "keys": keys, "sets": sets}

    # --- the chart ------------------------------------------------------------------------------------------------

    def computed(self, scenario):
        """The chart for a scenario, with its numbers in it."""
        tables, numbers = self.drawn(scenario)
        chart = self.drawing() if self.drawing else lines.chart(self)
        size = {"height": round(600 / self.shape["wide"])} if self.shape else {}
        spec = finished(chart, self.title, self.about | {"sentence": self.sentence(scenario)}, **size)
        params = [{"name": name, "value": known(significant(value))} for name, value in numbers.items()]
        rounded = {name: [rounded_row(row, bool(self.picture)) for row in rows] for name, rows in tables.items()}
        return spec | {"datasets": rounded, "params": [*spec.get("params", []), *params]}

    def spec(self):
        """The chart for the figure's own scenario, as pages, notebooks and print have it."""
        return self.computed(self.scenario)

    def panel(self):
        """The figure as ipywidgets: the sentence, the chart, menus, sliders with number boxes, switches, reset."""
        return panels.panel(self)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return panels.view(self) | bundle(self.spec(), f"{self.title} {self.sentence()}")


def reaching(row, reach):
    """An assumption's row, with another range and an even scale where its slider is to go elsewhere."""
    return replace(row, range=tuple(reach[row.name]), scale="linear") if row.name in (reach or {}) else row


def rounded_row(row, drawn):
    """A row of a table with its numbers to six digits, or to thousandths of what a picture is drawn in."""
    rounded = (lambda value: whole(round(value, 3))) if drawn else significant
    values = {key: known(value) for key, value in row.items()}
    return {key: rounded(value) if isinstance(value, float) else value for key, value in values.items()}


def known(value):
    """A number for JSON, which has none for what is no number."""
    return None if isinstance(value, float) and not isfinite(value) else value


def whole(value):
    """A whole number without its decimal point, which a picture has thousands of."""
    return int(value) if value == int(value) else value


def values_of(figure):
    """The names of what a figure's reader can move."""
    return [row.name for row in figure.rows] + figure.chosen_names()


def base(scenario):
    """A scenario as a page makes it again: its overlays, and what else differs from the table, in the table's units."""
    plain, here = Scenario(*scenario.overlays).si, scenario.si
    changed = [name for name in scenario if told.differs(here[name], plain[name])]
    return {
        "overlays": list(scenario.overlays),
        "changes": {name: float(scenario.quantity(name).magnitude) for name in changed},
    }


def start(scenario):
    """How a sentence begins where nothing was changed."""
    found = base(scenario)
    if found["changes"] or found["overlays"] not in ([], ["seed"]):
        return "At this figure's values"
    return "At the post's values" if found["overlays"] else "At the book's values"


def first(choices):
    """What the first choice of a menu sets."""
    return next(iter(choices.values()))


def chosen(scenario, menus):
    """A scenario with the first choice of every menu, each choice of which must set the same assumptions."""
    for name, choices in menus.items():
        for choice, values in choices.items():
            if values.keys() != first(choices).keys():
                raise ValueError(f"menu {name!r}: {choice} sets other assumptions than {next(iter(choices))}")
        scenario = scenario.but(**first(choices))
    return scenario


def factor(row):
    """From a row's unit in the table to plain numbers."""
    return factor_between(Unit(row.unit), plain_unit(row.unit))
