"""Charts without sliders: what is compared is computed once, when the chapter runs."""

import altair as alt
from IPython.display import display

from starcalc import sensitivity
from starcalc.arrays import literal
from starcalc.figures import COLOURS, MIME, axis_scale, finished
from starcalc.model import RESULTS
from starcalc.sliders import short, significant, titled, unit_text
from starcalc.units import number


def tornado(calculation, result, scenario, *names, title, most=10, log=False, **about):
    """Display a bar for each assumption: the result with it at the ends of its range, the rest as they are."""
    rows = sensitivity.tornado(calculation, result, scenario, names)[:most]
    unit, _, label = RESULTS[result]
    here = significant(sensitivity.result_of(calculation, scenario, result).m_as(unit))
    data = []
    for name, *ends in rows:
        row, values = scenario.assumption(name), [significant(value.magnitude) for value in ends]
        marks = zip(("low end", "high end"), row.range, values, sides(values, here), strict=True)
        bars = [
            {"name": short(row.about), "end": f"{number(at)} {unit_text(row.unit)}", "value": value, "which": which}
            | side
            for which, at, value, side in marks
        ]
        data += sorted(bars, key=lambda bar: -abs(bar["value"] - here))  # the shorter bar over the longer
    order = list(dict.fromkeys(row["name"] for row in data))
    scale = axis_scale("log" if log else "linear", padding=75)
    ends = alt.Scale(domain=["low end", "high end"], range=[COLOURS[1], COLOURS[0]])
    base = alt.Chart().encode(y=alt.Y("name:N", sort=order, axis=None))
    bar = base.mark_bar(height=13, yOffset=8).encode(
        x=alt.X("from:Q", title=titled(label, unit), scale=scale),
        x2="value:Q",
        color=alt.Color("which:N", title=None, scale=ends, legend=alt.Legend(orient="top")),
    )
    words = base.encode(x="beside:Q", text="end:N")
    right = words.mark_text(align="left", dx=4, dy=8).transform_filter("datum.right")
    left = words.mark_text(align="right", dx=-4, dy=8).transform_filter("!datum.right")
    layers = alt.layer(named(base), bar, right, left, data=alt.Data(values=data))
    return draw(layers.transform_calculate(**{"from": literal(here)}), title, about, height=36 * len(order))


def sides(values, here):
    """Where the labels of two ends stand: beside their bars; where both point one way, the shorter one goes across."""
    near, far = sorted(values, key=lambda value: abs(value - here))
    found = [{"beside": value, "right": value >= here} for value in values]
    if (near - here) * (far - here) > 0:
        found[values.index(near)] = {"beside": here, "right": far < here}
    return found


def ladder(rows, reference, *, title, axis, **about):
    """Display dots on one logarithmic axis, one line each, and a reference line: rows are (label, group, value)."""
    data = [{"name": name, "group": group, "value": significant(value)} for name, group, value in rows]
    order = [row["name"] for row in sorted(data, key=lambda row: -row["value"])]
    groups = list(dict.fromkeys(row["group"] for row in data))
    base = alt.Chart(alt.Data(values=data)).encode(y=alt.Y("name:N", sort=order, axis=None))
    dots = base.mark_point(filled=True, size=90, opacity=1, yOffset=8).encode(
        x=alt.X("value:Q", title=axis, scale=alt.Scale(type="log", padding=50), axis=alt.Axis(tickCount=5)),
        color=alt.Color("group:N", title=None, scale=alt.Scale(domain=groups, range=COLOURS)),
        shape=alt.Shape(
            "group:N", title=None, scale=alt.Scale(domain=groups), legend=alt.Legend(orient="top", columns=2)
        ),
    )
    values = base.mark_text(align="left", dx=9, dy=8).encode(x="value:Q", text=alt.Text("value:Q", format=",.3~r"))
    label, value = reference
    line = alt.Chart(alt.Data(values=[{"value": significant(value), "label": label}])).encode(x="value:Q")
    rule = line.mark_rule(strokeDash=[4, 3], strokeWidth=1.5)
    words = line.mark_text(align="left", dx=5, fontStyle="italic").encode(y=alt.value(-6), text="label:N")
    return draw(alt.layer(rule, words, named(base), dots, values), title, about, height=36 * len(data))


def named(base):
    """Each row's name above its mark: beside the axis it would leave a telephone no room for the chart."""
    return base.mark_text(align="left", dy=-7, fontSize=12).encode(x=alt.value(0), text="name:N")


def draw(chart, title, about, **size):
    """Display a chart without sliders, the same way as a figure: it needs a name, a caption and a text alternative."""
    spec = finished(chart, title, about | {"sliders": []}, **size)
    display({MIME: spec, "text/plain": title}, raw=True)
