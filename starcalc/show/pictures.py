"""The orbit to scale, from the side and from the Sun: drawn over the tables of `starcalc.pictures.orbits`."""

import altair as alt
import numpy as np

from starcalc import orbit
from starcalc.pictures.orbits import VIEWS
from starcalc.show.figures import Figure
from starcalc.show.lines import over
from starcalc.show.specs import COLOURS, TEXT_COLOURS

SUNLIT, DARK = COLOURS[:2]
DAYSIDE, NIGHTSIDE, GRID, RAY, SHADE = "#d3e5f2", "#7f95a8", "#4d7391", "#e69f00", "#8a94a0"


def orbit_picture(scenario=None, sliders=("day_of_year", "altitude", "local_time"), **about):
    """The orbit to scale on one day, from the side and from the Sun, with what of it lies in Earth's shadow."""
    shown = {"unit": "min", "label": "longest eclipse of the day", "picture": "orbit", "shape": SHAPE}
    shown["drawing"] = two_views
    return Figure(orbit.eclipse_duration, "eclipse_duration", sliders=sliders, scenario=scenario, **shown | about)


def fit(width, height):
    """Pixels for a unit of length, as a Vega expression, so that a picture fits."""
    return f"min(width / {width}, height / {height})"


LEFT, RIGHT, GAP, DROP, TALL = 1.95, 1.35, 3.4, 3.25, 3.15  # the views' sizes and distances, in Earth's radii
ABREAST, STACKED = (LEFT + GAP + RIGHT, TALL), (2 * LEFT, TALL + DROP)  # width and height of both together
SHAPE = {"wide": ABREAST[0] / ABREAST[1], "narrow": STACKED[0] / STACKED[1]}
PLACES = {"side": ("0", "0"), "sun": (f"(abreast ? {GAP} : 0)", f"(abreast ? 0 : {-DROP})")}
LAYOUT = {
    "abreast": "width > height",
    "radius": f"abreast ? {fit(*ABREAST)} : {fit(*STACKED)}",
    "middle_x": f"abreast ? {(GAP + RIGHT - LEFT) / 2} : 0",
    "middle_y": f"abreast ? 0 : {-DROP / 2}",
}


def two_views():
    """The chart of the orbit from the side and from the Sun."""
    still = backdrop()
    still[0] = still[0].encode(x=placed("x", "middle_x", "width"), y=placed("y", "middle_y", "height"))
    return alt.layer(*still, *graticule(), *path(), *words()).add_params(*expressions(LAYOUT))


def expressions(steps):
    """Steps of a layout as params, which Vega computes anew where the room changes."""
    return [alt.param(name=name, expr=step) for name, step in steps.items()]


def placed(channel, middle, size, unit="radius"):
    """A position whose scale gives a unit of length the same pixels both ways, in whatever room there is."""
    ends = [alt.ExprRef(expr=f"{middle} {sign} {size} / 2 / {unit}") for sign in "-+"]
    return getattr(alt, channel.upper())(
        f"{channel}:Q", axis=None, scale=alt.Scale(domain=ends, nice=False, zero=False)
    )


def set_off(view):
    """How far a view's middle is from where its own coordinates have it, in pixels."""
    right, up = PLACES[view]
    return {"xOffset": alt.expr(f"{right} * radius"), "yOffset": alt.expr(f"-{up} * radius")}


def stroke(table, view, kind="near", **mark):
    """A line through those rows of a table that are near the viewer, or those that are far."""
    line = over(table).mark_line(**mark | set_off(view))
    return line.encode(x=f"x_{view}:Q", y=f"{kind}_{view}:Q", order="point:Q")


def graticule():
    """Parallels, meridians and the axis, as far as Earth does not hide them, and which of its ends is north."""
    layers = []
    for view in VIEWS:
        north = (
            over("north")
            .transform_filter(f"isValid(datum.near_{view})")
            .mark_text(text="N", **set_off(view) | {"dy": -8, "fontSize": 11})
        )
        layers += [
            stroke("globe", view, color=GRID, strokeWidth=0.8, opacity=0.5).encode(detail="line:N"),
            stroke("axis", view, color=GRID, strokeWidth=2),
            north.encode(x=f"x_{view}:Q", y=f"near_{view}:Q"),
        ]
    return layers


def path():
    """The orbit: thin in the Sun, thick in the shadow; dashed where Earth hides it."""
    return [
        stroke(table, view, kind, color=colour, strokeWidth=width * share, strokeDash=dash)
        for view in VIEWS
        for kind, dash, share in (("far", [4, 3], 0.6), ("near", [1, 0], 1))
        for table, colour, width in (("lit", SUNLIT, 2.5), ("dark", DARK, 5.5))
    ]


def backdrop():
    """What stays: sunlight, the shadow, and Earth by day and by night."""
    right, up, toward = VIEWS["side"]
    away = -np.array([right[0], up[0]])  # from the Sun, on the screen: as long as a radius looks from there
    way = away / np.hypot(*away)
    across = np.array([-way[1], way[0]])
    turns = np.radians(np.arange(0, 361, 5))[:, None]
    disc = np.hstack([np.cos(turns), np.sin(turns)])
    half = turns[18:55]
    limb, terminator = (np.sin(half) * across - np.cos(half) * way * bulge for bulge in (1, toward[0]))
    shadow = [*limb, 2.1 * way - across, 2.1 * way + across]
    arrow = np.array([[0, 0.012], [0.3, 0.012], [0.3, 0.05], [0.42, 0], [0.3, -0.05], [0.3, -0.012], [0, -0.012]])
    rays = [-1.85 * way + offset * across + arrow @ [way, across] for offset in (-0.7, 0, 0.7)]
    stops = [alt.GradientStop(offset=0.2, color=SHADE), alt.GradientStop(offset=1, color="transparent")]
    fade = alt.LinearGradient(gradient="linear", x1=0, x2=1, y1=0, y2=0, stops=stops)
    edge = {"stroke": GRID, "strokeWidth": 0.8, "strokeDash": [2, 4]}
    return [
        outline(shadow, "side", fill=fade, fillOpacity=0.6),
        *(outline([end, end + 2.1 * way], "side", filled=False, **edge) for end in (across, -across)),
        *(outline(ray, "side", fill=RAY) for ray in rays),
        outline(disc, "side", fill=DAYSIDE, stroke=GRID, strokeWidth=1),
        outline([*limb, *terminator[::-1]], "side", fill=NIGHTSIDE),
        outline(disc, "sun", fill=DAYSIDE, stroke=GRID, strokeWidth=1),
    ]


def outline(points, view, **mark):
    """A filled shape of fixed points."""
    x, y = PLACES[view]
    corners = [{"i": i, "u": round(float(u), 4), "v": round(float(v), 4)} for i, (u, v) in enumerate(points)]
    shape = alt.Chart(alt.Data(values=corners)).transform_calculate(x=f"datum.u + {x}", y=f"datum.v + {y}")
    return shape.mark_line(**{"filled": True, "strokeWidth": 0} | mark).encode(x="x:Q", y="y:Q", order="i:Q")


def words():
    """What the views are, and what they show."""
    sunny, impossible = "'in the Sun all day long'", "'no orbit keeps to the Sun so high up'"
    dark = "format(minutes, '.1f') + ' min of each lap in the dark'"
    labels = [
        ("side", 0, 1.46, "utcFormat(utc(2026, 0, day), '%-d %B') + ', seen from the side'", {}),
        ("side", 1.45, -0.1, "'shadow'", {"fontStyle": "italic"}),
        ("side", -1.66, -0.12, "'sunlight'", {"fontStyle": "italic"}),
        ("sun", 0, 1.46, "'seen from the Sun' + (isValid(beta) ? ', β = ' + format(beta, '.1f') + '°' : '')", {}),
        ("sun", 0, -1.42, f"minutes > 0 ? '' : isValid(minutes) ? {sunny} : {impossible}", {}),
        ("sun", 0, -1.42, f"minutes > 0 ? {dark} : ''", {"color": TEXT_COLOURS[1], "fontWeight": "bold"}),
    ]
    base = alt.Chart(alt.Data(values=[{}]))
    return [
        base.mark_text(**{"fontSize": 13} | mark)
        .transform_calculate(x=f"{x} + {PLACES[view][0]}", y=f"{y} + {PLACES[view][1]}", words=text)
        .encode(x="x:Q", y="y:Q", text="words:N")
        for view, x, y, text, mark in labels
    ]
