"""A walk as a chart: from one number to another, a bar for each step."""

import altair as alt

from starcalc.show.charts import draw, named
from starcalc.show.sliders import significant
from starcalc.show.specs import ACROSS, COLOURS, ROW
from starcalc.units import number

WHICH = {"raises it": COLOURS[1], "lowers it": COLOURS[0]}
SPAN = 5  # the least factor that the axis covers, so that in every walk a step is as long as it is large


def waterfall(rows, start, end, *, title, axis, reference=None, **about):
    """Display a walk, such as `worlds.walk` gives: a bar for each step on one logarithmic axis that spans 5 at least.

    `start` and `end` name what is walked from and to, and `reference` is a line, (label, value). The text alternative
    is computed: it reads the walk out. ValueError where there is no step, or a value has no place on such an axis.
    """
    rows = list(rows)
    if not rows or not all(0 < value < float("inf") for row in rows for value in (row.before, row.value)):
        raise ValueError(f"figure {title!r} needs steps whose values are above zero, not {rows!r:.60}")
    ends = {start: rows[0].before, end: rows[-1].value}
    if len(ends) < 2:
        raise ValueError(f"figure {title!r} walks from {start!r} to itself; name start and end differently")
    data = [{"row": 0, "name": start, "total": significant(rows[0].before)}]
    for i, row in enumerate(rows, start=1):
        span = sorted(map(significant, (row.before, row.value)))
        bar = {"from": span[0], "to": span[1], "after": significant(row.value), "next": i + 1}
        which = list(WHICH)[bool(row.factor < 1)]
        data.append({"row": i, "name": row.label, "which": which, "factor": factor_text(row.factor)} | bar)
    data.append({"row": len(data), "name": end, "total": significant(rows[-1].value)})
    base = alt.Chart().encode(y=alt.Y("row:O", axis=None))
    used = {which: colour for which, colour in WHICH.items() if any(row.get("which") == which for row in data)}
    walked = [rows[0].before, *(row.value for row in rows), *([reference[1]] if reference else [])]
    spread = max(1.0, (SPAN * min(walked) / max(walked)) ** 0.5)
    low, high = significant(min(walked) / spread), significant(max(walked) * spread)
    scale = alt.Scale(type="log", padding=55, nice=False, domainMin=low, domainMax=high)
    steps, totals = (base.transform_filter(f"isValid(datum.{field})") for field in ("which", "total"))
    bar = steps.mark_bar(height=13, yOffset=8).encode(
        x=alt.X("from:Q", title=axis, scale=scale, stack=None, axis=alt.Axis(tickCount=5, format="~r")),
        x2="to:Q",
        color=alt.Color(
            "which:N",
            title=None,
            scale=alt.Scale(domain=list(used), range=list(used.values())),
            legend=alt.Legend(orient="top"),
        ),
    )
    thread = steps.mark_rule(strokeDash=[2, 2], opacity=0.5, yOffset=8, y2Offset=8).encode(x="after:Q", y2="next:O")
    words = steps.mark_text(align="left", dx=5, dy=8).encode(x="to:Q", text="factor:N")
    dots = totals.mark_point(filled=True, size=90, opacity=1, shape="diamond", color=COLOURS[2], yOffset=8)
    sums = totals.mark_text(align="left", dx=9, dy=8, fontWeight="bold").encode(
        x="total:Q", text=alt.Text("total:Q", format=",.3~r")
    )
    layers = [thread, bar, named(base), words, dots.encode(x="total:Q"), sums]
    if reference:
        mark = alt.Data(values=[{"value": significant(reference[1]), "label": reference[0]}])
        line = alt.Chart(mark).encode(x="value:Q")
        rule = line.mark_rule(**ACROSS, opacity=0.6)
        said = line.mark_text(align="left", dx=5, fontStyle="italic").encode(y=alt.value(-6), text="label:N")
        layers = [rule, said, *layers]
    first, last = (f"{label}, {number(value, 2)}" for label, value in ends.items())
    read = "; ".join(f"{row.label}, {factor_text(row.factor)}, to {number(row.value, 2)}" for row in rows)
    about["alt"] = f"A walk on a logarithmic axis, {axis}. From {first}: {read}. So to {last}."
    return draw(alt.layer(*layers, data=alt.Data(values=data)), title, about, height=ROW * len(data))


def factor_text(factor):
    """A factor as a bar says it."""
    return f"× {factor:.2f}" if 0.1 <= factor < 9.95 else f"× {number(factor, 2)}"
