"""The satellites as a technical drawing, to scale: drawn from the lengths of `starcalc.pictures.satellites`."""

from math import cos, sin

import altair as alt
import numpy as np

from starcalc import model
from starcalc.show.figures import Figure
from starcalc.show.pictures import RAY, expressions, fit, placed
from starcalc.show.sliders import significant
from starcalc.show.specs import COLOURS

CELLS, LINE, HOT, BODY, CHIP, INK = "#1f4e79", "#ffffff", COLOURS[1], "#4d7391", "#f0e442", "#000000"

# What the calculation leaves open and a drawing cannot: the size of the bus, and its boom.
BANDS = 4  # of cells on a module, with the white strips between them
BUS_HEIGHT, BUS_DEPTH, BOOM = 4.0, 1.0, 2.0  # m
GPU_SIDE = 0.4  # m; some four times the package, so that it can be seen
LARGER = 2  # how much larger the module is drawn the second time
RIGHT_HALF = [
    (0, 1.42),
    (0.08, 1.42),
    (0.24, 1.4),
    (0.29, 1.32),
    (0.3, 0.78),
    (0.22, 0.78),
    (0.2, 1.25),
    (0.18, 0),
    (0.02, 0),
]
PERSON = [*RIGHT_HALF, (0.02, 0.7), *((-u, v) for u, v in reversed(RIGHT_HALF))]  # shoulders at 1.42 m, the head above
HEAD = [(0.13 * cos(t), 1.65 + 0.15 * sin(t)) for t in np.linspace(0, 2 * np.pi, 17)]

WIDE, NARROW = (100, 46), (66, 88)  # metres of the sheet, of which span and height of the satellite are these:
SPAN, TALL = 43.3, 19.3  # and more or fewer where the satellite is larger or smaller
WHITE = {"align": "left", "dx": 4, "color": LINE, "fontSize": 11}
ASIDE = {"align": "left", "dy": 11, "fontSize": 11}
ROOM = "span * metre > 150"  # pixels of the array, on which it can be written


def or_else(length, otherwise):
    """A length, and another for what has none, as a radiator of chips that must stay too cold."""
    return f"(isFinite({length}) ? {length} : {otherwise})"


LAYOUT = {
    "abreast": "width > height",
    "wider": f"{or_else('span', SPAN)} - {SPAN} + max(0, {or_else('2 * part_length', 0)} - {WIDE[0] - 25 - SPAN})",
    "taller": f"{or_else('chord + fin', TALL)} - {TALL}",
    "long": f"abreast ? wider + {WIDE[0]} : max(wider, 0) + {NARROW[0]}",
    "high": f"abreast ? max(taller + {WIDE[1]}, {or_else('3 * part_width', 0)} + 20) : max(taller, 0) + {NARROW[1]}",
    "metre": fit("long", "high"),
    "middle_x": "abreast ? wider / 2 : 0",
    "middle_y": "-high / 2",
    "depth": f"{BUS_DEPTH + BOOM} + fin",
    "front_x": "abreast ? -43 : 2 - span / 2",
    "front_y": "-4 - chord / 2",
    "side_y": "-16 - chord",
    "module_x": "abreast ? front_x + span + 12 : -26",
    "module_y": "abreast ? -4 - part_width / 2 : side_y - depth - 12 - part_width / 2",
    "larger_y": f"module_y - {(1 + LARGER) / 2} * part_width - 8",
}

LAYOUT_ALONE = {
    "metre": "min(width / (part_length + 5), height / (part_width + 3.4))",
    "middle_x": "0",
    "middle_y": "-0.3",
    "module_x": "-(part_length + 2) / 2",
}


def scale_drawing(scenario=None, sliders=("satellite_power", "die_limit"), **about):
    """Both designs to one scale and in one attitude: array, bus and radiator of the satellite, and one module."""
    shape = {"wide": WIDE[0] / WIDE[1], "narrow": NARROW[0] / NARROW[1]}
    shown = {"names": ["array", "radiator"], "picture": "satellites", "drawing": sheet, "shape": shape}
    return Figure(model.satellite, ["array_area", "radiator_area"], None, sliders, scenario, **shown | about)


def module_drawing(scenario=None, sliders=("module_power", "spreader_thickness"), **about):
    """One module of the sheet as the Sun sees it: cells, white strips, the GPUs on its back, and somebody beside it."""
    shown = {"names": ["module"], "picture": "satellites", "drawing": one_module, "shape": {"wide": 1.9, "narrow": 1.7}}
    return Figure(model.module, ["module_area"], None, sliders, scenario, **shown | about)


def sheet():
    """The drawing: the array faces the Sun, its long axis pointing at Earth, as the tide would have it."""
    layers = [*front(), *behind(), *module_twice()]
    layers[0] = layers[0].encode(
        x=placed("x", "middle_x", "width", "metre"), y=placed("y", "middle_y", "height", "metre")
    )
    return alt.layer(*layers).add_params(*expressions(LAYOUT))


def front():
    """The satellite as the Sun sees it, Earth at the left; what is behind the array is dashed."""
    right, top, foot = "(front_x + span)", "(front_y + chord / 2)", "(front_y - chord / 2)"
    middle, half, beside = "(front_x + span / 2)", BUS_HEIGHT / 2, "(front_x + span + 1.6)"
    hidden = {"fillOpacity": 0, "stroke": LINE, "strokeWidth": 1.2, "strokeDash": [4, 3]}
    return [
        *panels("front_x", right, foot, top, 24, 8),
        box(f"{middle} - {half}", f"{middle} + {half}", f"front_y - {half}", f"front_y + {half}", **hidden),
        sight(
            f"{middle} - along / 2", "front_y - across / 2", f"{middle} + along / 2", "front_y + across / 2", HOT, 1.6
        ),
        label(middle, top, "'from the Sun: array, ' + format(array_area, ',.0f') + ' m²'", dy=-10),
        label(
            f"{middle} + {half}", "front_y", f"{ROOM} ? 'bus, ' + format(gpus, ',.0f') + ' GPUs' : ''", **WHITE, dy=-8
        ),
        label("front_x", "front_y", f"{ROOM} ? 'radiator, edge-on' : ''", **WHITE, dy=10),
        *measure("front_x", right, f"{foot} - 1.6", "span"),
        box(beside, None, foot, top, color=INK, strokeWidth=0.8),
        *(box(f"{beside} - 0.6", f"{beside} + 0.6", end, None, color=INK, strokeWidth=0.8) for end in (foot, top)),
        label(beside, "front_y", "format(chord, '.1~f') + ' m'", angle=90, dy=-8, fontSize=11),
        *person(f"{right} + 5", foot),
        label(f"{right} + 5", foot, "'1.8 m'", dy=11, fontSize=11),
        *arrow("front_x - 1.2", "front_y", -3.2, 0, BODY),
        label("front_x - 0.8", "front_y", "'Earth'", align="right", dy=-9, fontSize=11),
    ]


def behind():
    """The same from behind, as it flies away: the Sun above, Earth at the left."""
    right, middle, half = "(front_x + span)", "(front_x + span / 2)", BUS_HEIGHT / 2
    root, end = f"(side_y - {BUS_DEPTH + BOOM})", "(side_y - depth)"
    left, far, ray = f"({middle} - along / 2)", f"({middle} + along / 2)", f"({right} - span / 4)"
    return [
        box("front_x", right, "side_y", "side_y + 0.3", color=CELLS),
        box(f"{middle} - {half}", f"{middle} + {half}", f"side_y - {BUS_DEPTH}", "side_y", color=BODY),
        box(f"{middle} - 0.15", f"{middle} + 0.15", root, f"side_y - {BUS_DEPTH}", color=BODY),
        box(left, far, end, root, color=HOT, fillOpacity=0.2, stroke=HOT, strokeWidth=1.2),
        ruled(left, far, end, root, 12, 1, HOT),
        label(middle, end, "'from behind: radiator, ' + format(radiator_area, ',.0f') + ' m²'", dy=16),
        box(f"{far} + 1.6", None, end, root, color=INK, strokeWidth=0.8),
        *(box(f"{far} + 1", f"{far} + 2.2", edge, None, color=INK, strokeWidth=0.8) for edge in (end, root)),
        label(f"{far} + 2.4", f"({end} + {root}) / 2", "format(fin, '.1~f') + ' m'", align="left", fontSize=11),
        *arrow(ray, "side_y + 4.2", 0, -3.4, RAY),
        label(ray, "side_y + 3", "'Sun'", align="left", dx=7, fontSize=11),
    ]


def module_twice():
    """One module to the same scale, and enlarged with its GPUs; white strips stand between its cells."""
    right, top, foot = "(module_x + part_length)", "(module_y + part_width / 2)", "(module_y - part_width / 2)"
    long, wide = f"({LARGER} * part_length)", f"({LARGER} * part_width)"
    end, ceiling, floor = f"(module_x + {long})", f"(larger_y + {wide} / 2)", f"(larger_y - {wide} / 2)"
    said = "format(module_area, ',.0f') + ' m², ' + format(gpus_per_module, '.1~f') + ' GPUs'"
    aside = f"'enlarged {LARGER} times' + (cells < 0.999 && metre > 4 ? ': white strips beside the cells' : '')"
    return [
        *(sight(a, foot, b, ceiling) for a, b in (("module_x", "module_x"), (right, end))),
        *strips("module_x", right, foot, top),
        *strips("module_x", end, floor, ceiling),
        chips("module_x", long, "larger_y", LARGER),
        label("module_x", top, f"'one module: ' + {said}", align="left", dy=-10),
        label("module_x", floor, aside, **ASIDE),
        *measure("module_x", end, f"{floor} - max(4.4, 26 / metre)", "part_length"),
        *person(f"{end} + 3", floor, LARGER),
    ]


def one_module():
    """A module by itself, as large as there is room for, drawn about the middle of its picture."""
    right, top, foot = "(module_x + part_length)", "(part_width / 2)", "(-part_width / 2)"
    said = "'one module: ' + format(module_area, ',.0f') + ' m², ' + format(gpus_per_module, '.1~f') + ' GPUs'"
    layers = [
        *strips("module_x", right, foot, top),
        chips("module_x", "part_length", "0", 1),
        label("module_x", top, said, align="left", dy=-10),
        *measure("module_x", right, f"{foot} - 0.9", "part_length"),
        *person(f"{right} + 1.4", foot),
        label(f"{right} + 1.4", foot, "'1.8 m'", dy=11, fontSize=11),
    ]
    layers[0] = layers[0].encode(
        x=placed("x", "middle_x", "width", "metre"), y=placed("y", "middle_y", "height", "metre")
    )
    return alt.layer(*layers).add_params(*expressions(LAYOUT_ALONE))


# --- strokes ----------------------------------------------------------------------------------------------------------


def at_rest(**steps):
    """A chart of one row."""
    return alt.Chart(alt.Data(values=[{}])).transform_calculate(**steps)


def box(left, right, low, high, **mark):
    """A rectangle, or a line where one pair of its ends is missing."""
    chart = at_rest(x=left, x2=right or left, y=low, y2=high or low)
    drawn = chart.mark_rect(**mark) if right and high else chart.mark_rule(**mark)
    return drawn.encode(x="x:Q", x2="x2:Q", y="y:Q", y2="y2:Q")


def panels(left, right, low, high, columns, rows):
    """A sheet of solar cells."""
    sheet = box(left, right, low, high, color=CELLS)
    return [sheet, ruled(left, right, low, high, columns, 1, LINE), ruled(left, right, low, high, 1, rows, LINE)]


def ruled(left, right, low, high, columns, rows, colour):
    """Thin lines that cut a rectangle into columns, or into rows."""
    share = f"datum.i / {columns * rows}"
    x, y = f"{left} + ({right} - {left}) * {share}", f"{low} + ({high} - {low}) * {share}"
    ends = {"x": x, "x2": x, "y": low, "y2": high} if rows == 1 else {"x": left, "x2": right, "y": y, "y2": y}
    lines = alt.Chart(alt.sequence(1, columns * rows, 1, as_="i")).transform_calculate(**ends)
    return lines.mark_rule(color=colour, opacity=0.4, strokeWidth=0.6).encode(x="x:Q", x2="x2:Q", y="y:Q", y2="y2:Q")


def strips(left, right, low, high):
    """A module: bands of cells on a white sheet, as wide as the strips leave them."""
    band = f"({right} - {left}) / {BANDS}"
    cells = alt.Chart(alt.sequence(0, BANDS, 1, as_="i")).transform_calculate(
        x=f"{left} + datum.i * {band}", x2=f"{left} + (datum.i + cells) * {band}", y=low, y2=high
    )
    white = box(left, right, low, high, color=LINE, fillOpacity=1, stroke=CELLS, strokeWidth=0.8)
    return [white, cells.mark_rect(color=CELLS).encode(x="x:Q", x2="x2:Q", y="y:Q", y2="y2:Q")]


def chips(left, long, height, times):
    """The GPUs of a module in a row along its middle, drawn so many times their size."""
    row = alt.Chart(alt.sequence(0, 60, 1, as_="i")).transform_filter("datum.i < round(gpus_per_module)")
    row = row.transform_calculate(x=f"{left} + {long} * (datum.i + 0.5) / round(gpus_per_module)", y=height)
    size = alt.ExprRef(expr=f"pow({GPU_SIDE * times} * metre, 2)")
    return row.mark_square(color=CHIP, opacity=1, size=size).encode(x="x:Q", y="y:Q")


def sight(left, low, right, high, colour=BODY, width=0.8):
    """A dashed line: from a thing to its enlargement, or of what is hidden."""
    line = at_rest(x=left, x2=right, y=low, y2=high).mark_rule(color=colour, strokeWidth=width, strokeDash=[3, 3])
    return line.encode(x="x:Q", x2="x2:Q", y="y:Q", y2="y2:Q")


def measure(left, right, height, length):
    """A line with both its ends marked and its length in metres."""
    return [
        box(left, right, height, None, color=INK, strokeWidth=0.8),
        *(box(end, None, f"{height} - 0.6", f"{height} + 0.6", color=INK, strokeWidth=0.8) for end in (left, right)),
        label(f"({left} + {right}) / 2", height, f"format({length}, '.1~f') + ' m'", dy=11, fontSize=11),
    ]


def arrow(x, y, across, up, colour):
    """An arrow."""
    angle = (90 if across > 0 else 270) if across else 180
    tip = at_rest(x=f"{x} + {across}", y=f"{y} + {up}").mark_point(
        shape="triangle", filled=True, opacity=1, size=45, angle=angle, color=colour
    )
    return [
        box(x, f"{x} + {across}" if across else None, y, f"{y} + {up}" if up else None, color=colour, strokeWidth=1.6),
        tip.encode(x="x:Q", y="y:Q"),
    ]


def person(x, y, times=1):
    """Somebody 1.8 m tall."""
    return [shape([(u * times, v * times) for u, v in part], x, y) for part in (PERSON, HEAD)]


def shape(points, x, y):
    """A filled outline."""
    data = alt.Data(values=[{"i": i, "u": significant(u), "v": significant(v)} for i, (u, v) in enumerate(points)])
    chart = alt.Chart(data).transform_calculate(x=f"datum.u + {x}", y=f"datum.v + {y}")
    return chart.mark_line(filled=True, fill=INK, strokeWidth=0).encode(x="x:Q", y="y:Q", order="i:Q")


def label(x, y, text, **mark):
    """A text, as a Vega expression."""
    return at_rest(x=x, y=y, words=text).mark_text(**{"fontSize": 12} | mark).encode(x="x:Q", y="y:Q", text="words:N")
