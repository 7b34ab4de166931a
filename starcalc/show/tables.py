"""Tables: assumptions, trends, elasticities, the whole sum."""

import re

from IPython.display import Markdown

from starcalc import worlds
from starcalc.assumptions import GRADES, short
from starcalc.labels import nearest
from starcalc.model import bill
from starcalc.scenario import asks
from starcalc.show.citing import folded
from starcalc.show.listings import citation
from starcalc.show.sliders import powers
from starcalc.trends import trends as known_trends
from starcalc.units import number, text

NO_LIMIT = 1e6  # times the upper end of a range: a value that is to be never met
PLURAL = re.compile(r"(?<=\d)(?<!^1) (year|month|day|hour|minute)$")  # 5 years, and 3 % a year
OURS = "starcalc2026"  # the entry of references.bib that stands for our own guesses


@asks
def assumptions(scenario, *names, rest=(), beside=None):
    """Rows of the table: value, range, kind, and source with its grade; `beside` adds what another scenario states.

    What `rest` names, a list or one string of names, stands in a fold below. A star marks a value outside the
    table's range; a dash, that the other scenario says nothing.
    """
    grades = ", ".join(f"{grade} {meaning}" for grade, meaning in GRADES.items())
    text_ = rows_of(scenario, names, beside)
    rest = rest.split() if isinstance(rest, str) else rest
    if rest:
        text_ += "\n\n" + folded(f"And {len(rest)} more that this chapter uses", rows_of(scenario, rest, beside))
    return Markdown(f"{text_}\n\nGrades of reading: {grades}. A star marks a value outside its range.")


def rows_of(scenario, names, beside):
    """Assumptions as a Markdown table."""
    columns = ["symbol", "assumption", "here", *(["the post"] if beside else []), "range", "kind and source"]
    lines = ["| " + " | ".join(columns) + " |", "|---" * len(columns) + "|"]
    for name in names:
        row = scenario.assumption(name)
        given = [written(beside, name) if beside.assumption(name).kind == "given" else "–"] if beside else []
        cells = [
            f"${row.symbol}$",
            f"{row.about} `{name}`",
            powers(written(scenario, name)),
            *given,
            powers(" to ".join(map(number, row.range))),
        ]
        source_ = row.kind if row.source == OURS else f"{row.kind}: {citation(row.source)} ({row.grade})"
        lines.append("| " + " | ".join([*cells, source_]) + " |")
    return "\n".join(lines)


def written(scenario, name):
    """A value as text, with a star where it leaves the table's range; what stands for no limit says so."""
    quantity, row = scenario.quantity(name), scenario.assumption(name)
    endless = quantity.m_as(row.unit) >= NO_LIMIT * abs(row.range[1])
    said = "no limit" if endless else PLURAL.sub(r" \1s", text(quantity)).replace(" 1/year", " a year")
    return said + ("" if row.holds(quantity) else " ★")


# What the chapters call the three places of a bill.
CALLED = {"satellite": "satellite", "module": "sheet", "ground": "Texas"}


@asks
def whole_sum(scenario):
    """What a million tokens costs, line by line, in space both ways and on the ground, in dollars."""
    sums = bill(scenario)
    heads = " | ".join(CALLED[name] for name in sums)
    rows = [f"| dollars per million tokens | {heads} |", "|---" + "|---:" * len(sums) + "|"]
    for line in next(iter(sums.values())):
        cells = [sums[name][line].magnitude for name in sums]
        rows.append(f"| {line} | " + " | ".join(f"{cell:.3f}" if cell else "–" for cell in cells) + " |")
    totals = [sum(lines.values()).magnitude for lines in sums.values()]
    rows.append("| **together** | " + " | ".join(f"**{total:.3f}**" for total in totals) + " |")
    return Markdown("\n".join(rows))


def trends(*names, rest=()):
    """Rows of the table of trends: what it is, how fast, and source with its grade; all unless some are named.

    What `rest` names stands in a fold below. ValueError for an unknown one, with the nearest name.
    """
    known = known_trends()
    if unknown := [name for name in (*names, *rest) if name not in known]:
        raise ValueError(f"no trend called {unknown[0]!r}{nearest(unknown[0], known)}; there are: {', '.join(known)}")
    text_ = trend_rows(known, names or known)
    return Markdown(text_ + ("\n\n" + folded(f"And {len(rest)} more", trend_rows(known, rest)) if rest else ""))


def trend_rows(known, names):
    """Trends as a Markdown table."""
    lines = ["| trend | middle | low to high | source |", "|---|---:|---:|---|"]
    for name in names:
        row = known[name]
        each = "% saved a doubling" if row.form == "wright" else "% a year"
        for key, (middle, low, high) in row.rates().items():
            about = row.about if key == name else f"how fast the mass lifted in a year grows, to {number(row.most)} t"
            per = each if key == name else "% a year"
            source_ = "estimate" if row.source == OURS else f"{citation(row.source)} ({row.grade})"
            rates = f"{number(middle)} {per} | {number(low)} to {number(high)}".replace("-", "−")
            lines.append(f"| {about} `{key}` | {rates} | {source_} |")
    return "\n".join(lines)


@asks
def elasticities(calculation, result, scenario, *names):
    """Percent of change in a result per percent of change in each assumption, largest first."""
    slopes = worlds.elasticity(calculation, result, scenario, names)
    lines = ["| assumption | 1 % more of it changes the result by |", "|---|---|"]
    for name in sorted(slopes, key=lambda name: -abs(slopes[name])):
        lines.append(f"| {short(scenario.assumption(name).about)} | {slopes[name]:+.2f} % |".replace("-", "−"))
    return Markdown("\n".join(lines))
