"""An assumption as a slider, several as a menu: in JupyterLab and in the page. Label, unit, rounding."""

import re
from datetime import date, timedelta

import ipywidgets
import numpy as np

from starcalc.assumptions import short
from starcalc.phrases import template_of
from starcalc.show.sentences import said
from starcalc.units import short_unit

EXPONENT = re.compile(r"(?<=\d)e([+-]\d+)")
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
MONTHS = [1, 32, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335]  # the first day of each, in 2026
SLIDER_STEPS = 200  # about how many stops a slider has, here as in the page
CALENDAR = {"values": MONTHS, "labelExpr": "utcFormat(utc(2026, 0, datum.value), '%b')"}  # an axis of dates


def menu_widget(name, choices):
    """A menu as a widget."""
    return ipywidgets.Dropdown(
        options=list(choices), description=name, style={"description_width": "28em"}, layout={"width": "50em"}
    )


def slider_row(row, value):
    """What the page needs to draw a slider; it reaches the value that it starts from."""
    low, high = row.range
    kind = "dates" if is_date(row) else "switch" if row.is_switch else "whole" if row.whole else None
    return {
        "name": row.name,
        "label": short(row.about),
        "symbol": row.symbol,
        "unit": unit_text(row.unit),
        "template": template_of(row.unit),
        "low": min(low, value),
        "high": max(high, value),
        "value": value,
        "said": date_of(value) if is_date(row) else powers(said(value, template_of(row.unit), 6)),
        "scale": row.scale,
    } | ({kind: True} if kind else {})


def switch_widget(row, value):
    """A switch as a widget, whose value is true or false."""
    return ipywidgets.Checkbox(
        value=bool(value), description=label_of(row), indent=False, layout={"width": "50em", "margin": "0 0 0 28em"}
    )


def slider_widget(row, value):
    """A slider and its number box as widgets: (box, row of both). The box holds the value, outside the range too."""
    values = stops(row, value)
    box = ipywidgets.FloatText(value=value, layout={"width": "9em"}, tooltip=f"{short(row.about)}, as a number")
    slider = ipywidgets.IntSlider(
        value=nearest(values, value),
        max=len(values) - 1,
        description=label_of(row),
        readout=False,
        style={"description_width": "28em"},
        layout={"width": "50em"},
    )

    def moved(change):
        if nearest(values, box.value) != change.new:  # else it was the box that moved the slider
            box.value = values[change.new]

    def typed(change):
        slider.value = nearest(values, change.new)

    slider.observe(moved, names="value")
    box.observe(typed, names="value")
    return box, ipywidgets.HBox([slider, box])


def stops(row, value):
    """Where a slider stops, as in the page: round numbers over its range, both ends, and the chapter's own value."""
    low, high = row.range
    if row.scale == "log":
        between = [float(f"{x:.3g}") for x in np.geomspace(low, high, SLIDER_STEPS + 1)]
    else:
        rough = (high - low) / SLIDER_STEPS
        ten = 10 ** np.floor(np.log10(rough))
        stride = next(ten * times for times in (1, 2, 5, 10) if ten * times >= 0.999 * rough)
        between = [float(f"{x:.12g}") for x in np.arange(low, high, stride)]
    if row.whole:
        between = [float(round(x)) for x in between]
    return sorted({float(x) for x in (low, *between, high, value) if low <= x <= high})


def nearest(values, value):
    """The place of the value that is nearest to another."""
    return min(range(len(values)), key=lambda place: abs(values[place] - value))


def is_date(row):
    """Whether an assumption is a day of the year, which readers know by its date."""
    return row.name == "day_of_year"


def date_of(day):
    """A day of the year 2026 as a date.

    >>> date_of(172)
    '21 June'
    """
    found = date(2025, 12, 31) + timedelta(days=int(day))
    return f"{found.day} {found:%B}"


def label_of(row):
    """An assumption's label with its unit; a date needs none."""
    return short(row.about) if is_date(row) else titled(short(row.about), row.unit)


def unit_text(unit):
    """A unit as readers write it."""
    return short_unit(unit)


def powers(words):
    """Words with their powers of ten written out, and not broken between lines.

    >>> powers("1.71e+10 to 5e+11").replace("\u00a0", " ")
    '1.71 × 10¹⁰ to 5 × 10¹¹'
    """
    return EXPONENT.sub(lambda found: f"\u00a0×\u00a010{str(int(found[1])).translate(RAISED)}", words)


def titled(label, unit):
    """A label with its unit in brackets, where there is one."""
    return f"{label} ({unit_text(unit)})".strip() if unit_text(unit) else label


def on_axis(title):
    """An axis's title with its dollars as readers write them.

    >>> on_axis("cost (USD/Mtoken)"), on_axis("launch price (USD/kg)")
    ('cost ($ per million tokens)', 'launch price ($/kg)')
    """
    return title.replace("USD/Mtoken", "$ per million tokens").replace("MUSD", "million $").replace("USD", "$")


def significant(value):
    """A number to six digits: more than an eye sees, fewer than machines disagree about."""
    return float(f"{float(value):.6g}")
