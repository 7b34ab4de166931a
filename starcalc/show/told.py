"""A figure's sentence: all its results, the ratio in question, and what was changed, from what to what.

It is made of what the figure tells its page and of numbers; book/assets/sentences.js makes the same of the same.
"""

import re
from math import isfinite

from starcalc.show.sentences import said
from starcalc.show.sliders import date_of, powers
from starcalc.units import number

NO_CENTS = re.compile(r"\.00(?!\d)")
SAME = 1e-9  # relative: nearer than this is rounding on the way through a unit


def slug(label):
    """A menu's choice as an address has it.

    >>> slug("GB300, 4 bits"), slug("405 billion (Llama 3), 8 × GPU")
    ('gb300-4-bits', '405-billion-llama-3-8-gpu')
    """
    return re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")


def differs(value, other):
    """Whether a number was changed, rather than rounded on its way."""
    return abs(value - other) > SAME * max(abs(value), abs(other))


def same(value, other):
    """Whether two results are one, also where both have no value."""
    return value == other or not (isfinite(value) or isfinite(other)) or not differs(value, other)


def sentence(about, values, results, chosen=None, others=0):
    """The sentence over a chart, of what its figure tells the page (`about`).

    `values`: the sliders', by name, in the table's unit; `results`: in the unit shown, in the figure's order; `chosen`:
    the place of each menu's choice, by the menu's name; `others`: how many other assumptions were changed.
    """
    found = f"{answers(about['results'], results)}{ratio(about.get('ratio'), results)}."
    return f"{opening(about, values, chosen or {}, others)}: {found}"


def opening(about, values, chosen, others):
    """Whose values these are, or what was changed."""
    changes = []
    for menu in about.get("menus", []):
        place = chosen.get(menu["name"], 0)
        if place:
            changes.append(f"{menu['name']} {menu['choices'][place]} instead of {menu['choices'][0]}")
    for slider in about["sliders"]:
        value = values.get(slider["name"], slider["value"])
        if differs(value, slider["value"]):
            changes.append(change(slider, value))
    if others:
        other = " other" if about["sliders"] else ""
        changes.append(f"{others}{other} number{'s' if others > 1 else ''} changed")
    if not changes:
        return about["start"]
    *most, last = changes
    return f"With {', '.join(most)} and {last}" if most else f"With {last}"


def change(slider, value):
    """What a slider is, its value and what that was."""
    if slider.get("switch"):
        return f"{slider['label']} {'on instead of off' if value else 'off instead of on'}"
    if slider.get("dates"):
        return f"{date_of(value)} instead of {date_of(slider['value'])}"
    template, digits = slider["template"], 3
    while digits < 6 and told(value, template, digits) == told(slider["value"], template, digits):
        digits += 1
    now, before = (NO_CENTS.sub("", told(each, template, digits)) for each in (value, slider["value"]))
    return f"{slider['label']} at {now} instead of {before.removesuffix(unit_of(template))}"


def unit_of(template):
    """What a template says after the number."""
    return template.partition("{}")[2].rstrip()


def told(value, template, digits=3):
    """A number as its template says it; what is no number, in words."""
    if isfinite(value):
        return powers(said(value, template, digits))
    return "without limit" if value > 0 else "without lower limit" if value < 0 else "no answer"


def answers(results, values):
    """Every result by its name, and a unit of several words once, at the end."""
    unit = unit_of(results[0]["template"])
    once = " " in unit.strip()  # as in "$0.78, $0.46 per million tokens"; but "12 %, 13 %"
    parts = []
    for result, value in zip(results, values, strict=True):
        text = told(value, result["template"])
        parts.append(f"{result['name']} {text.removesuffix(unit) if once else text}")
    return ", ".join(parts) + (unit if once and any(map(isfinite, values)) else "")


def ratio(asked, values):
    """What one result is to another, as a clause; nothing where none is asked for or one of them has no value."""
    if not asked:
        return ""
    over, under = [values[place] for place in asked["of"] if isfinite(values[place])], values[asked["to"]]
    if not over or not isfinite(under) or under <= 0:
        return ""
    times = min(over) / under
    return f"; {asked['words'].format(f'{times:.1f}' if 1 <= times < 9.95 else number(times, 2))}"
