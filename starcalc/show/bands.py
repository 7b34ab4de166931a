"""Bands along an axis of years: where nine worlds of ten lie, and beneath them what others foresee."""

import altair as alt
import numpy as np

from starcalc.show.charts import draw
from starcalc.show.specs import COLOURS
from starcalc.show.sliders import significant
from starcalc.units import number

TALL, ROW = 300, 17  # pixels for the bands, and for a row beneath them
CURVES = ("low", "middle", "high", "own")
TICKS = [tick * 10**power for power in range(-3, 4) for tick in (1, 2, 5)]
RIGHT = 0.55  # of the axis, beyond which a name stands on the left of its mark


def over_years(rows, marks, reference, *, title, axis, years, **about):
    """Display bands over years, on one logarithmic axis: rows are (label, year, low, middle, high, own).

    In each band a line is the middle world's, and a dashed one the scenario's own. Beneath stand `marks`, one a row:
    (name, low, year, high), a dot between its ends; without a year, a triangle says: not before `low`. `reference` is a
    line, (label, value), and `years` the ends of the axis. The text alternative is computed.
    """
    if not rows:
        raise ValueError(f"figure {title!r} has no rows; give one at least")
    said, line = reference
    curves = [np.asarray(values, dtype=float) for _, _, *four in rows for values in four]
    whole = np.concatenate([[line], *curves])
    if not np.all((whole > 0) & np.isfinite(whole)):
        raise ValueError(f"figure {title!r} has a logarithmic axis; all that it draws must be finite and above zero")
    ends = [significant(whole.min() / 1.15), significant(whole.max() * 1.05)]
    labels = [label for label, *_ in rows]
    height = TALL + 14 + ROW * len(marks) if marks else TALL
    # All y scales are pixels from the top: of the bands a logarithm, of the rows beneath the pixels themselves
    scale = alt.Scale(type="log", domain=ends, range=[TALL, 0], nice=False)
    ticks = [tick for tick in TICKS if ends[0] <= tick <= ends[1]]
    once = {
        "low": alt.Axis(values=ticks, format="~g", title=axis, titleY=TALL / 2)
    }  # each layer has a scale of its own
    calendar = alt.Axis(format="d", tickCount=5, title=None, grid=False)
    span = alt.Scale(domain=list(years), nice=False)
    x = {key: alt.X(f"{key}:Q", scale=span, axis=calendar) for key in ("year", "from", "when", "since")}
    y = {key: alt.Y(f"{key}:Q", scale=scale, axis=once.get(key)) for key in ("low", "middle", "own", "value")}
    at = alt.Y("at:Q", scale=None, axis=None)
    legend = alt.Legend(orient="top", labelLimit=400)
    colour = alt.Color("series:N", title=None, legend=legend, scale=alt.Scale(domain=labels, range=COLOURS))
    base = alt.Chart(alt.Data(values=drawn(rows))).encode(x=x["year"], color=colour)
    band = base.mark_area(opacity=0.22).encode(y=y["low"], y2="high:Q")
    middle = base.mark_line(strokeWidth=2.5).encode(y=y["middle"])
    own = base.mark_line(strokeWidth=1.5, strokeDash=[5, 4]).encode(y=y["own"])
    mark = alt.Chart(alt.Data(values=[{"value": significant(line), "label": said, "year": years[1]}]))
    rule = mark.mark_rule(strokeDash=[2, 2], strokeWidth=1.5).encode(y=y["value"])
    words = mark.mark_text(align="right", dx=-4, dy=-7, fontStyle="italic").encode(x=x["year"], y=y["value"])
    fives = [{"year": year} for year in range(int(years[0]), int(years[1]) + 1) if year % 5 == 0]
    guides = alt.Chart(alt.Data(values=fives)).mark_rule(opacity=0.15)
    guides = guides.encode(x=x["year"], y=alt.value(0), y2=alt.value(height))
    layers = [guides, band, middle, own, rule, words.encode(text="label:N")]
    if marks:
        beneath = alt.Chart(alt.Data(values=stacked(marks, years))).encode(y=at)
        known = {key: beneath.transform_filter(f"isValid(datum['{key}'])") for key in ("from", "when", "since")}
        thick = known["from"].mark_rule(strokeWidth=3, opacity=0.5).encode(x=x["from"], x2="to:Q")
        dot = known["when"].mark_point(filled=True, size=55, opacity=1).encode(x=x["when"])
        open_ = known["since"].mark_point(shape="triangle-right", size=55, strokeWidth=2).encode(x=x["since"])
        names = [
            beneath.transform_filter(f"datum.side == '{side}'")
            .mark_text(align=side, dx=dx, fontSize=11)
            .encode(x=alt.X("beside:Q", scale=span, axis=calendar), text="name:N")
            for side, dx in (("left", 8), ("right", -8))
        ]
        layers += [thick, dot.encode(color=alt.value(COLOURS[2])), open_.encode(color=alt.value(COLOURS[2])), *names]
    chart = alt.layer(*layers).resolve_scale(y="independent")
    about["alt"] = about.get("alt") or heard(rows, marks, reference, axis)
    return draw(chart, title, about, height=height)


def drawn(rows):
    """The bands as a chart takes them: a row a year."""
    found = []
    for label, year, *curves in rows:
        for when, *values in zip(year, *curves, strict=True):
            values = map(significant, values)
            found.append({"series": label, "year": float(when)} | dict(zip(CURVES, values, strict=True)))
    return found


def stacked(marks, years):
    """What stands beneath the bands: a row a mark, where it lies, and on which side its name has room."""
    found, (first, last) = [], years
    for place, (name, low, year, high) in enumerate(marks):
        row = {"name": name, "at": TALL + 14 + ROW * place}
        if year is None:
            row |= dict.fromkeys(("since", "from", "to"), significant(low))
        else:
            ends = [significant(min(max(end, first), last)) for end in (low, year if high is None else high)]
            row |= {"from": ends[0], "to": ends[1], "when": significant(year)}
        right = low > first + RIGHT * (last - first)
        found.append(row | {"side": "right" if right else "left", "beside": row["from"] if right else row["to"]})
    return found


def heard(rows, marks, reference, axis):
    """What a chart of bands shows, for readers who do not see it."""
    parts = []
    for label, year, low, middle, high, own in rows:
        spoken = [
            f"{number(middle[i], 2)} in {year[i]:.0f}, {number(low[i], 2)} to {number(high[i], 2)}, "
            f"by our own values {number(own[i], 2)}"
            for i in (0, len(year) // 2, -1)
        ]
        parts.append(f"{label}, the middle world and nine worlds of ten: {'; '.join(spoken)}")
    text = f"Bands of {axis} over the years; a line at {number(reference[1], 2)}: {reference[0]}. {'. '.join(parts)}."
    if marks:
        foreseen = "; ".join(f"{name}, {foretold(*when)}" for name, *when in marks)
        text += f" Beneath, what others foresee: {foreseen}."
    return text


def foretold(low, year, high):
    """The years of a forecast in words.

    >>> foretold(2030.0, 2032.0, 2039.0), foretold(2035.0, None, None), foretold(2035.0, 2035.0, None)
    ('2030 to 2039', 'not before 2035', '2035')
    """
    if year is None:
        return f"not before {low:.0f}"
    ends = [f"{end:.0f}" for end in (low, year if high is None else high)]
    return " to ".join(dict.fromkeys(ends))
