"""The tables of assumptions, overlays and results as a page needs them: plain objects for JSON."""

from math import inf

from starcalc.assumptions import TABLE, captions, read, short
from starcalc.menus import menus as read_menus
from starcalc.model import RESULTS
from starcalc.phrases import template_of
from starcalc.trends import movers, todays_range
from starcalc.units import Unit, factor_between, plain_unit, short_unit


def assumptions():
    """Every assumption by name: its row of the table, and the factor from the table's unit to plain numbers."""
    rows, _ = read(TABLE)
    return {name: assumption(row) for name, row in rows.items()}


def assumption(row):
    """One assumption."""
    return units(row.unit) | {
        "value": row.value,
        "range": list(row.range),
        "limits": [bound if abs(bound) < inf else None for bound in row.possible],
        "scale": row.scale,
        "role": row.role,
        "about": short(row.about),
        "whole": row.whole,
        **({"bundle": row.bundle} if row.bundle else {}),
    }


def todays_ranges():
    """The ranges of the base year, in the table's units, where the table's hold later years too."""
    return {name: list(ends) for name in movers() if (ends := todays_range(name))}


def overlays():
    """Every overlay by name: its title, and what it changes, in the table's units."""
    _, known = read(TABLE)
    return {
        name: {"title": captions()[name], "values": {key: row.value for key, row in rows.items()}}
        for name, rows in known.items()
    }


def results():
    """Every result by name: how it is shown, and the factor from that unit to plain numbers."""
    return {name: units(unit) for name, (unit, _, _) in RESULTS.items()}


def menus():
    """Every menu by name: {key of a choice: its label, and what it sets, in the table's units}."""
    return {
        menu: {
            key: {"label": label, "values": {name: float(value.m) for name, value in values.items()}}
            for key, (label, values) in choices.items()
        }
        for menu, choices in read_menus().items()
    }


def phrases():
    """How numbers in the tables' units are said, where that is more than the number and the unit."""
    named = {row["unit"]: row["short"] for table in (assumptions(), results()) for row in table.values()}
    return {unit: said for unit, short in named.items() if (said := template_of(unit)) != f"{{}} {short}"}


def units(name):
    """A unit as one types it and as readers want it, and what plain numbers are multiplied by."""
    return {"unit": name, "short": short_unit(name), "factor": factor_between(Unit(name), plain_unit(name))}
