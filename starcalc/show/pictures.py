"""Pictures of the orbit, to scale and live: what they draw is computed by the same relations as the text's numbers."""

from math import cos, radians, sin

import altair as alt
import numpy as np

from starcalc import orbit
from starcalc.arrays import symbol, vega, xp
from starcalc.constants import DAY, OBLIQUITY, R_EARTH
from starcalc.orbit.almanac import ascending_node
from starcalc.show.figures import COLOURS, Figure

SUNLIT, DARK = COLOURS[:2]
DAYSIDE, NIGHTSIDE, GRID, RAY, SHADE = "#d3e5f2", "#7f95a8", "#4d7391", "#e69f00", "#8a94a0"


def orbit_picture(scenario=None, sliders=("day_of_year", "altitude", "local_time"), **about):
    """The orbit to scale on one day, from the side and from the Sun, with what of it lies in Earth's shadow."""
    shown = {"unit": "min", "label": "longest eclipse of the day", "picture": two_views, "shape": SHAPE}
    return Figure(orbit.eclipse_duration, "eclipse_duration", sliders=sliders, scenario=scenario, **shown | about)


# --- geometry, in Earth's radii: a toward the Sun, b the way the Sun drifts, c the ecliptic's north -------------------


def sun_frame(x, y, z, solar_longitude):
    """A vector along the Sun, the Sun's drift and the ecliptic's north, from equatorial axes."""
    y, c = xp.cos(OBLIQUITY) * y + xp.sin(OBLIQUITY) * z, xp.cos(OBLIQUITY) * z - xp.sin(OBLIQUITY) * y
    along, across = xp.cos(solar_longitude), xp.sin(solar_longitude)
    return along * x + across * y, along * y - across * x, c


def globe(s):
    """A point of Earth's surface by its latitude and longitude, at noon in Greenwich, and raised to `height`."""
    latitude, longitude, height = symbol("latitude"), symbol("longitude"), symbol("height")
    ascension = longitude + orbit.mean_solar_longitude(s.day_of_year)
    x, y, z = xp.cos(latitude) * xp.cos(ascension), xp.cos(latitude) * xp.sin(ascension), xp.sin(latitude)
    return sun_frame(height * x, height * y, height * z, orbit.solar_longitude(s.day_of_year))


def ring(s):
    """A point of the orbit, `turn` from where it is deepest in the shadow, and half the turn of the eclipse."""
    tilt = orbit.sun_synchronous_inclination(s.altitude)
    node = ascending_node(s.local_time, s.day_of_year)
    beta = orbit.sun_synchronous_beta(s.altitude, s.local_time, s.day_of_year)
    x, y, z = xp.sin(tilt) * xp.sin(node), -xp.sin(tilt) * xp.cos(node), xp.cos(tilt)
    a, b, c = sun_frame(x, y, z, orbit.solar_longitude(s.day_of_year))  # the orbit's normal; a is sin β
    deep = -xp.cos(beta), a * b / xp.cos(beta), a * c / xp.cos(beta)
    ahead = b * deep[2] - c * deep[1], c * deep[0] - a * deep[2], a * deep[1] - b * deep[0]
    eclipse = orbit.eclipse_duration(s.altitude, s.local_time, s.day_of_year) / orbit.period(s.altitude)
    turn = xp.pi * xp.where(symbol("dark") > 0, eclipse * symbol("share"), eclipse + (1 - eclipse) * symbol("share"))
    radius = 1 + s.altitude / R_EARTH
    return [radius * (xp.cos(turn) * m + xp.sin(turn) * q) for m, q in zip(deep, ahead, strict=True)], eclipse


def camera(azimuth, elevation):
    """Right, up and toward the viewer, who stands across the Sun's rays, steps to the night side and climbs."""
    right, level = np.array([-cos(azimuth), -sin(azimuth), 0]), np.array([-sin(azimuth), cos(azimuth), 0])
    north = np.array([0, 0, 1])
    return right, cos(elevation) * north - sin(elevation) * level, cos(elevation) * level + sin(elevation) * north


def seen(point, viewpoint):
    """A point on the screen, and how near."""
    return [sum(float(share) * part for share, part in zip(axis, point, strict=True)) for axis in viewpoint]


# --- the picture ------------------------------------------------------------------------------------------------------


def fit(width, height):
    """Pixels for a unit of length, as a Vega expression, so that a picture fits."""
    return f"min(width / {width}, height / {height})"


VIEWS = {"side": camera(radians(18), radians(12)), "sun": camera(radians(-90), 0.0)}
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
LINES = {  # of 61 points: five parallels, six meridians, and the axis
    "line": "floor(datum.i / 61)",
    "along": "6 * (datum.i % 61)",
    "latitude": "PI / 180 * (datum.line < 5 ? 30 * (datum.line - 2) : datum.line < 11 ? datum.along : 90)",
    "longitude": "PI / 180 * (datum.line < 5 ? datum.along : 30 * (datum.line - 5))",
    "height": "datum.line < 11 ? 1 : 1.22 * (datum.along / 180 - 1)",
}
ROUND = {"dark": "datum.i < 61 ? 1 : 0", "share": "datum.dark ? datum.i / 30 - 1 : (datum.i - 61) / 90"}


def two_views(s, at):
    """The chart of the orbit from the side and from the Sun, and the expressions it needs."""
    point, eclipse = ring(s)
    lines, line_signals = projected(globe(s), 12 * 61, LINES, ("latitude", "longitude", "height"), at, "_g")
    orbits, ring_signals = projected(point, 61 + 181, ROUND, ("dark", "share"), at, "_r")
    told = {
        "beta": xp.abs(orbit.sun_synchronous_beta(s.altitude, s.local_time, s.day_of_year)) * 180 / xp.pi,
        "minutes": orbit.period(s.altitude) * eclipse / 60,
        "day": s.day_of_year / DAY,
    }
    word_signals, _, written = vega(told, at, prefix="_t")
    still = backdrop()
    still[0] = still[0].encode(x=placed("x", "middle_x", "width"), y=placed("y", "middle_y", "height"))
    return alt.layer(
        *still, lines(*graticule()), orbits(*path()), *words(written)
    ), LAYOUT | line_signals | ring_signals | word_signals


def placed(channel, middle, size, unit="radius"):
    """A position whose scale gives a unit of length the same pixels both ways, in whatever room there is."""
    ends = [alt.ExprRef(expr=f"{middle} {sign} {size} / 2 / {unit}") for sign in "-+"]
    return getattr(alt, channel.upper())(
        f"{channel}:Q", axis=None, scale=alt.Scale(domain=ends, nice=False, zero=False)
    )


def projected(point, count, rows, symbols, at, prefix):
    """What puts layers on rows of points as both viewers see them, with whether Earth hides them; and expressions."""
    spelling = at | {name: f"datum.{name}" for name in symbols}
    outputs = {
        f"{axis}_{view}": p for view, eye in VIEWS.items() for axis, p in zip("xyz", seen(point, eye), strict=True)
    }
    signals, columns, written = vega(outputs, spelling, rows=symbols, prefix=prefix)
    steps = rows | columns | written
    for view, (x, y) in PLACES.items():
        near = f"datum.z_{view} >= 0 || hypot(datum.x_{view}, datum.y_{view}) > 1.0001"
        steps |= {
            f"near_{view}": near,
            f"across_{view}": f"datum.x_{view} + {x}",
            f"up_{view}": f"datum.y_{view} + {y}",
        }
    data = alt.sequence(0, count, 1, as_="i")
    return lambda *layers: alt.layer(*layers, data=data).transform_calculate(**steps), signals


def stroke(view, where, **mark):
    """A line through those rows that meet a condition."""
    line = alt.Chart().mark_line(**mark).transform_calculate(drawn=f"{where} ? datum.up_{view} : null")
    return line.encode(x=f"across_{view}:Q", y="drawn:Q", order="i:Q")


def graticule():
    """Parallels, meridians and the axis, as far as Earth does not hide them, and which of its ends is north."""
    layers = []
    for view in VIEWS:
        near, axis = f"datum.near_{view}", "datum.line == 11 && abs(datum.height) >= 1"
        north = alt.Chart().transform_filter(f"datum.height > 1.21 && {near}").mark_text(text="N", dy=-8, fontSize=11)
        layers += [
            stroke(view, f"datum.line < 11 && {near}", color=GRID, strokeWidth=0.8, opacity=0.5).encode(
                detail="line:N"
            ),
            stroke(view, f"{axis} && {near}", color=GRID, strokeWidth=2),
            north.encode(x=f"across_{view}:Q", y=f"up_{view}:Q"),
        ]
    return layers


def path():
    """The orbit: thin in the Sun, thick in the shadow; dashed where Earth hides it."""
    return [
        stroke(
            view, f"datum.dark == {dark} && {hidden}datum.near_{view}", color=colour, strokeWidth=width, strokeDash=dash
        )
        for view in VIEWS
        for hidden, dash, share in (("!", [4, 3], 0.6), ("", [1, 0], 1))
        for dark, colour, width in ((0, SUNLIT, 2.5 * share), (1, DARK, 5.5 * share))
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


def words(written):
    """What the views are, and what they show."""
    date, beta, minutes = (written[name] for name in ("day", "beta", "minutes"))
    lit, dark = (
        f"{minutes} > 0 ? '' : 'in the Sun all day long'",
        f"format({minutes}, '.1f') + ' min of each lap in the dark'",
    )
    labels = [
        ("side", 0, 1.46, f"utcFormat(utc(2026, 0, {date}), '%-d %B') + ', seen from the side'", {}),
        ("side", 1.45, -0.1, "'shadow'", {"fontStyle": "italic"}),
        ("side", -1.66, -0.12, "'sunlight'", {"fontStyle": "italic"}),
        ("sun", 0, 1.46, f"'seen from the Sun, β = ' + format({beta}, '.1f') + '°'", {}),
        ("sun", 0, -1.42, lit, {}),
        ("sun", 0, -1.42, f"{minutes} > 0 ? {dark} : ''", {"color": DARK, "fontWeight": "bold"}),
    ]
    base = alt.Chart(alt.Data(values=[{}]))
    return [
        base.mark_text(**{"fontSize": 13} | mark)
        .transform_calculate(x=f"{x} + {PLACES[view][0]}", y=f"{y} + {PLACES[view][1]}", words=text)
        .encode(x="x:Q", y="y:Q", text="words:N")
        for view, x, y, text, mark in labels
    ]
