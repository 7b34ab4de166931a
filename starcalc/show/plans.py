"""Small drawings that are computed once: areas beside each other, and a sheet between the wind and the Sun."""

from math import cos, radians, sin, sqrt

import altair as alt

from starcalc.show.charts import draw
from starcalc.show.sliders import significant
from starcalc.show.specs import COLOURS
from starcalc.units import number

ABREAST = alt.param(name="abreast", expr="width > 450")
CELLS, WIND, RAY = "#1f4e79", COLOURS[2], COLOURS[4]
ROOM = 0.86  # of its column, for the largest square


def squares(rows, *, title, unit, **about):
    """Display areas as squares to one scale, side by side: rows are (words, area, words beneath), with \\n in words.

    Three stand in a row on a narrow page. The text alternative is computed. ValueError without rows, or for an area
    that is not above zero.
    """
    rows = list(rows)
    if not rows or not all(0 < area < float("inf") for _, area, _ in rows):
        raise ValueError(f"figure {title!r} needs areas above zero, not {rows!r:.60}")
    largest = sqrt(max(area for _, area, _ in rows))
    data = [
        {"i": i, "words": words, "area": significant(area / largest**2), "said": f"{number(area, 2)} {unit}\n{beneath}"}
        for i, (words, area, beneath) in enumerate(rows)
    ]
    count = len(rows)
    columns = alt.param(name="columns", expr=f"abreast ? {count} : 3")
    lines = alt.param(name="lines", expr=f"abreast ? 1 : ceil({count} / 3)")
    room = alt.param(name="room", expr=f"{ROOM} * width / columns")
    placed = alt.Chart(alt.Data(values=data)).transform_calculate(
        x="datum.i % columns + 0.5", y="lines - floor(datum.i / columns) - 0.5", pixels="datum.area * room * room"
    )
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, alt.ExprRef(expr="columns")], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[0, alt.ExprRef(expr="lines")], nice=False))
    square = placed.mark_point(shape="square", filled=True, opacity=1, color=CELLS).encode(
        x=x, y=y, size=alt.Size("pixels:Q", scale=None)
    )
    words = {"fontSize": 11, "lineBreak": "\n", "lineHeight": 13}
    above = placed.mark_text(baseline="bottom", dy=alt.expr("-room / 2 - 19"), **words).encode(x=x, y=y, text="words:N")
    below = placed.mark_text(baseline="top", dy=alt.expr("room / 2 + 6"), fontWeight="bold", **words)
    layers = alt.layer(square, above, below.encode(x=x, y=y, text="said:N"))
    read = "; ".join(f"{words}, {number(area, 2)} {unit}".replace("\n", " ") for words, area, _ in rows)
    shape = {"wide": 2.9, "narrow": 1 / (0.62 * -(-count // 3))}
    about |= {"alt": f"Squares to one scale: {read}.", "shape": shape}
    return draw(layers.add_params(ABREAST, columns, lines, room), title, about, height=round(600 / shape["wide"]))


def sheet_and_wind(rows, *, title, **about):
    """Display a sheet from above, between the wind and the Sun: rows are (words, sheet, Sun, words beneath).

    `sheet` and `Sun` are angles in degrees to the way the satellite flies, of the sheet's plane and of the Sun as it
    stands over that plane; the wind comes from ahead, which is to the right. ValueError without rows, or for an angle
    beyond a half-turn.
    """
    rows = list(rows)
    if not rows or not all(0 <= angle <= 180 for _, *angles, _ in rows for angle in angles):
        raise ValueError(f"figure {title!r} needs angles of 0 to 180 degrees, not {rows!r:.60}")
    strokes, tips, words = [], [], []
    for i, (head, sheet, sun, beneath) in enumerate(rows):
        across, up = cos(radians(sheet)), sin(radians(sheet))
        strokes.append(line(i, "the panel", (-0.62 * across, -0.62 * up), (0.62 * across, 0.62 * up)))
        for shift in (-0.32, 0, 0.32):
            toward = (cos(radians(sun)), sin(radians(sun)))
            foot = (shift * across, shift * up)
            start, end = ((foot[0] + d * toward[0], foot[1] + d * toward[1]) for d in (0.95, 0.14))
            strokes.append(line(i, "sunlight", start, end))
            tips.append({"i": i, "kind": "sunlight", "angle": 270 - sun} | spot("u", "v", end))
        for height in (-0.36, -0.12, 0.12, 0.36):
            strokes.append(line(i, "the wind", (1.15, height), (0.78, height)))
            tips.append({"i": i, "kind": "the wind", "angle": 270} | spot("u", "v", (0.78, height)))
        words += [{"i": i, "v": 1.32, "text": head, "weight": "bold"}, {"i": i, "v": -0.85, "text": beneath}]
    across, down = ("abreast ? datum.i : 0"), ("abreast ? 0 : datum.i")
    ends = {"x": f"datum.u + 2.6 * ({across})", "y": f"datum.v - 2.75 * ({down})"}
    far = {"x2": f"datum.u2 + 2.6 * ({across})", "y2": f"datum.v2 - 2.75 * ({down})"}
    last = len(rows) - 1
    near, wide = (alt.ExprRef(expr=e) for e in ("abreast ? -1.3 : -2", f"abreast ? {1.3 + 2.6 * last} : 2"))
    deep = alt.ExprRef(expr=f"abreast ? -1.25 : {-1.25 - 2.75 * last}")
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[near, wide], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[deep, 1.5], nice=False))
    kinds = alt.Scale(domain=["the panel", "the wind", "sunlight"], range=[CELLS, WIND, RAY])
    colour = alt.Color("kind:N", title=None, scale=kinds, legend=alt.Legend(orient="top", symbolType="square"))
    width = alt.StrokeWidth("width:Q", scale=None, legend=None)
    drawn = alt.Chart(alt.Data(values=strokes)).transform_calculate(**ends | far)
    rule = drawn.mark_rule().encode(x=x, y=y, x2="x2:Q", y2="y2:Q", color=colour, strokeWidth=width)
    tip = alt.Chart(alt.Data(values=tips)).transform_calculate(**ends)
    tip = tip.mark_point(shape="triangle", filled=True, opacity=1, size=45).encode(
        x=x, y=y, color=colour, angle=alt.Angle("angle:Q", scale=None)
    )
    said = alt.Chart(alt.Data(values=[word | {"u": 0} for word in words])).transform_calculate(**ends)
    text = {"fontSize": 12, "lineBreak": "\n", "lineHeight": 15, "baseline": "top"}
    heads, feet = (said.transform_filter(f"datum.v {sign} 0").mark_text(**text | w) for sign, w in WEIGHTS)
    layers = [rule, tip, *(part.encode(x=x, y=y, text="text:N") for part in (heads, feet))]
    read = "; ".join(f"{head}: {beneath}".replace("\n", " ") for head, _, _, beneath in rows)
    shape = {"wide": (2.6 * len(rows)) / 2.75, "narrow": 4 / (2.75 * len(rows))}
    about |= {"alt": f"Drawings from above of a sheet in wind and sunlight. {read}.", "shape": shape}
    return draw(alt.layer(*layers).add_params(ABREAST), title, about, height=round(600 / shape["wide"]))


WIDTHS = {"the panel": 5, "the wind": 1.6, "sunlight": 1.6}  # of strokes
WEIGHTS = ((">", {"fontWeight": "bold"}), ("<", {}))


def line(i, kind, start, end):
    """A stroke of one of the drawings."""
    return {"i": i, "kind": kind, "width": WIDTHS[kind]} | spot("u", "v", start) | spot("u2", "v2", end)


def spot(x, y, point):
    """A point's coordinates under two names, rounded."""
    return {x: round(point[0], 3), y: round(point[1], 3)}
