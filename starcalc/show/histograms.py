"""How many worlds lie where: histograms that share an axis."""

import altair as alt
import numpy as np

from starcalc.show.charts import draw
from starcalc.show.sliders import significant
from starcalc.show.specs import COLOURS
from starcalc.units import number

NINE_OF_TEN = (0.05, 0.5, 0.95)  # the ends between which nine worlds of ten lie, and the middle one
TICKS = [tick * 10**power for power in range(-3, 4) for tick in (1, 2, 5)]
OWN = "#f0e442"  # as yellow as no group of COLOURS is
BINS = 64  # how many bars an axis holds
ROW, RISE, HEAD = 110, 58, 16  # pixels for a row, for the tallest bar of all, and above the first name


def histogram(rows, reference, *, title, axis, **about):
    """Display how many worlds lie where, on one logarithmic axis: rows are (label, group, values, own).

    Under each histogram stand nine worlds of ten and the middle one, and as a diamond the scenario's own value; a line
    marks the reference, (label, value). The text alternative is computed.
    """
    if not rows:
        raise ValueError(f"figure {title!r} has no rows; give one at least")
    said, line = reference
    samples = [np.asarray(values, dtype=float) for _, _, values, _ in rows]
    whole = np.concatenate([[line], *samples])
    ends = [significant(whole.min() / 1.1), significant(whole.max() * 1.02)]
    groups, height = list(dict.fromkeys(group for _, group, *_ in rows)), HEAD + ROW * len(rows)
    base, data = alt.Chart(), alt.Data(values=laid_out(rows, samples, np.geomspace(*ends, BINS + 1)))
    ticks = alt.Axis(values=[tick for tick in TICKS if ends[0] <= tick <= ends[1]], format="~g", grid=False)
    across = {"title": axis, "scale": alt.Scale(type="log", domain=ends, nice=False), "axis": ticks}
    x = {key: alt.X(f"{key}:Q", **across) for key in ("from", "low", "middle", "own", "mark", "value")}
    y = {key: alt.Y(f"{key}:Q", scale=None, axis=None) for key in ("top", "line", "at")}  # rows are laid out in pixels
    colour = alt.Color("group:N", legend=None, scale=alt.Scale(domain=groups, range=COLOURS[: len(groups)]))
    drawn = {key: base.transform_filter(f"isValid(datum['{key}'])") for key in (*x, "name")}
    bars = drawn["from"].mark_rect(opacity=0.75).encode(x=x["from"], x2="to:Q", y=y["top"], y2="foot:Q", color=colour)
    nine = drawn["low"].mark_rule(strokeWidth=3).encode(x=x["low"], x2="high:Q", y=y["line"], color=colour)
    centre = drawn["middle"].mark_tick(thickness=3, size=15).encode(x=x["middle"], y=y["line"], color=colour)
    diamond = drawn["own"].mark_point(shape="diamond", filled=True, size=90, opacity=1, color=OWN, stroke="black")
    numbers = drawn["mark"].mark_text(dy=15, fontSize=11).encode(x=x["mark"], y=y["line"], text="text:N")
    names = drawn["name"].mark_text(fontSize=12).encode(x=x["value"], y=y["at"], text="name:N")
    mark = alt.Chart(alt.Data(values=[{"value": significant(line), "label": said}])).encode(x=x["value"])
    rule = mark.mark_rule(strokeDash=[4, 3], strokeWidth=1.5).encode(y=alt.value(0), y2=alt.value(height))
    words = mark.mark_text(align="left", dx=5, fontStyle="italic").encode(y=alt.value(5), text="label:N")
    layers = alt.layer(
        bars, nine, centre, numbers, diamond.encode(x=x["own"], y=y["line"]), names, rule, words, data=data
    )
    return draw(layers, title, {"alt": heard(rows, reference, axis)} | about, height=height)


def laid_out(rows, samples, edges):
    """What a histogram draws, laid out in pixels: bars, their name above, nine of ten, the middle and the own value."""
    counts, data = [np.histogram(values, edges)[0] for values in samples], []
    tallest = max(found.max() for found in counts)
    for place, ((label, group, _, own), values, found) in enumerate(zip(rows, samples, counts, strict=True)):
        foot = HEAD + ROW * place + RISE + 15
        marks = [significant(value) for value in np.quantile(values, NINE_OF_TEN)]
        line = {"line": foot + 8, "group": group}
        data += [
            {"from": significant(start), "to": significant(stop), "foot": foot, "group": group}
            | {"top": significant(foot - RISE * count / tallest)}
            for start, stop, count in zip(edges, edges[1:], found, strict=False)
            if count
        ]
        peak = {"value": marks[1], "at": foot - RISE * found.max() / tallest - 9}
        data += [
            {"name": label} | {key: significant(value) for key, value in peak.items()},
            line | {"low": marks[0], "high": marks[2]},
        ]
        data += [line | {"middle": marks[1]}, line | {"own": significant(own)}]
        data += [line | {"mark": value, "text": number(value, 2)} for value in marks]
    return data


def heard(rows, reference, axis):
    """What a histogram shows, for readers who do not see it."""
    said, line = reference
    parts = []
    for label, _, values, own in rows:
        low, middle, high = (number(value, 2) for value in np.quantile(values, NINE_OF_TEN))
        below = np.count_nonzero(np.asarray(values) < line) or "none"
        spoken = f"{label}: {middle} in the middle world, {low} to {high} in nine worlds of ten"
        parts.append(f"{spoken}, {number(own, 2)} by our own values, {below} below the line")
    return (
        f"Histograms of {axis} in {len(rows[0][2]):,} worlds; a line at {number(line, 2)}: {said}. {'. '.join(parts)}."
    )
