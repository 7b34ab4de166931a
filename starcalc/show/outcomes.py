"""What a scenario comes to, as HTML for the calculator in JupyterLab: bills, changes, worlds, verdicts, the nearest."""

from html import escape
from typing import NamedTuple

import numpy as np

from starcalc import claims, model, worlds
from starcalc.assumptions import short
from starcalc.show.boxes import badge
from starcalc.show.calculator import CALLED, HOURS, RATIO, cells, hourly
from starcalc.show.sentences import html
from starcalc.show.sliders import powers
from starcalc.show.told import differs
from starcalc.units import Q, Unit, factor_between, number, plain_unit, short_unit

# Those of calculator.css: the lines of a bill, and last a capital given as one sum.
COLOURS = ["#0072b2", "#56b4e9", "#e69f00", "#f0e442", "#009e73", "#cc79a7", "#8c6bb1", "#999", "#d55e00", "#777"]
ONE_SUM = "one sum, as given"
PREMIUMS = ["satellite_hour_premium", "module_hour_premium"]
FEW, FIVE, NAMED = 8, 5, 3  # changes, facts of the nearest world, and numbers held still, that are named
NOTHING = 1e-6  # of the way to the nearest world
WORDS = ("right", "open", "wrong")


class Outcome(NamedTuple):
    """What a scenario comes to: dollars for an hour of a GPU and a million tokens, by place, ratios to Texas, lines."""

    hours: dict[str, float]
    tokens: dict[str, float]
    ratios: dict[str, float]
    lines: dict[str, list[float]]
    rent: float


def outcome(scenario):
    """The `Outcome` of a scenario."""
    plain = scenario.si
    with np.errstate(all="ignore"):
        found = model.comparison(plain)
        lines = hourly(plain)
    hour, tokens = (factor_between(plain_unit(unit), Unit(unit)) for unit in ("USD/hour", "USD/Mtoken"))
    hours = {place: float(getattr(found, name)) * hour for place, name in HOURS.items()}
    per_token = {place: float(getattr(found, f"{place}_cost")) * tokens for place in HOURS}
    ratios = dict(zip(HOURS, [float(getattr(found, name)) for name in PREMIUMS] + [1.0], strict=True))
    return Outcome(hours, per_token, ratios, lines or {ONE_SUM: list(hours.values())}, float(plain.gpu_rent) * hour)


def dollars(value):
    """An amount with its cents, where they matter."""
    if not np.isfinite(value):
        return "none"
    return f"{value:.2f}" if abs(value) < 100 else number(value, 3)


def times(value):
    """A ratio to two digits; a dash where there is none."""
    return number(value, 2) if np.isfinite(value) else "–"


def answered(now, start):
    """Ratios in large type, the bills as bars on one scale, and line by line as a table."""
    ratios = ""
    for place in ("satellite", "module"):
        before, after = times(start.ratios[place]), times(now.ratios[place])
        was = f" (at first {before})" if after != before else ""
        name = CALLED[place].capitalize()
        ratios += f'<div><span class="calc-ratio">{after} ×</span><br>{name} ÷ Texas{was}</div>'
    heads = "".join(f"<th>{CALLED[place].capitalize()}</th>" for place in HOURS)
    rows = "".join(
        f"<tr><th>{swatch(line, i, len(now.lines))}{escape(line)}</th>{cells(costs)}</tr>"
        for i, (line, costs) in enumerate(now.lines.items())
        if any(costs)
    )
    whole = "".join(f"<td>{dollars(cost)}</td>" for cost in now.hours.values())
    before = "".join(f"<td>{dollars(cost)}</td>" for cost in start.hours.values())
    before = f"<tr><th>at first</th>{before}</tr>" if now.hours != start.hours else ""
    tokens = "".join(f"<td>{dollars(cost)}</td>" for cost in now.tokens.values())
    return html(
        f'<div class="calc-ratios">{ratios}</div>{bars(now, start)}<table class="calc-table">'
        f"<caption>What an hour of one GPU costs, in dollars</caption><thead><tr><td></td>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody><tfoot><tr><th>together</th>{whole}</tr>{before}"
        f"<tr><th>a million tokens</th>{tokens}</tr></tfoot></table>"
    ).data


def colour(line, place, count):
    """The colour of a line of the bills."""
    return COLOURS[-1] if count == 1 else COLOURS[place]


def swatch(line, place, count):
    """A line's colour before its name."""
    return f'<i class="calc-swatch" style="background:{colour(line, place, count)}"></i>'


def bars(now, start):
    """A bar a place, on a scale that grows only to hold the reader, with what a GPU rents for across."""
    finite = [cost for cost in (*now.hours.values(), *start.hours.values(), now.rent) if np.isfinite(cost)]
    most, rows = 1.1 * max(finite), ""
    for column, place in enumerate(HOURS):
        parts = ""
        for i, (line, costs) in enumerate(now.lines.items()):
            width = 100 * max(0.0, costs[column]) / most if np.isfinite(costs[column]) else 0.0
            parts += f'<i style="width:{width:.2f}%;background:{colour(line, i, len(now.lines))}"></i>'
        name = CALLED[place].capitalize()
        rows += f'<span>{name}</span><div class="calc-track">{parts}</div><b>${dollars(now.hours[place])}</b>'
    rent = f'<i class="calc-rent" style="left:{100 * now.rent / most:.2f}%"></i>'
    said = f"<small>⋮ a GPU rents for ${dollars(now.rent)} an hour</small>"
    return f'<div class="calc-bars" aria-hidden="true">{rows}<div class="calc-over">{rent}</div></div>{said}'


def differences(before, after):
    """What differs between two scenarios: ["launch price: 1,600 → 200 USD/kg"], in the table's order."""
    plain, changed = before.si, after.si
    found = []
    for name in after.names():
        if not differs(float(changed[name]), float(plain[name])):
            continue
        row, digits = after.assumption(name), 3
        was, now = (scenario.quantity(name).m for scenario in (before, after))
        while digits < 6 and number(was, digits) == number(now, digits):
            digits += 1
        ends = powers(f"{number(was, digits)} → {number(now, digits)} {short_unit(row.unit)}".strip())
        found.append(f"{short(row.about)}: {ends}")
    return found


def listed(changes):
    """What was changed, as a list; the rest of many folded."""
    if not changes:
        return "<p>All numbers are as they were at first.</p>"
    head = f"<p><strong>{len(changes)} number{'s' if len(changes) > 1 else ''} changed</strong></p>"
    items = [f"<li>{escape(change)}</li>" for change in changes]
    rest = f"<details><summary>and {len(items) - FEW} more</summary><ul>{''.join(items[FEW:])}</ul></details>"
    return html(f"{head}<ul>{''.join(items[:FEW])}</ul>{rest if len(items) > FEW else ''}").data


def many(scenario):
    """In how many worlds around a scenario orbit is cheaper, and where the box lies in nine of ten."""
    found = worlds.monte_carlo(model.comparison, PREMIUMS, scenario)
    whole = found.inside()
    if not len(whole):
        return "<p>In none of the worlds around these numbers have both designs a price.</p>"
    wins = int(np.sum(np.minimum(*(whole[name].m_as("") for name in PREMIUMS)) < 1))
    low, middle, high = (number(end.m_as(""), 2) for end in whole.quantiles(RATIO))
    share = f"none of {len(whole):,}" if not wins else f"{wins:,} of {len(whole):,}"
    said = f"Orbit is cheaper in {share} worlds, draws of every uncertain number around these."
    said += f" In nine of ten the box costs {low} to {high} times Texas, in the middle one {middle}."
    if lost := len(found) - len(whole):
        said += f" Left out: {lost:,} in which one of them has no price."
    return f"<p>{escape(said + drawn_too(found.held, scenario) + still(found.held, scenario))}</p>"


def drawn_too(held, scenario):
    """That what is set of the uncertain numbers is drawn with the others: one by name, more by their number."""
    changed = [scenario.assumption(name) for name in scenario.changes() if name not in held]
    rows = [row for row in changed if row.role == "fact"]
    if not rows:
        return ""
    if len(rows) > 1:
        return f" The {len(rows)} of them that you set are drawn too, each about your value."
    low, high = scenario.range_of(rows[0].name)
    ends = powers(f"{number(low, 3)} to {number(high, 3)} {short_unit(rows[0].unit)}".strip())
    return f" The {short(rows[0].about)} is drawn too, from {ends} and mostly near your value."


def still(held, scenario):
    """Which numbers no world moves, as a sentence: a few by name, more by their number."""
    names = [short(scenario.assumption(name).about) for name in held]
    if not names:
        return ""
    if len(names) > NAMED:
        return f" {len(names)} numbers are held still, as they lie beyond their ranges."
    their = ("are", "they lie", "their ranges") if len(names) > 1 else ("is", "it lies", "its range")
    return f" Held still {their[0]} {', '.join(names)}, as {their[1]} beyond {their[2]}."


def judged(scenario, progress):
    """A verdict's word for each claim, and why where it has no number; `progress(done, all)` is called meanwhile."""
    found = {}
    for done, key in enumerate(claims.read()):
        progress(done, len(claims.read()))
        try:
            found[key] = claims.verdict(key, scenario).word, ""
        except ValueError as error:
            found[key] = "open", f" ({error})"
    return found


def verdicts(found, book):
    """How many claims are right, open and wrong, of those that the front page counts and of all; which have moved."""
    strict = [found[key] for key in claims.counted() if key in found]
    tally, whole = (
        ", ".join(f"{sum(word == each for word, _ in some)} {each}" for each in WORDS)
        for some in (strict, found.values())
    )
    moved = {key: (book[key][0], *pair) for key, pair in found.items() if pair[0] != book[key][0]}
    items = "".join(
        f"<li>{badge(before)} → {badge(word)} claim {key}: {escape(claims.claim(key).says + why)}</li>"
        for key, (before, word, why) in moved.items()
    )
    differ = f"{len(moved)} differ{'s' if len(moved) == 1 else ''} from the book’s:" if moved else "All as in the book."
    return html(
        f"<p>Of the {len(strict)} claims that the front page counts: {tally}. Of all {len(found)}, with our own "
        f"tests and with mistakes that come twice: {whole}. {differ}</p><ul>{items}</ul>"
    ).data


def nearest(scenario, design="satellite"):
    """The nearest world in which a design costs as little as Texas: (what to say, {assumption: value} or nothing)."""
    called = f"the {CALLED[design]}"
    if outcome(scenario).ratios[design] <= 1:
        return f"<p>By these numbers {called} already costs no more than Texas.</p>", {}
    try:
        found = worlds.nearest_world(model.comparison, f"{design}_hour_premium", Q(1, ""), scenario)
    except ValueError as error:
        return html(f"<p>Within the ranges no such world is found: {escape(str(error))}.</p>").data, {}
    moves = [move for move in found.moves if move.share > NOTHING]
    items = ""
    for move in moves[:FIVE]:
        row = scenario.assumption(move.name)
        was, now = scenario.quantity(move.name).m, move.value.m_as(row.unit)
        items += f"<li>{escape(short(row.about))}: {powers(f'{number(was, 3)} → {number(now, 3)}')}"
        items += f" {escape(short_unit(row.unit))}</li>"
    more = f"<p>and {len(moves) - FIVE} more, each of which matters less.</p>" if len(moves) > FIVE else ""
    head = (
        f"<p>The nearest world in which {called} costs as little as Texas lies {number(found.distance, 2)} standard "
        f"deviations from the middle one. What moves most on the way there:</p>"
    )
    return html(f"{head}<ul>{items}</ul>{more}").data, {move.name: move.value for move in moves}
