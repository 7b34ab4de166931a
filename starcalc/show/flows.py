"""What goes in and comes out as bands, as wide as they are large."""

from math import isclose

import altair as alt

from starcalc import model, thermal
from starcalc.scenario import asks
from starcalc.show.charts import draw
from starcalc.show.sliders import significant
from starcalc.show.specs import COLOURS
from starcalc.units import number

BEND = [i / 16 for i in range(17)]  # where a band's edges are drawn, along its way
BAR, GAP = 0.035, 0.12  # how wide a station is, of a step; the room between stations, of the largest sum
CLOSED = 1e-3  # by how much of the largest sum what enters a station may differ from what leaves it
NOTHING = 0.05  # kW; less than that is no band
SHAPE = {"wide": 1.75, "narrow": 0.95}


def flow(rows, *, title, unit, **about):
    """Display a flow as bands between stations: rows are (from, to, kind, value), from top to bottom.

    What enters a station leaves it: ValueError where it does not, where a value is not above zero, or where the flow
    runs in a circle. The text alternative is computed: it reads the bands out.
    """
    rows = list(rows)
    if not rows or not all(0 < value < float("inf") for *_, value in rows):
        raise ValueError(f"figure {title!r} needs bands whose values are above zero, not {rows!r:.60}")
    columns = stations(rows, title)
    bands, boxes = layout(rows, columns)
    kinds = list(dict.fromkeys(kind for _, _, kind, _ in rows))
    colours = alt.Scale(domain=kinds, range=[COLOURS[4], COLOURS[1], COLOURS[0]][: len(kinds)])
    ends = alt.Scale(domain=[-0.3, max(columns.values()) + 0.3], nice=False, zero=False)
    foot = max(box["y2"] for box in boxes)
    x = alt.X("x:Q", axis=None, scale=ends)
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[foot * 1.03, -foot * 0.1], nice=False))
    band = (
        alt.Chart(alt.Data(values=bands))
        .mark_area(opacity=0.55, line=False)
        .encode(
            x=x,
            y=y,
            y2="y2:Q",
            detail="band:N",
            color=alt.Color("kind:N", title=None, scale=colours, legend=alt.Legend(orient="top")),
        )
    )
    base = alt.Chart(alt.Data(values=boxes))
    station = base.mark_rect(color="#4d7391").encode(x=x, x2="x2:Q", y=y, y2="y2:Q")
    words = base.mark_text(baseline="bottom", dy=-17, fontSize=12, lineBreak="\n", lineHeight=13).encode(
        x="middle:Q", y="y:Q", text="text:N"
    )
    read = "; ".join(f"{start} to {end}, {kind}, {number(value, 2)}" for start, end, kind, value in rows)
    about |= {"alt": f"Bands, in {unit}: {read}.", "shape": SHAPE}
    height = round(600 / SHAPE["wide"])
    return draw(alt.layer(band, station, words), title, about, height=height)


@asks
def heat_flow(scenario, **about):
    """Display where the satellite's kilowatts come from and where they go, on a mean day, all of it new.

    What the array radiates is what it absorbs less what goes down its wires. What charges the battery, on the worst
    lap, leaves in the shadow, as heat of the chips that it keeps awake and as its own loss. Neglects sunlight that
    Earth reflects.
    """
    s, found = scenario.with_units, model.satellite(scenario)
    sunlight = s.absorptivity * s.irradiance * found.array_area
    warmth = (s.front_emissivity + s.back_emissivity) * found.view_factor * s.earth_infrared * found.array_area
    faces = s.radiator_faces * found.radiator_area
    seen = s.radiator_emissivity * thermal.earth_infrared_load(found.radiator_earth_view, s.earth_infrared)
    onto = faces * (found.radiator_load - seen)
    rows = [
        ("the Sun", "array", "sunlight", sunlight),
        ("Earth", "array", "warmth", warmth),
        ("array", "space", "warmth", sunlight + warmth - found.array_power - onto),
        ("array", "radiator", "warmth", onto),
        ("array", "servers", "electricity", s.satellite_power),
        ("array", "battery", "electricity", found.array_power - s.satellite_power),
        ("servers", "radiator", "warmth", s.satellite_power),
        ("Earth", "radiator", "warmth", faces * seen),
        ("radiator", "space", "warmth", s.satellite_power + faces * found.radiator_load),
        ("battery", "space", "warmth", found.array_power - s.satellite_power),
    ]
    bands = [(*row, power.m_as("kW")) for *row, power in rows]
    return flow([band for band in bands if band[-1] > NOTHING], unit="kilowatts", **about)


def sums(rows, name):
    """What enters a station, and what leaves it."""
    entering = sum(value for _, end, _, value in rows if end == name)
    leaving = sum(value for start, _, _, value in rows if start == name)
    return entering, leaving


def stations(rows, title):
    """In which column each station stands: one further than the furthest that feeds it."""
    names = list(dict.fromkeys(name for row in rows for name in row[:2]))
    largest = max(max(sums(rows, name)) for name in names)
    for name in names:
        entering, leaving = sums(rows, name)
        if entering and leaving and not isclose(entering, leaving, abs_tol=CLOSED * largest):
            raise ValueError(f"figure {title!r}: {entering:g} enter {name!r} and {leaving:g} leave it")
    columns = dict.fromkeys(names, 0)
    for _ in names:
        for start, end, *_ in rows:
            columns[end] = max(columns[end], columns[start] + 1)
    if max(columns.values()) >= len(names):
        raise ValueError(f"figure {title!r}: the flow runs in a circle")
    return columns


def layout(rows, columns):
    """Where bands and stations lie: a band that passes a column has its own place in it."""
    places = [set() for _ in range(max(columns.values()) + 1)]
    for i, (start, end, *_) in enumerate(rows):
        for column in range(columns[start], columns[end] + 1):
            name = {columns[start]: start, columns[end]: end}.get(column)
            places[column].add(name or i)
    first = {name: min(i for i, row in enumerate(rows) if name in row[:2]) for name in columns}
    total = max(max(sums(rows, name)) for name in columns)
    at, boxes = {}, []
    for column, held in enumerate(places):
        top = 0.0
        for place in sorted(held, key=lambda place: (first.get(place, place), isinstance(place, int))):
            size = rows[place][3] if isinstance(place, int) else max(sums(rows, place))
            at[column, place] = [top, top]  # where the next band enters, and where the next one leaves
            if not isinstance(place, int):
                span = {"x": column - BAR, "x2": column + BAR, "y": significant(top), "y2": significant(top + size)}
                boxes.append(span | {"middle": column, "text": f"{place}\n{number(size, 3)}"})
            top += size + GAP * total
    bands = []
    for i, (start, end, kind, value) in enumerate(rows):
        for column in range(columns[start], columns[end]):
            left, right = (at[c, i if (c, i) in at else n] for c, n in ((column, start), (column + 1, end)))
            bands += bent(f"{i} {column}", kind, column, left[1], right[0], value)
            left[1] += value
            right[0] += value
    return bands, boxes


def bent(name, kind, column, left, right, value):
    """The edges of a band from one column to the next."""
    points = []
    for t in BEND:
        y = left + (right - left) * t * t * (3 - 2 * t)
        place = {"x": round(column + t, 4), "y": significant(y), "y2": significant(y + value)}
        points.append({"band": name, "kind": kind} | place)
    return points
