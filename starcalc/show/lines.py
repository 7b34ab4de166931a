"""Lines against an axis: the tables that are drawn, and the chart over them. The page fills the tables anew."""

from bisect import bisect_left
from itertools import pairwise

import altair as alt

from starcalc.show import axes, told
from starcalc.show.sliders import CALENDAR, is_date, label_of, on_axis, powers, titled, unit_text
from starcalc.show.specs import COLOURS, DASHES, GHOST, TEXT_COLOURS, haloed
from starcalc.units import number

ASIDE = 7  # pixels from a dot to its label
ABOVE, BELOW = -9, 12  # and from a line's height to the middle of what is said of it
MIDDLE = 0.35, 0.65  # of an axis: between these a label has room on either side
CLOSE = axes.GAP / axes.HEIGHT


def tables(names, x, reader, default, here, answers, ends, x_scale, y_scale):
    """The tables of a chart: the reader's lines, the figure's own where those lie elsewhere, dots and their labels.

    `here`: where the reader stands on the axis; `answers`: the results there; `ends`: those of both axes.
    """
    pairs = [(a, b) for mine, own in zip(reader, default, strict=True) for a, b in zip(mine, own, strict=True)]
    moved = any(told.differs(a, b) if a is not None and b is not None else a != b for a, b in pairs)
    shown = [axes.drawable(value, y_scale) for value in answers]
    dots = [{"x": here, "y": y, "series": name} for name, y in zip(names, shown, strict=True) if y is not None]
    return {
        "lines": in_rows(names, x, reader),
        "ghost": in_rows(names, x, default) if moved else [],
        "dots": dots,
        "labels": labels(names, x, reader, here, shown, ends, x_scale, y_scale),
    }


def in_rows(names, x, series):
    """Lines in long form."""
    return [
        {"x": at, "y": y, "series": name}
        for name, line in zip(names, series, strict=True)
        for at, y in zip(x, line, strict=True)
    ]


def labels(names, x, reader, here, shown, ends, x_scale, y_scale):
    """Name and value beside each dot, moved apart; a line that has no value there is named where it ends.

    Of two in the middle that would stand on each other, the lower goes to the other side of its line, and below it.
    """
    x_ends, y_ends = (ends["x_low"], ends["x_high"]), (ends["y_low"], ends["y_high"])
    found = []
    for name, value, line in zip(names, shown, reader, strict=True):
        at, y, words = here, value, powers(number(value, 3)).replace("-", "−") if value is not None else ""
        if value is None:
            points = [(place, y) for place, y in zip(x, line, strict=True) if y is not None]
            if not points:
                continue
            at, y = points[-1]
        share = axes.share_of(at, *x_ends, x_scale)
        left = rises(x, line, at) if MIDDLE[0] < share < MIDDLE[1] else share > 0.5
        text = f"{name} {words}".strip() if len(names) > 1 else words
        found.append({"x": at, "y": y, "text": text, "series": name} | beside(left, ABOVE))
    high = sorted(found, key=lambda row: -axes.share_of(row["y"], *y_ends, y_scale))  # those of one height in order
    for upper, lower in pairwise(high if MIDDLE[0] < axes.share_of(here, *x_ends, x_scale) < MIDDLE[1] else []):
        gap = axes.share_of(upper["y"], *y_ends, y_scale) - axes.share_of(lower["y"], *y_ends, y_scale)
        if gap < CLOSE and upper["x"] == lower["x"] == here and upper["dx"] == lower["dx"]:
            lower.update(beside(lower["dx"] > 0, BELOW))
    for height in (ABOVE, BELOW):
        rows = [row for row in found if row["dy"] == height]
        shares = axes.apart([axes.share_of(row["y"], *y_ends, y_scale) for row in rows])
        for row, share in zip(rows, shares, strict=True):
            row["y"] = axes.at_share(share, *y_ends, y_scale)
    return found


def beside(left, height):
    """Where a label stands to its dot."""
    return {"align": "right" if left else "left", "dx": -ASIDE if left else ASIDE, "dy": height}


def rises(x, line, at):
    """Whether a line goes up from the point before a place to the next; what is said above it then stands on its left.

    >>> rises([0, 1, 2], [5, 5, 6], 1.5), rises([0, 1, 2], [5, 5, None], 1.5)
    (True, False)
    """
    after = min(bisect_left(x, at), len(x) - 1)
    ends = line[max(after - 1, 0)], line[after]
    return None not in ends and ends[1] > ends[0]


def chart(figure):
    """The chart over the tables: zero, the ghost, the lines, the dots, the labels on a ground of their own."""
    against, several = figure.against, len(figure.results) > 1
    ends = {axis: [alt.ExprRef(expr=f"{axis}_low"), alt.ExprRef(expr=f"{axis}_high")] for axis in "xy"}
    x = alt.X(
        "x:Q",
        title=on_axis(label_of(against)),
        axis=alt.Axis(**CALENDAR) if is_date(against) else alt.Axis(tickCount=6),
        scale=scale(against.scale, ends["x"]),
    )
    y_title = unit_text(figure.unit) if several else titled(figure.labels[0], figure.unit)
    y = alt.Y("y:Q", title=on_axis(y_title), scale=scale(figure.scale, ends["y"]))
    coloured = alt.Color("series:N", legend=None, scale=alt.Scale(domain=figure.names, range=COLOURS))
    inked = alt.Color("series:N", legend=None, scale=alt.Scale(domain=figure.names, range=TEXT_COLOURS))
    dashed = alt.StrokeDash("series:N", legend=None, scale=alt.Scale(domain=figure.names, range=DASHES))
    places = {
        "align": alt.expr("datum.align"),
        "dx": alt.expr("datum.dx"),
        "dy": alt.expr("datum.dy"),
        "fontSize": 13,
        "fontWeight": "bold",
    }
    words = over("labels").encode(x=x, y=y, text="text:N")
    zero = [over("dots").mark_rule(clip=True, strokeWidth=1).encode(y=alt.datum(0))] if figure.scale != "log" else []
    return alt.layer(
        over("ghost").mark_line(clip=True, strokeWidth=2, color=GHOST).encode(x=x, y=y, detail="series:N"),
        *zero,
        over("lines").mark_line(clip=True, strokeWidth=2.5).encode(x=x, y=y, color=coloured, strokeDash=dashed),
        over("dots").mark_point(filled=True, size=90, opacity=1).encode(x=x, y=y, color=coloured),
        *haloed(words, color=inked, **places),
    ).resolve_scale(color="independent")


def over(table):
    """A chart over a named table."""
    return alt.Chart(alt.NamedData(name=table))


def scale(kind, ends):
    """A scale whose ends are the chart's params."""
    return alt.Scale(type=kind, domain=ends, nice=False, **({} if kind == "log" else {"zero": False}))
