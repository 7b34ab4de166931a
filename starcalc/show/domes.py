"""The sky with a ring of satellites in it: drawn over the tables of `starcalc.pictures.domes`."""

import altair as alt
import numpy as np

from starcalc import model, sky
from starcalc.pictures.domes import HORIZON
from starcalc.show.figures import Figure
from starcalc.show.pictures import expressions, fit, placed
from starcalc.units import Q

NIGHT = ["#060912", "#0b1430", "#16305f", "#3a6aa8", "#9cc3e6"]  # the sky overhead, from night to sunset and day
GROUND, LETTERS = "#12161d", "#e8eef5"
# What the Sun adds near where it is: how far, in the sky's width, of what colour, how much; last, itself.
GLOWS = [
    (0.62, "214,96,150", "0.5 * glow"),
    (0.4, "255,140,66", "0.8 * glow"),
    (0.09, "255,246,214", "(sun_down < 0 ? 1 : 0)"),
]
SATELLITE, FAINT, SHADOWED, STAR = "#ffd84d", "#8fa3bf", "#d0604f", "#ffffff"
RIM = 114  # the ground's outer edge, where the letters stand
TALL, LOW = 2 * RIM + 44, -RIM - 44  # with the legend below
SHAPE = {"wide": 2 * (RIM + 4) / TALL, "narrow": 2 * (RIM + 4) / TALL}
LAYOUT = {"unit_length": fit(2 * (RIM + 4), TALL), "middle_x": "0", "middle_y": f"{LOW / 2 + RIM / 2}"}
NAMED = 1.3  # the stars to this magnitude have their names beside them, and the pole's
SLIDERS = ("observer_latitude", "day_of_year", "hour", "launches", "altitude")


def sky_dome(scenario=None, sliders=SLIDERS, **about):
    """The sky from the horizon to the zenith, looking up: twilight, stars, and the ring, with its node either way."""
    shown = {"names": ["bright enough to be seen", "in sight", "stars to be seen"], "picture": "dome", "shape": SHAPE}
    return Figure(
        model.ring,
        ["bright", "in_sight", "stars"],
        None,
        sliders,
        scenario,
        menus={"satellites fly": either_way(scenario)},
        drawing=dome,
        **shown | about,
    )


def either_way(scenario):
    """The scenario's node first, then the opposite one."""
    node = scenario.local_time.m_as("hour") if scenario is not None else 18.0
    return {
        f"{'north' if 12 <= at < 24 else 'south'} at dusk, node {at:g} h": {"local_time": Q(at, "hour")}
        for at in (node, (node + 12) % 24)
    }


def dome():
    """The chart: ground, sky, circles of equal height, satellites, stars, words."""
    return alt.layer(*sphere(), *sights(), *words()).add_params(*expressions(LAYOUT))


def over(table):
    """A layer over one of the picture's tables."""
    return alt.Chart(alt.NamedData(name=table))


def ring_of(radius):
    """A circle of points."""
    turns = np.radians(np.arange(0, 361, 3))
    rows = [{"i": i, "x": round(radius * np.sin(t), 2), "y": round(radius * np.cos(t), 2)} for i, t in enumerate(turns)]
    return alt.Chart(alt.Data(values=rows)).encode(x="x:Q", y="y:Q", order="i:Q")


def sphere():
    """What lies behind: the ground, the sky, the Sun's glow in it, the ground's rim, circles of equal height."""
    ground = ring_of(RIM).mark_line(filled=True, fill=GROUND, strokeWidth=0)
    ground = ground.encode(
        x=placed("x", "middle_x", "width", "unit_length"), y=placed("y", "middle_y", "height", "unit_length")
    )
    shades = alt.Scale(domain=[0, 0.12, 0.35, 0.75, 1], range=NIGHT, clamp=True)
    dark = ring_of(HORIZON).mark_line(filled=True, strokeWidth=0).transform_calculate(light="light")
    return [
        ground,
        dark.encode(fill=alt.Fill("light:Q", scale=shades, legend=None)),
        *(ring_of(HORIZON).mark_line(filled=True, strokeWidth=0, fill=alt.expr(glow(*each))) for each in GLOWS),
        *(
            ring_of(HORIZON * (1 - high / 90)).mark_line(color=LETTERS, strokeWidth=0.6, opacity=0.22)
            for high in (30, 60)
        ),
    ]


def glow(radius, colour, strength):
    """A gradient about the Sun, as a Vega expression: of a colour, fading out at a radius."""
    x, y = f"0.5 + sun_x / {2 * HORIZON}", f"0.5 - sun_y / {2 * HORIZON}"
    ends = f"x1: {x}, y1: {y}, r1: 0, x2: {x}, y2: {y}, r2: {radius}"
    stops = ", ".join(
        f"{{offset: {at}, color: 'rgba({colour},' + {share} * {strength} + ')'}}"
        for at, share in ((0, 1), (0.35, 0.55), (0.7, 0.15), (1, 0))
    )
    return f"{{gradient: 'radial', {ends}, stops: [{stops}]}}"


def size(column, brightest, room):
    """Points the larger the brighter, on the scale of a star chart."""
    return f"unit_length * unit_length * {room} * pow(10, -0.2 * clamp(datum.{column} - ({brightest}), -1, 8))"


def sights():
    """The satellites, and the stars over them, some with a name."""
    kinds = {2: (SATELLITE, 1.0, 1.6), 1: (FAINT, 0.55, 0.5), 0: (SHADOWED, 0.5, 0.35)}
    drawn = []
    for kind, (colour, opacity, room) in kinds.items():
        part = over("satellites").transform_filter(f"datum.kind == {kind}")
        big = size("magnitude", 1, room) if kind == 2 else f"unit_length * unit_length * {room}"
        drawn.append(dots(part, big, colour, opacity))
    star = over("stars").transform_filter("datum.seen > 0")
    names = "[" + ", ".join(f"'{each.name}'" for each in sky.bright_stars()) + "]"
    named = star.transform_filter(f"datum.hundredths < {100 * NAMED} || {names}[datum.star] == 'Polaris'")
    words = named.transform_calculate(name=f"{names}[datum.star]").mark_text(
        color=LETTERS, fontSize=alt.expr("clamp(unit_length * 4.6, 8, 11)"), dy=-9, opacity=0.85
    )
    return [*drawn, dots(star, size("magnitude", 0, 9), STAR, 1.0), words.encode(x="x:Q", y="y:Q", text="name:N")]


def dots(chart, size, colour, opacity):
    """Round points of a size that the row computes."""
    mark = {"shape": "circle", "filled": True, "strokeWidth": 0, "size": alt.expr(size)}
    return chart.mark_point(color=colour, opacity=opacity, **mark).encode(x="x:Q", y="y:Q")


def words():
    """The corners of the compass, the hour, and what the points are."""
    base = alt.Chart(alt.Data(values=[{}]))
    letter = alt.expr("clamp(unit_length * 8, 10, 15)")
    small = alt.expr("clamp(unit_length * 6.4, 9.5, 13)")
    at = (HORIZON + RIM) / 2
    corners = [("N", 0, at), ("E", -at, 0), ("S", 0, -at), ("W", at, 0)]
    date = "utcFormat(utc(2026, 0, day), '%-d %B')"
    time = "floor(clock + 1 / 120) + ':' + format(floor(60 * (clock + 1 / 120)) % 60, '02d')"
    where = "format(abs(latitude), '.0f') + '°' + (latitude < 0 ? ' S' : ' N')"
    sun = "sun_down < 0 ? 'the Sun is up' : 'Sun ' + format(sun_down, '.0f') + '° down'"
    line = f"{date} + ', ' + {time} + ', ' + {where} + ', ' + ({sun}) + ', no Moon'"
    found = [
        base.mark_text(text=text, color=LETTERS, fontSize=letter, fontWeight="bold").encode(
            x=alt.datum(x), y=alt.datum(y)
        )
        for text, x, y in corners
    ]
    found.append(label(base, line, -RIM, -RIM - 9, small))
    legend = [
        ("'bright enough to be seen'", SATELLITE, 1.0),
        ("'in the Sun, too faint'", FAINT, 0.9),
        ("'in Earth’s shadow'", SHADOWED, 0.9),
    ]
    for place, (text, colour, opacity) in enumerate(legend):
        x, y = -RIM + 2, -RIM - 19 - 9 * place
        dot = base.mark_point(
            shape="circle", filled=True, color=colour, opacity=opacity, size=45, stroke=GROUND, strokeWidth=0.6
        )
        found += [dot.encode(x=alt.datum(x), y=alt.datum(y)), label(base, text, x + 6, y, small)]
    told = [
        "'the eye reaches magnitude ' + format(eye_limit, '.1f')",
        "(isFinite(in_sight) ? format(max(in_sight, 0), ',.0f') : '?') + ' satellites in sight, in the Sun'",
        "(isFinite(bright) ? format(max(bright, 0), ',.0f') : '?') + ' to be seen, and '"
        " + format(stars_seen, ',.0f') + ' stars'",
    ]
    return found + [label(base, text, 2, -RIM - 19 - 9 * place, small) for place, text in enumerate(told)]


def label(base, text, x, y, size):
    """A line of text that Vega computes, from its left end."""
    mark = base.transform_calculate(words=text).mark_text(align="left", baseline="middle", fontSize=size)
    return mark.encode(x=alt.datum(x), y=alt.datum(y), text="words:N")
