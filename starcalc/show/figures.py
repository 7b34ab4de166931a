"""Charts. A `Figure` is one object with three lives.

In a published page it recomputes in the reader's browser from the Formulas of the calculation; in JupyterLab it is a
panel of sliders driven by Python; in print it is a picture.
"""

from dataclasses import replace
from functools import cached_property
from html import escape

import altair as alt
import ipywidgets
import numpy as np
from IPython import get_ipython

from starcalc import model
from starcalc.arrays import literal, symbol, vega
from starcalc.assumptions import short
from starcalc.scenario import Scenario
from starcalc.show import typeset
from starcalc.show.sliders import (
    CALENDAR,
    is_date,
    label_of,
    menu_param,
    menu_widget,
    significant,
    slider_param,
    slider_row,
    slider_widget,
    titled,
    unit_text,
)
from starcalc.units import Q, Unit, door, factor_between, plain_unit, text
from starcalc.worlds import result_of

MIME = "application/vnd.vegalite.v5+json"  # what JupyterLab draws offline; Altair's own v6 type it shows as text
POINTS = 81
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00"]  # Okabe and Ito's, told apart by colour-blind readers
DASHES = [[1, 0], [7, 4], [2, 3], [9, 3, 2, 3], [14, 4]]
CONFIG = {
    "axis": {
        "gridOpacity": 0.35,
        "domainOpacity": 0.6,
        "labelFontSize": 12,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
    },
    "legend": {"labelFontSize": 12},
    "title": {"anchor": "start", "fontSize": 15, "fontWeight": "normal", "offset": 12},
    "view": {"stroke": None},
}
SIZE = {"width": 600, "height": 320}  # numbers: a width of "container" freezes JupyterLab; the page adapts them


class Figure:
    """One or more results of a calculation against one assumption, with sliders for others.

    `calculation` is a function of a scenario such as `model.satellite`, or a single relation; the first of `results` is
    the one that is read out. An assumption may be drawn beside results, as a line to compare with. Ranges, units, names
    and values come from the scenario's table; `between` narrows the axis to a part of the range, in the table's unit.
    `unit` and `label` are for a relation's result, which the table of results does not know. `picture`, one of those in
    `pictures`, draws something else than lines against an axis, `shape` times as wide as high. `menus` let a reader
    choose several numbers at once, {"chip": {"H100": {"bandwidth": Q(3.35, "TB/s"), ...}, ...}}, from the first on.
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
        log=False,
        between=None,
        unit=None,
        label=None,
        picture=None,
        menus=None,
        shape=None,
    ):
        if not callable(calculation):
            raise TypeError(f"figure {name!r}: give a calculation, such as model.satellite, not {calculation!r:.60}")
        if not isinstance(scenario, Scenario | None):
            raise TypeError(f"figure {name!r}: give a scenario, such as Scenario('seed'), not {scenario!r:.60}")
        if between is not None and np.shape(between) != (2,):
            raise ValueError(f"figure {name!r}: between must be (low, high) in the table's unit, not {between!r}")
        self.menus, self.scenario = menus or {}, chosen(scenario or Scenario(), menus or {})
        self.name, self.title, self.caption, self.alt = name, title, caption, alt
        self.alone = hasattr(calculation, "portable")  # a relation by itself
        self.calculation = typeset.of_scenario(calculation) if self.alone else calculation
        self.origin = f"{door(calculation.__module__)}:{calculation.__name__}"
        self.results = [results] if isinstance(results, str) else list(results)
        self.shown, self.picture, self.shape = (unit, label), picture, shape
        self.rows = [self.scenario.assumption(key) for key in ((against, *sliders) if against else sliders)]
        self.axis = replace(self.rows[0], range=tuple(between)) if between else self.rows[0]
        self.scale = "log" if log else "linear"
        for row in self.rows:
            if row.bundle and calculation is not model.server:  # which prices nothing
                raise ValueError(
                    f"figure {name!r}: {row.name} belongs to a {row.bundle} and does not move alone; compare overlays, "
                    'such as Scenario("h100")'
                )
        names = [row.name for row in self.rows] + [key for choices in self.menus.values() for key in first(choices)]
        if len(set(names)) < len(names):
            raise ValueError(f"figure {name!r}: an assumption stands twice among {', '.join(names)}")
        drawn = [self.described(result) for result in self.results]
        self.unit, self.labels = drawn[0][0], [label for _, label in drawn]
        for result, (unit, _) in zip(self.results, drawn, strict=True):
            if not Unit(unit).is_compatible_with(self.unit):
                raise ValueError(
                    f"figure {name!r}: {result} ({unit}) cannot share an axis with {self.results[0]} ({self.unit})"
                )

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

    def values(self, plain):
        """The results in the unit shown, for a plain scenario of numbers, arrays or Formulas."""
        found = {key: getattr(plain, key) for key in plain.names()} | vars(self.calculation(plain))
        units = [plain_unit(self.described(result)[0]) for result in self.results]
        return [
            found[result] * factor_between(unit, Unit(self.unit))
            for result, unit in zip(self.results, units, strict=True)
        ]

    def but(self, **values):
        """The figure's scenario with some sliders moved, given as plain numbers in the table's units."""
        return self.scenario.but(**{key: Q(value, self.scenario.assumption(key).unit) for key, value in values.items()})

    def at(self, **values):
        """The first result as Python computes it, in the unit shown, with some sliders moved."""
        return float(self.values(self.but(**values).si)[0])

    def spec(self):
        """The chart that recomputes itself: each slider a Vega param, each step of the calculation an expression."""
        at = {row.name: f"({row.name} * {literal(factor(row))})" for row in self.rows} | self.looked_up()
        plain = self.scenario.si.but(**{name: symbol(name) for name in at})
        result, _, written = vega({"result": self.values(plain)[0]}, at, prefix="_at")
        chart, signals = self.picture(plain, at) if self.picture else self.recomputed(plain, at)
        params = [menu_param(name, choices) for name, choices in self.menus.items()]
        params += [slider_param(row, self.now(row)) for row in self.rows]
        return self.finished(chart, params, signals | result | written)

    def looked_up(self):
        """What a menu sets, as Vega finds it: the number of the choice in a list of values."""
        found = {}
        for menu, choices in self.menus.items():
            for name in first(choices):
                unit = plain_unit(self.scenario.assumption(name).unit)
                values = [literal(Q(choice[name]).m_as(unit)) for choice in choices.values()]
                found[name] = f"([{', '.join(values)}][{menu}])"
        return found

    def recomputed(self, plain, at):
        """Lines along the axis as Vega computes them: the chart, and the expressions it needs."""
        against = self.rows[0]
        along = at | {against.name: f"(datum['x'] * {literal(factor(against))})"}
        outputs = {f"y{i}": y for i, y in enumerate(self.values(plain))}
        signals, columns, drawn = vega(outputs, along, rows=(against.name,))
        chart = self.layers({"x": against.name, "y": "result"}, alt.sequence(0, points(self.axis), 1, as_="i"))
        return chart.transform_calculate(**{"x": sampled(self.axis)} | columns | drawn), signals

    def computed(self, scenario):
        """The same chart for one scenario: its lines computed by NumPy, a picture by itself."""
        if self.picture:
            return self.moved(scenario)
        against, plain = self.rows[0], scenario.si
        x = grid(self.axis)
        inside = plain.but(**{against.name: x * factor(against)})
        columns = {"x": x} | {f"y{i}": np.broadcast_to(y, x.shape) for i, y in enumerate(self.values(inside))}
        data = [{key: significant(column[i]) for key, column in columns.items()} for i in range(len(x))]
        here = {"x": scenario.quantity(against.name).m_as(against.unit), "y": self.values(plain)[0]}
        where = {key: literal(significant(value)) for key, value in here.items()}
        return self.finished(self.layers(where, alt.Data(values=data)))

    @cached_property
    def once(self):
        """The spec, kept: to write a picture's down takes half a second, too long for every move of a slider."""
        return self.spec()

    def moved(self, scenario):
        """A picture with its sliders where a scenario has them; it goes on computing itself."""
        at = {row.name: significant(scenario.quantity(row.name).m_as(row.unit)) for row in self.rows}
        params = [{"name": p["name"], "value": at[p["name"]]} if p["name"] in at else p for p in self.once["params"]]
        return self.once | {"params": params}

    def layers(self, where, data):
        """A line for each result, and a dot with its value where the sliders stand."""
        against = self.rows[0]
        x = alt.X(
            "x:Q",
            title=label_of(against),
            axis=alt.Axis(**CALENDAR) if is_date(against) else alt.Undefined,
            scale=alt.Scale(type=against.scale, domain=list(self.axis.range), nice=False),
        )
        scale = axis_scale(self.scale)
        several = len(self.results) > 1
        y_title = unit_text(self.unit) if several else titled(self.labels[0], self.unit)
        legend = alt.Legend(orient="top", labelLimit=400, symbolSize=400, symbolStrokeWidth=2.5) if several else None
        colour = alt.Color("series:N", title=None, legend=legend, scale=alt.Scale(domain=self.labels, range=COLOURS))
        dash = alt.StrokeDash("series:N", title=None, legend=legend, scale=alt.Scale(domain=self.labels, range=DASHES))
        lines = [
            alt.Chart()
            .mark_line(strokeWidth=2.5, clip=True)
            .transform_calculate(series="'" + label.replace("'", "\\'") + "'")
            .encode(x=x, y=alt.Y(f"y{i}:Q", title=y_title, scale=scale), color=colour, strokeDash=dash)
            for i, label in enumerate(self.labels)
        ]
        here = (
            alt.Chart(alt.Data(values=[{}]))
            .transform_calculate(**where, label="format(datum.y, ',.3~r')")
            .encode(x="x:Q", y="y:Q")
        )
        dot = here.mark_point(filled=True, size=90, opacity=1, clip=True, color=COLOURS[0])
        place = "scale('x', datum.x)"  # near an edge the label gives way to the axis
        aside = alt.expr(f"clamp(24 - {place}, 0, 24) - clamp({place} - width + 24, 0, 24)")
        words = here.mark_text(dx=aside, dy=-15, fontSize=13, fontWeight="bold", color=COLOURS[0])
        value = words.encode(text="label:N")
        return alt.layer(*lines, dot, value, data=data)

    def finished(self, chart, params=(), signals=None):
        """The spec with title, size, what it computes and what the page's script needs to know."""
        about = {
            "name": self.name,
            "caption": self.caption,
            "alt": self.alt,
            "sliders": [slider_row(row, self.now(row)) for row in self.rows],
            **({"menus": [self.menu(name) for name in self.menus]} if self.menus else {}),
            "result": {"name": "result", "label": self.labels[0], "unit": unit_text(self.unit)},
            "recompute": self.recipe(),
        } | ({"shape": self.shape} if self.shape else {})
        expressions = [{"name": name, "expr": step} for name, step in (signals or {}).items()]
        size = {"height": round(SIZE["width"] / self.shape["wide"])} if self.shape else {}
        return finished(chart, self.title, about, **size) | ({"params": [*params, *expressions]} if expressions else {})

    def menu(self, name):
        """What the page needs to draw a menu, and what each choice sets, in the table's units."""
        choices = self.menus[name]
        sets = [
            {key: significant(Q(value).m_as(self.scenario.assumption(key).unit)) for key, value in choice.items()}
            for choice in choices.values()
        ]
        return {"name": name, "choices": list(choices), "sets": sets}

    def recipe(self):
        """How anybody with the package computes the first result again, to check what a page shows."""
        changed = self.scenario.changes()
        return {
            "of": self.origin,
            "result": None if self.alone else self.results[0],
            "scenario": self.scenario.name,
            "but": {name: significant(self.scenario.quantity(name).magnitude) for name in changed},
            "unit": str(self.unit),
        }

    def now(self, row):
        """The scenario's value of an assumption, in the table's unit."""
        return significant(self.scenario.quantity(row.name).m_as(row.unit))

    def panel(self):
        """The figure as ipywidgets: menus, sliders with number boxes, the result in words, reset, and the chart."""
        menus = {name: menu_widget(name, choices) for name, choices in self.menus.items()}
        sliders = {row.name: slider_widget(row, self.now(row)) for row in self.rows}
        boxes = {name: box for name, (box, _) in sliders.items()}
        reset = ipywidgets.Button(description="Reset", tooltip="Back to the chapter's values")
        result, chart = ipywidgets.HTML(), ipywidgets.Output()

        def update(_):
            scenario = self.but(**{key: box.value for key, box in boxes.items()})
            for name, control in menus.items():
                scenario = scenario.but(**self.menus[name][control.value])
            value = Q(float(self.values(scenario.si)[0]), self.unit)
            result.value = f"{escape(self.labels[0])}: <b>{text(value)}</b>"
            chart.outputs = ({"output_type": "display_data", "data": {MIME: self.computed(scenario)}, "metadata": {}},)

        def back(_):
            for row in self.rows:
                boxes[row.name].value = self.now(row)
            for control in menus.values():
                control.index = 0

        for control in (*menus.values(), *boxes.values()):
            control.observe(update, names="value")
        reset.on_click(back)
        update(None)
        rows = [line for _, line in sliders.values()]
        return ipywidgets.VBox([*menus.values(), *rows, ipywidgets.HBox([reset, result]), chart])

    def _repr_mimebundle_(self, include=None, exclude=None):
        value = Q(self.at(), self.unit)
        widget = self.panel()._repr_mimebundle_() if get_ipython() else {}
        return widget | {MIME: self.spec(), "text/plain": f"{self.title} {self.labels[0]}: {text(value)}"}


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


def finished(chart, title, about, **size):
    """A chart's spec with title, size and what the page's script needs to know."""
    for key in ("name", "caption", "alt"):
        if not about.get(key):
            raise ValueError(f"figure {title!r} needs a {key}")
    spec = chart.properties(**SIZE | size, title=title, description=about["alt"]).to_dict()
    del spec["$schema"]  # names Vega-Lite 6, of which JupyterLab, whose own is 5, complains at each drawing
    return spec | {"config": CONFIG, "usermeta": {"starcalc": about}}


def axis_scale(kind, **options):
    """A scale; a linear one shows zero, a logarithmic one cannot."""
    return alt.Scale(type=kind, **options) if kind == "log" else alt.Scale(type=kind, zero=True, **options)


def factor(row):
    """From a row's unit in the table to plain numbers."""
    return factor_between(Unit(row.unit), plain_unit(row.unit))


def points(row):
    """How many points an axis is sampled at: one a day on an axis of dates, so that seasons begin on their day."""
    return round(row.range[1] - row.range[0]) + 1 if is_date(row) else POINTS


def grid(row):
    """Where an axis is sampled: evenly, or evenly in the logarithm."""
    return (np.geomspace if row.scale == "log" else np.linspace)(*row.range, points(row))


def sampled(row):
    """The same as a Vega expression of the row number, i."""
    low, high = row.range
    if row.scale == "log":
        return f"{literal(low)} * pow({literal(high / low)}, datum.i / {points(row) - 1})"
    return f"{literal(low)} + {literal((high - low) / (points(row) - 1))} * datum.i"
