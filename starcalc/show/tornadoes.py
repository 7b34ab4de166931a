"""What would change the answer: a bar for each assumption, from one end of its range to the other.

The page's script computes the same bars around the reader's own numbers (book/assets/bars.js).
"""

from math import isfinite

import altair as alt
from IPython.display import display

from starcalc import worlds
from starcalc.assumptions import short
from starcalc.model import RESULTS
from starcalc.phrases import template_beside, template_short
from starcalc.scenario import asks
from starcalc.show import axes, panels, told
from starcalc.show.figures import base, rounded_row, start
from starcalc.show.sliders import on_axis, powers, significant, titled, unit_text
from starcalc.show.specs import ACROSS, COLOURS, GHOST, ROW, bundle, finished, haloed
from starcalc.units import Unit, factor_between, number, plain_unit

ENDS = ("low end", "high end")


@asks
def tornado(calculation, result, scenario, *names, title, most=10, log=False, line=None, **about):
    """Display a bar for each assumption: the result with it at the ends of its range, the rest as they are.

    `names` are the assumptions, of which the `most` are shown that move the result farthest; on a logarithmic axis, by
    the largest factor. `line` is (what it is, a number in the result's unit or the name of a result of the same
    calculation): a dashed line, such as what a verdict hangs on. The text alternative is computed, unless one is given.
    ValueError where the result has no value at an end of a range.
    """
    known = described(calculation, result, scenario, names, most, log, line) | about
    centre, ends = worked(calculation, result, scenario, known)
    rows = drawn(known, centre, ends)
    across = beyond(known, calculation, scenario)
    known["sentence"] = sentence(known, centre, rows)
    known |= {"alt": read_out(known, ends)} | about
    spec = finished(chart(known), title, known, height=ROW * known["bars"]["most"])
    tables = {"bars": [rounded_row(row, False) for row in rows], "ghost": [{"value": significant(centre)}]}
    if known["bars"]["line"]:
        tables["line"] = [rounded_row(row, False) for row in across]
    spec["params"] = [{"name": "least", "value": least(rows, across)}]
    spec |= {"datasets": tables}
    display(panels.still(spec) | bundle(spec, f"{title} {known['sentence']}"), raw=True)


def lined(line):
    """What a page needs to know of a line: its label, and its value or the result that it is."""
    if line is None:
        return None
    label, at = line
    return {"label": label} | ({"result": at} if isinstance(at, str) else {"value": float(at)})


def read_out(about, ends):
    """The bars as a text, the longest first as `worlds.tornado` has them."""
    [shown], rows = about["results"], {row["name"]: row for row in about["bars"]["rows"]}
    bars = [
        f"{rows[name]['label']}, {' to '.join(number(end, 3) for end in pair)}"
        for name, pair in list(ends.items())[: about["bars"]["most"]]
    ]
    unit = f" ({shown['unit']})" if shown["unit"] else ""
    return f"Bars for the {shown['name']}{unit}: {'; '.join(bars)}."


def described(calculation, result, scenario, names, most, log, line=None):
    """What the page needs to know, beside the words: numbers in the tables' units."""
    unit, _, label = RESULTS[result]
    rows = [scenario.assumption(name) for name in names]
    bars = [
        {
            "name": row.name,
            "label": short(row.about),
            "template": template_short(row.unit),
            "low": row.range[0],
            "high": row.range[1],
        }
        for row in rows
    ]
    shown = {"result": result, "name": label, "unit": unit_text(unit), "template": template_beside(label, unit)}
    return {
        "start": start(scenario),
        "base": base(scenario),
        "of": calculation.__name__,
        "results": [shown | {"factor": factor_between(Unit(unit), plain_unit(unit))}],
        "sliders": [],
        "bars": {"rows": bars, "most": min(most, len(bars)), "log": log, "line": lined(line)},
    }


def worked(calculation, result, scenario, about):
    """The result itself, and with each assumption at the ends of its range: {name: (low, high)}, in the unit shown."""
    unit, names = RESULTS[result][0], [row["name"] for row in about["bars"]["rows"]]
    found = worlds.tornado(calculation, result, scenario, names)
    centre = worlds.result_of(calculation, scenario.with_units, result).m_as(unit)
    return centre, {name: (float(low.m_as(unit)), float(high.m_as(unit))) for name, low, high in found}


def drawn(about, centre, ends):
    """The rows of the chart: two bars a name, the one that departs farther first, so that the shorter lies over it.

    `ends` are (low, high) by name; the names come out by the larger departure of the two, or the larger factor.
    """
    bars, rows = about["bars"], []
    scale = "log" if bars["log"] else "linear"
    if axes.drawable(centre, scale) is None:
        return []
    known = {row["name"]: row for row in bars["rows"]}
    kept = {name: pair for name, pair in ends.items() if all(axes.drawable(end, scale) is not None for end in pair)}
    for place, name in enumerate(
        sorted(kept, key=lambda name: -reach(kept[name], centre, bars["log"]))[: bars["most"]]
    ):
        row = known[name]
        both = [
            {
                "row": place,
                "name": row["label"],
                "end": said,
                "from": centre,
                "value": value,
                "which": which,
                "right": value >= centre or not told.differs(value, centre),
            }
            for which, said, value in zip(ENDS, ends_said(about, row, kept[name], centre), kept[name], strict=True)
        ]
        rows += sorted(both, key=lambda bar: -abs(bar["value"] - centre))
    return rows


def reach(ends, centre, log):
    """How far a bar goes from its centre; on a logarithmic axis, the factor between its ends, or to the centre."""
    return max(*ends, centre) / min(*ends, centre) if log else max(abs(end - centre) for end in ends)


def ends_said(about, row, values, here):
    """What stands beside the two bars: the range's ends. Nothing where an end is the scenario's own value.

    Where both bars point one way, the longer one's label has both ends, the shorter one's with its result.
    """
    said = ends_of(row)
    away = [value - here if told.differs(value, here) else 0.0 for value in values]
    if away[0] * away[1] <= 0:
        return [words if way else "" for words, way in zip(said, away, strict=True)]
    near = 0 if abs(away[0]) < abs(away[1]) else 1
    short = told.told(values[near], about["results"][0]["template"].split(" per ")[0], 2)
    found = ["", ""]
    found[1 - near] = f"{said[1 - near]} ({said[near]}: {short})"
    return found


def beyond(about, calculation, scenario):
    """The line asked for, as rows of one: what it is and where; none where it has no value."""
    if not about["bars"]["line"]:
        return []
    line = about["bars"]["line"]
    if "result" in line:
        unit = RESULTS[about["results"][0]["result"]][0]
        line |= {"value": float(worlds.result_of(calculation, scenario.with_units, line["result"]).m_as(unit))}
    return [{key: line[key] for key in ("value", "label")}] if isfinite(line["value"]) else []


def least(rows, across):
    """What the axis numbers from: zero, where nothing lies below it."""
    values = [row[key] for row in rows for key in ("from", "value")] + [row["value"] for row in across]
    return 0 if min(values, default=0) >= 0 else -1e300


def sentence(about, centre, rows):
    """What the chart says: the result, and what moves it farthest."""
    return f"{told.sentence(about, {}, [centre])} {farthest(about, rows)}".strip()


def farthest(about, rows):
    """The longest bar as a sentence; nothing where there is none."""
    if not rows:
        return ""
    template, name = about["results"][0]["template"], rows[0]["name"]
    row = next(row for row in about["bars"]["rows"] if row["label"] == name)
    values = [next(bar["value"] for bar in rows[:2] if bar["which"] == which) for which in ENDS]
    low, high = (f"{told.told(value, template)} at {end}" for value, end in zip(values, ends_of(row), strict=True))
    apart = rows[0]["right"] != rows[1]["right"]
    return f"It moves farthest with the {name}: {f'from {low} to {high}' if apart else f'{low} and {high}'}."


def ends_of(row):
    """The ends of an assumption's range, as they are said."""
    return [powers(row["template"].format(number(at)).strip()) for at in (row["low"], row["high"])]


def chart(about):
    """The chart over the tables `bars` and `ghost`, the book's own result, which stays."""
    bars, shown = about["bars"], about["results"][0]
    title = on_axis(titled(shown["name"], RESULTS[shown["result"]][0]))
    kind = {"type": "log"} if bars["log"] else {"type": "linear", "zero": True}
    scale = alt.Scale(padding=80, nice=False, **kind)
    positive = alt.Axis(labelExpr="datum.value < least ? '' : datum.label", tickCount=6, labelBound=True)
    over = alt.Chart(alt.NamedData(name="bars"))
    places = alt.Scale(domain=list(range(bars["most"])))
    both = over.encode(y=alt.Y("row:O", axis=None, scale=places))
    bar = both.mark_bar(height=13, yOffset=8).encode(
        x=alt.X("from:Q", title=title, scale=scale, axis=positive, stack=None),
        x2="value:Q",
        color=alt.Color(
            "which:N",
            title=None,
            scale=alt.Scale(domain=list(ENDS), range=[COLOURS[1], COLOURS[0]]),
            legend=alt.Legend(orient="top"),
        ),
    )
    side, away = alt.expr("datum.right ? 'left' : 'right'"), alt.expr("datum.right ? 4 : -4")
    words = haloed(both, halo=9, align=side, dx=away, dy=8, encoding={"x": "value:Q", "text": "end:N"})
    once = both.transform_filter(f"datum.which == '{ENDS[0]}'")  # for the two bars of a name
    names = haloed(once, align="left", dy=-7, fontSize=12, encoding={"x": alt.value(0), "text": "name:N"})
    ghost = alt.Chart(alt.NamedData(name="ghost")).mark_rule(color=GHOST, strokeWidth=2).encode(x="value:Q")
    if not bars["line"]:
        return alt.layer(ghost, bar, *names, *words)
    line = alt.Chart(alt.NamedData(name="line")).encode(x="value:Q")
    rule = line.mark_rule(**ACROSS)
    called = haloed(line, align="left", dx=5, fontStyle="italic", encoding={"y": alt.value(-6), "text": "label:N"})
    return alt.layer(ghost, rule, bar, *names, *words, *called)
