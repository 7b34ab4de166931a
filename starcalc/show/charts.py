"""Charts without sliders: what is compared is computed once, when the chapter runs."""

import altair as alt
from IPython.display import display

from starcalc.show import panels
from starcalc.show.sliders import significant
from starcalc.show.specs import ACROSS, COLOURS, ROW, bundle, finished, haloed
from starcalc.units import number


def ladder(rows, reference, *, title, axis, **about):
    """Display dots on one logarithmic axis, one line each, and a reference line.

    Rows are (label, group, value), or with the digits to which the value is said, three unless given.
    """
    data = [
        {"name": name, "group": group, "value": significant(value), "said": number(value, *digits or [3])}
        for name, group, value, *digits in rows
    ]
    order = [row["name"] for row in sorted(data, key=lambda row: -row["value"])]
    groups = list(dict.fromkeys(row["group"] for row in data))
    base = alt.Chart(alt.Data(values=data)).encode(y=alt.Y("name:N", sort=order, axis=None))
    scale = alt.Scale(type="log", padding=50, nice=False)
    columns = alt.ExprRef(expr=f"width < 450 ? 2 : {min(len(groups), 3)}")
    dots = base.mark_point(filled=True, size=90, opacity=1, yOffset=8).encode(
        x=alt.X("value:Q", title=axis, scale=scale, axis=alt.Axis(tickCount=5)),
        color=alt.Color("group:N", title=None, scale=alt.Scale(domain=groups, range=COLOURS)),
        shape=alt.Shape(
            "group:N", title=None, scale=alt.Scale(domain=groups), legend=alt.Legend(orient="top", columns=columns)
        ),
    )
    said = {"x": "value:Q", "text": "said:N"}
    values = alt.layer(*haloed(base, said, align="left", dx=9, dy=8))
    label, value = reference
    line = alt.Chart(alt.Data(values=[{"value": significant(value), "label": label}])).encode(x="value:Q")
    rule = line.mark_rule(**ACROSS)
    words = line.mark_text(align="left", dx=5, fontStyle="italic").encode(y=alt.value(-6), text="label:N")
    return draw(alt.layer(rule, words, named(base), dots, values), title, about, height=ROW * len(data))


def bars(sums, *, title, axis, form=".2~r", **about):
    """Display sums line by line as bars, one for each sum that has something there: {sum: {line: Quantity}}.

    `form` is how their numbers are written, in D3's notation; two significant digits.
    """
    groups, data, room = list(sums), [], 1.12  # to the right of the longest bar, for its number
    for line in next(iter(sums.values())):
        data.append({"row": len(data), "name": line})
        for group in groups:
            if (value := sums[group][line].magnitude) > 0:
                data.append({"row": len(data), "group": group, "value": significant(value)})
    base = alt.Chart(alt.Data(values=data)).encode(y=alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0.15)))
    colour = alt.Color(
        "group:N",
        title=None,
        scale=alt.Scale(domain=groups, range=COLOURS[: len(groups)]),
        legend=alt.Legend(orient="top", labelLimit=400),
    )
    longest = max(row.get("value", 0) for row in data)
    scale = alt.Scale(domain=[0, room * longest], nice=False)
    drawn = base.transform_filter("isValid(datum.group)")
    bar = drawn.mark_bar().encode(x=alt.X("value:Q", title=axis, scale=scale), color=colour)
    value = drawn.mark_text(align="left", dx=4, fontSize=11).encode(x="value:Q", text=alt.Text("value:Q", format=form))
    names = base.transform_filter("isValid(datum.name)").mark_text(align="left", fontSize=12, dy=2)
    layers = alt.layer(names.encode(x=alt.value(0), text="name:N"), bar, value)
    return draw(layers, title, about, height=16 * len(data))


def agreement(rows, *, title, axes, **about):
    """Display a prediction against what was measured: rows are (label, group, predicted, measured, bound).

    On the diagonal they agree; within the band, to a factor of two. A thin stem leads up from each dot to its bound.
    """
    columns = ("name", "group", "predicted", "measured", "bound")
    data = [dict(zip(columns, (*row[:2], *map(significant, row[2:])), strict=True)) for row in rows]
    groups = list(dict.fromkeys(row["group"] for row in data))
    low, high = (end(row["predicted"] for row in data) * factor for end, factor in ((min, 0.7), (max, 1.4)))
    span = alt.Scale(type="log", domain=[low, high], nice=False)
    tall = alt.Scale(type="log", domain=[low, max(row["bound"] for row in data) * 1.3], nice=False)
    x, y = alt.X("predicted:Q", title=axes[0], scale=span), alt.Y("measured:Q", title=axes[1], scale=tall)
    line = [{"predicted": end, "measured": end, "half": end / 2, "twice": 2 * end} for end in (low, high)]
    ends = alt.Chart(alt.Data(values=line)).encode(x=x)
    band = ends.mark_area(opacity=0.15, color=COLOURS[0], clip=True).encode(y=alt.Y("half:Q", scale=tall), y2="twice:Q")
    base = alt.Chart(alt.Data(values=data)).encode(x=x, y=y, tooltip=["name:N", "measured:Q", "predicted:Q", "bound:Q"])
    shown = {"scale": alt.Scale(domain=groups, range=COLOURS), "title": None}
    stem = base.mark_rule(strokeWidth=1, opacity=0.5).encode(y2="bound:Q")
    cap = base.mark_tick(thickness=2, size=9, orient="horizontal").encode(y="bound:Q")
    dots = base.mark_point(filled=True, size=70, opacity=1).encode(
        color=alt.Color("group:N", legend=alt.Legend(orient="top"), **shown),
        shape=alt.Shape("group:N", title=None, scale=alt.Scale(domain=groups)),
    )
    return draw(alt.layer(band, ends.mark_line(strokeWidth=1.5).encode(y=y), stem, cap, dots), title, about, height=400)


def named(base):
    """Each row's name above its mark: beside the axis it would leave a telephone no room for the chart."""
    return alt.layer(*haloed(base, {"x": alt.value(0), "text": "name:N"}, align="left", dy=-7, fontSize=12))


def draw(chart, title, about, **size):
    """Display a chart without sliders, the same way as a figure: it needs a name, a caption and a text alternative."""
    spec = finished(chart, title, about | {"sliders": []}, **size)
    display(panels.still(spec) | bundle(spec, title), raw=True)
