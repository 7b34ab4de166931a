"""The sky with a ring of satellites in it: drawn over the tables of `starcalc.pictures.domes`."""

import altair as alt
import numpy as np

from starcalc import model
from starcalc.pictures.domes import FAINT, HORIZON, MARKS
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
SATELLITE, TOO_FAINT, SHADOWED, STAR = "#ffd84d", "#8fa3bf", "#d0604f", "#ffffff"
RIM = 114  # the ground's outer edge, where the letters stand
TALL, LOW = 2 * RIM + 44, -RIM - 44  # with the legend below
SHAPE = {"wide": 2 * (RIM + 4) / TALL, "narrow": 2 * (RIM + 4) / TALL}
LAYOUT = {"unit_length": fit(2 * (RIM + 4), TALL), "middle_x": "0", "middle_y": f"{LOW / 2 + RIM / 2}"}
SLIDERS = ("observer_latitude", "day_of_year", "hour", "launches", "altitude")


def sky_dome(scenario=None, sliders=SLIDERS, **about):
    """The sky from the horizon to the zenith, looking up: twilight, stars, and the ring, with its node either way."""
    names = ["satellites to be seen", "all that are in sight", "stars to be seen"]
    shown = {"names": names, "picture": "dome", "shape": SHAPE}
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
        f"{'north' if 12 <= at < 24 else 'south'} at dusk": {"local_time": Q(at, "hour")}
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
            ring_of(HORIZON * (1 - high / 90)).mark_line(color=LETTERS, strokeWidth=wide, opacity=opacity)
            for high, wide, opacity in ((0, 1.2, 0.7), (30, 0.6, 0.22), (60, 0.6, 0.22))
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


# Points the larger the brighter, satellites and stars alike, in pixels of area; never less than a phone can show.
SIZE = "max(unit_length * unit_length * 9 * pow(10, -0.2 * clamp(datum.magnitude, -2, 8)), 2)"
FAINTER = "clamp(0.4 + 0.3 * (eye_limit - datum.magnitude), 0.4, 1)"  # what the eye only just sees, it sees faintly


def sights():
    """The figures' lines, the satellites, the stars, and on top the names, each on a shade of the sky."""
    line = over("lines").transform_filter("datum.seen > 0").mark_rule(color=STAR, strokeWidth=0.7, opacity=0.35)
    drawn = [line.encode(x="x:Q", y="y:Q", x2="x2", y2="y2")]
    kinds = {1: (TOO_FAINT, 0.55), 0: (SHADOWED, 0.5)}
    for kind, (colour, opacity) in kinds.items():
        part = over("satellites").transform_filter(f"datum.kind == {kind}")
        drawn.append(dots(part, "max(unit_length * unit_length * 0.5, 1.6)", colour, opacity))
    drawn.append(dots(over("satellites").transform_filter("datum.kind == 2"), SIZE, SATELLITE, 1.0))
    drawn.append(dots(over("stars").transform_filter(f"datum.magnitude < {FAINT}"), SIZE, STAR, alt.expr(FAINTER)))
    words = "[" + ", ".join(f"'{name}'" for name in MARKS) + "]"
    named = over("names").transform_filter("datum.seen > 0").transform_calculate(name=f"{words}[datum.mark]")
    text = {"fontSize": alt.expr("clamp(unit_length * 4.6, 8, 11)"), "align": "left", "baseline": "middle", "dx": 7}
    for style in ({"stroke": NIGHT[1], "strokeWidth": 3, "opacity": 0.7}, {"opacity": 0.9}):
        label = named.mark_text(color=LETTERS, **text, **style)
        drawn.append(label.encode(x="x:Q", y="y:Q", text="name:N"))
    return drawn


def dots(chart, size, colour, opacity):
    """Round points of a size, and it may be of an opacity, that the row computes."""
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
    edge = base.mark_text(text="horizon", color=LETTERS, opacity=0.8, angle=45, fontSize=small)
    found.append(edge.encode(x=alt.datum(-at * 0.707), y=alt.datum(-at * 0.707)))
    legend = [
        ("'bright enough to be seen'", SATELLITE, "1"),
        ("'in the Sun, too faint'", TOO_FAINT, "0.9"),
        ("'in Earth’s shadow'", SHADOWED, "up - in_sight > 1 ? 0.9 : 0"),
    ]
    for place, (text, colour, shown) in enumerate(legend):
        x, y = -RIM + 2, -RIM - 19 - 9 * place
        dot = base.mark_point(
            shape="circle", filled=True, color=colour, opacity=alt.expr(shown), size=45, stroke=GROUND, strokeWidth=0.6
        )
        words = text if colour != SHADOWED else f"up - in_sight > 1 ? {text} : ''"
        found += [dot.encode(x=alt.datum(x), y=alt.datum(y)), label(base, words, x + 6, y, small)]
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
