"""Every assumption in one list, with what they come to: the calculator's HTML, which the page's script makes live."""

import json
from html import escape

from starcalc import claims, model, worlds
from starcalc.assumptions import GRADES, ROLES, captions, families, groups
from starcalc.model.accounts import bills, in_order
from starcalc.show.boxes import badge
from starcalc.show.citing import cited
from starcalc.show.sentences import html
from starcalc.show.sliders import powers
from starcalc.show.symbols import symbol_html
from starcalc.show.tables import OURS
from starcalc.units import Q, Unit, factor_between, number, plain_unit, short_unit

DECISIVE = 5  # numbers that stand first
RATIO = "satellite_hour_premium"
HOURS = {"satellite": "satellite_hour", "module": "module_hour", "ground": "ground_hour"}
CALLED = {"satellite": "box", "module": "sheet", "ground": "Texas"}


def page(scenario):
    """Every assumption under its heading, those that decide most first, and what they come to.

    Without a script it is a table to read: value, range, source with its grade, role. In the book's page each number
    becomes a control, and the bills, the worlds and the verdicts follow.
    """
    first = decisive(scenario)
    base = json.dumps({"overlays": list(scenario.overlays), "changes": given(scenario)})
    parts = [answer(scenario), group("The numbers that decide most", first, scenario, first=True)]
    for heading, names in groups().items():
        parts.append(group(heading, [name for name in names if name not in first], scenario, elsewhere(names, first)))
    parts += [presets(), statements(scenario)]
    grades = ", ".join(f"{grade} {meaning}" for grade, meaning in GRADES.items())
    roles = "; ".join(f"a {role} is {meaning}" for role, meaning in ROLES.items())
    foot = f'<p class="calc-key">Grades of reading: {grades}. Of the roles, {roles}.</p>'
    silent = (
        "<noscript><p>Without JavaScript this is a table to read. Scenario().but(...) moves numbers too.</p></noscript>"
    )
    return html(f'<div class="calc" data-base="{escape(base)}">{silent}{"".join(parts)}{foot}</div>')


def given(scenario):
    """What the scenario changes in the table, by name and in the table's units."""
    return {name: float(scenario.quantity(name).m) for name in scenario.changes()}


def decisive(scenario):
    """The facts that decide most how many times Texas the box costs, over all worlds; none that never moves alone."""
    ranks = worlds.rank_correlations(model.comparison, RATIO, scenario)
    return [rank.name for rank in ranks if not scenario.assumption(rank.name).bundle][:DECISIVE]


def answer(scenario):
    """The bills of an hour of one GPU, line by line, as a table."""
    found = model.comparison(scenario)
    heads = "".join(f"<th>{CALLED[place]}</th>" for place in HOURS)
    rows = "".join(f"<tr><th>{escape(line)}</th>{cells(costs)}</tr>" for line, costs in hourly(scenario.si).items())
    totals = cells(getattr(found, name).m_as("USD/hour") for name in HOURS.values())
    ratios = (found.satellite_hour_premium, found.module_hour_premium, Q(1, ""))
    times = "".join(f"<td>{number(ratio.m_as(''), 2)}</td>" for ratio in ratios)
    caption = "<caption>What an hour of one GPU costs, in dollars</caption>"
    return (
        f'<table class="calc-bill">{caption}<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody>'
        f"<tfoot><tr><th>together</th>{totals}</tr><tr><th>times Texas</th>{times}</tr></tfoot></table>"
    )


def hourly(plain):
    """The lines of the three bills in dollars per GPU-hour; none where the capital is given as one sum."""
    if plain.capital_from_parts != 1:
        return {}
    found, lines = model.comparison(plain), {}
    dollars = factor_between(plain_unit("USD/hour"), Unit("USD/hour"))
    for place, costs in bills(plain).items():
        costs = in_order(costs, 0.0)
        hour = dollars * getattr(found, HOURS[place]) / sum(costs.values())
        for line, cost in costs.items():
            lines.setdefault(line, []).append(cost * hour)
    return lines


def cells(costs):
    """Dollars and cents as cells of a table; a dash for nothing."""
    return "".join(f"<td>{cost:.2f}</td>" if cost else "<td>–</td>" for cost in costs)


def group(heading, names, scenario, note="", first=False):
    """The rows under a heading, folded unless they come first."""
    rows = "".join(row(scenario.assumption(name), scenario) for name in names)
    size = f' <span class="calc-size">{len(names)}</span>'
    if first:
        return f'<section class="calc-first"><h2>{heading}</h2>{rows}</section>'
    return f'<details class="calc-group"><summary><h3>{escape(heading)}{size}</h3></summary>{note}{rows}</details>'


def elsewhere(names, first):
    """Which rows of a heading stand among the first."""
    links = ", ".join(f'<a href="#assume-{name}">{name}</a>' for name in names if name in first)
    return f'<p class="calc-elsewhere">Above, among those that decide most: {links}.</p>' if links else ""


def row(assumption, scenario):
    """An assumption: label, symbol and name; value, range, the rest of what it is; source, grade and role."""
    label, _, _ = assumption.about.partition(";")
    value = written(scenario.quantity(assumption.name).m, assumption)
    return (
        f'<div class="calc-row" id="assume-{assumption.name}" data-name="{assumption.name}">'
        f'<p class="calc-what"><span class="calc-label">{escape(label)}</span> '
        f'<span class="calc-symbol">{symbol_html(assumption.symbol)}</span></p>'
        f'<p class="calc-value">{escape(value)}</p>'
        f'<p class="calc-note">{note(assumption)}</p></div>'
    )


def written(value, assumption):
    """A value in the table's unit as text."""
    return powers(f"{number(value)} {short_unit(assumption.unit)}".strip())


def note(assumption):
    """What else there is to say of an assumption: its meaning, the book's value and range, source, grade and role."""
    _, _, rest = assumption.about.partition(";")
    low, high = (powers(number(end)) for end in assumption.range)
    bundle = (
        f" It belongs to the {assumption.bundle}: choose one, and all its numbers move." if assumption.bundle else ""
    )
    return (
        f'<span class="calc-about">{escape(sentence(rest) + bundle)}</span> '
        f'<span class="calc-source">The book: {escape(written(assumption.value, assumption))}, of {low} to {high} · '
        f"{source(assumption)} · {assumption.role} <code>{assumption.name}</code></span>"
    )


def sentence(words):
    """Words as a sentence; nothing where there are none."""
    words = words.strip()
    return f"{words[0].upper()}{words[1:]}." if words else ""


def source(assumption):
    """Where a number comes from: kind, author and year with a link to the text, and how well it was read."""
    if assumption.source == OURS:
        return "our estimate"
    label, address = cited(assumption.source)
    link = escape(address or "references.html")
    return f'{assumption.kind}, <a href="{link}">{escape(label)}</a> ({assumption.grade})'


def presets():
    """Every overlay with its title, by family: one of each may be taken at a time."""
    items = ""
    for family, names in families().items():
        listed = "".join(
            f'<li data-overlay="{name}"><code>{name}</code> {escape(captions()[name])}</li>' for name in names
        )
        items += f'<dt>{family[0].upper()}{family[1:]}</dt><dd><ul data-family="{family}">{listed}</ul></dd>'
    heading = "<h3>Spacecraft, chips and others with a name</h3>"
    return f'<details class="calc-presets"><summary>{heading}</summary><dl>{items}</dl></details>'


def statements(scenario):
    """Every claim with its verdict, linked to where it is answered; those that the front page counts are marked."""
    items = ""
    for key, asked in claims.read().items():
        word = claims.verdict(key, scenario).word
        strict = " data-counted" if key in claims.counted() else ""
        link = f'<a href="{asked.chapter}.html#claim-{key}">Claim {key}</a>'
        items += f'<li data-claim="{key}" data-word="{word}"{strict}>{badge(word)} {link}: {escape(asked.says)}.</li>'
    return f'<section class="calc-claims"><h2>What becomes of the post’s claims</h2><ul>{items}</ul></section>'
