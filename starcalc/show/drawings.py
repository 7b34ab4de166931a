"""The satellites as a technical drawing, to scale and live: every area is the calculation's."""

from math import cos, sin

import altair as alt
import numpy as np

from starcalc import model
from starcalc.arrays import vega, xp
from starcalc.show.figures import COLOURS, Figure
from starcalc.show.pictures import RAY, fit, placed
from starcalc.show.sliders import significant

CELLS, LINE, HOT, BODY, CHIP, INK = "#1f4e79", "#ffffff", COLOURS[1], "#4d7391", "#f0e442", "#000000"

# What the calculation leaves open and a drawing cannot: the shape of the sheets, and the bus and its boom.
ARRAY_ASPECT, MODULE_ASPECT = 3, 2  # length to width
BUS_HEIGHT, BUS_DEPTH, BOOM = 4.0, 1.0, 2.0  # m
GPU_SIDE = 0.4  # m; some four times the package, so that it can be seen
LARGER = 3  # how much larger the module is drawn the second time
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

WIDE, NARROW = (90, 46), (66, 78)  # metres of the sheet
LAYOUT = {
    "abreast": "width > height",
    "metre": f"abreast ? {fit(*WIDE)} : {fit(*NARROW)}",
    "middle_x": "0",
    "middle_y": f"abreast ? {-WIDE[1] / 2} : {-NARROW[1] / 2}",
    "depth": f"{BUS_DEPTH + BOOM} + fin",
    "front_x": "abreast ? -(span + 14 + depth) / 2 + 1 : -span / 2 - 4",
    "front_y": "-13",
    "side_x": "abreast ? front_x + span + 14 : -depth / 2 + 2",
    "side_y": "abreast ? -13 : -40",
    "module_x": "abreast ? -24 : -30",
    "module_y": "abreast ? -36 : -67",
    "larger_x": "module_x + part_length + 6",
}


def scale_drawing(scenario=None, sliders=("satellite_power", "coolant_temperature"), **about):
    """Both designs to one scale: array, bus and radiator of the satellite, and one module with its GPUs."""
    shape = {"wide": WIDE[0] / WIDE[1], "narrow": NARROW[0] / NARROW[1]}
    return Figure(model.satellite, "radiator_area", None, sliders, scenario, picture=sheet, shape=shape, **about)


def sheet(s, at):
    """The drawing, and the expressions it needs."""
    satellite, module = model.satellite(s), model.module(s)
    chord, part = xp.sqrt(satellite.array_area / ARRAY_ASPECT), xp.sqrt(module.module_area / MODULE_ASPECT)
    lengths = {
        "chord": chord,
        "span": ARRAY_ASPECT * chord,
        "fin": satellite.radiator_area / chord,
        "part_width": part,
        "part_length": MODULE_ASPECT * part,
        "array_area": satellite.array_area,
        "radiator_area": satellite.radiator_area,
        "gpus": satellite.gpus,
        "module_area": module.module_area,
        "gpus_per_module": module.gpus_per_module,
    }
    signals, _, written = vega(lengths, at, prefix="_d")
    layers = [*front(), *side(), *module_twice()]
    layers[0] = layers[0].encode(
        x=placed("x", "middle_x", "width", "metre"), y=placed("y", "middle_y", "height", "metre")
    )
    return alt.layer(*layers), signals | written | LAYOUT


def front():
    """The satellite as the Sun sees it."""
    right, top, foot = "(front_x + span)", "(front_y + chord / 2)", "(front_y - chord / 2)"
    shelf, middle = f"(front_y + {BUS_HEIGHT / 2})", f"min(front_x + span / 2, {right} - 95 / metre)"
    return [
        *panels("front_x", right, foot, top, 24, 8),
        box(right, f"{right} + {BUS_DEPTH}", f"{shelf} - {BUS_HEIGHT}", shelf, color=BODY),
        label(middle, top, "'from the Sun: array, ' + format(array_area, ',.0f') + ' m²'", dy=-10),
        label(right, shelf, "['bus,', format(gpus, ',.0f') + ' GPUs']", align="left", dx=3, dy=-21),
        *measure("front_x", right, f"{foot} - 1.6", "span"),
        box("front_x - 1.6", None, foot, top, color=INK, strokeWidth=0.8),
        *(box("front_x - 2.2", "front_x - 1", end, None, color=INK, strokeWidth=0.8) for end in (foot, top)),
        label("front_x - 1.6", "front_y", "format(chord, '.1~f') + ' m'", angle=270, dy=-8, fontSize=11),
        *person(f"{right} + 4", foot),
        label(f"{right} + 4", foot, "'1.8 m'", dy=11, fontSize=11),
    ]


def side():
    """The same from the side: the Sun at the left, Earth below."""
    top, foot, back = "(side_y + chord / 2)", "(side_y - chord / 2)", f"(side_x + {BUS_DEPTH + BOOM})"
    end, ray = f"({back} + fin)", "(side_y + chord / 4)"
    return [
        box("side_x - 0.3", "side_x", foot, top, color=CELLS),
        box("side_x", f"side_x + {BUS_DEPTH}", f"side_y - {BUS_HEIGHT / 2}", f"side_y + {BUS_HEIGHT / 2}", color=BODY),
        box(f"side_x + {BUS_DEPTH}", back, "side_y - 0.15", "side_y + 0.15", color=BODY),
        box(back, end, foot, top, color=HOT, fillOpacity=0.2, stroke=HOT, strokeWidth=1.2),
        ruled(back, end, foot, top, 1, 12, HOT),
        box("side_x + 0.3", end, f"{foot} - 1.1", f"{foot} - 0.8", color=RAY),
        label("side_x", f"{foot} - 0.95", "'reflector'", align="right", dx=-3, fontSize=11),
        label("side_x + depth / 2", top, "['from the side: radiator,', format(radiator_area, ',.0f') + ' m²']", dy=-24),
        *measure(back, end, f"{foot} - 2.7", "fin"),
        *arrow("side_x - 4.3", ray, 3.6, 0, RAY),
        label("side_x - 2.5", ray, "'Sun'", dy=-9, fontSize=11),
        *arrow(f"{end} + 1.6", "side_y", 0, -3.6, BODY),
        label(f"{end} + 1.6", "side_y - 3.6", "'Earth'", align="left", dx=-6, dy=10, fontSize=11),
    ]


def module_twice():
    """One module to the same scale, and enlarged with its GPUs."""
    right, top, foot = "(module_x + part_length)", "(module_y + part_width / 2)", "(module_y - part_width / 2)"
    long, wide = f"({LARGER} * part_length)", f"({LARGER} * part_width)"
    end, ceiling, floor = f"(larger_x + {long})", f"(module_y + {wide} / 2)", f"(module_y - {wide} / 2)"
    chips = alt.Chart(alt.sequence(0, 60, 1, as_="i")).transform_filter("datum.i < round(gpus_per_module)")
    chips = chips.transform_calculate(x=f"larger_x + {long} * (datum.i + 0.5) / round(gpus_per_module)", y="module_y")
    said = "format(module_area, ',.0f') + ' m², ' + format(gpus_per_module, '.1f') + ' GPUs'"
    chip = {"color": CHIP, "opacity": 1, "size": alt.ExprRef(expr=f"pow({GPU_SIDE * LARGER} * metre, 2)")}
    return [
        *(sight(right, a, "larger_x", b) for a, b in ((top, ceiling), (foot, floor))),
        *panels("module_x", right, foot, top, 4, 2),
        *panels("larger_x", end, floor, ceiling, 12, 6),
        chips.mark_square(**chip).encode(x="x:Q", y="y:Q"),
        label(f"larger_x + {long} / 2", ceiling, f"'one module, {LARGER} times as large: ' + {said}", dy=-10),
        *measure("larger_x", end, f"{floor} - 1.6", "part_length"),
        *measure("module_x", "module_x + 10", f"{foot} - 3", "10"),
        *person(f"{end} + 3", floor, LARGER),
    ]


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


def sight(left, low, right, high):
    """A dashed line from a thing to its enlargement."""
    line = at_rest(x=left, x2=right, y=low, y2=high).mark_rule(color=BODY, strokeWidth=0.8, strokeDash=[3, 3])
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
    angle = 90 if across else 180
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
