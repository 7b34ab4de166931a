"""A result over two axes, as colours."""

import altair as alt

from starcalc.show.charts import draw
from starcalc.show.sliders import MONTHS, significant

# Dark where there is nothing, as on a night sky, on light pages and dark ones.
HEAT = ["#101a33", "#274b8f", "#3f8fb5", "#8fcf9f", "#f2e86b"]
SEASONS = {2: "Mar", 5: "Jun", 8: "Sep", 11: "Dec"}  # the months of equinoxes and solstices, as places in the year
PAUSE = 20  # days between two years that stand side by side


def by_date(panels, latitudes, days, *, title, axis, most, **about):
    """Display numbers by date and latitude as colours from none to `most`: panels are {words: rows of latitudes}.

    Panels stand side by side, each with a year of its own, and one scale of colours for all.
    """
    if not panels:
        raise ValueError(f"figure {title!r} has no panels; give one at least, {{words: numbers by latitude and day}}")
    step, high = days[1] - days[0], latitudes[1] - latitudes[0]
    data, heads, ticks = [], [], {}
    for place, (words, rows) in enumerate(panels.items()):
        start = place * (365 + PAUSE)
        heads.append({"x": start + 183, "y": max(latitudes) + high / 2, "text": words})
        ticks |= {start + MONTHS[month]: name for month, name in SEASONS.items()}
        for latitude, row in zip(latitudes, rows, strict=True):
            for day, value in zip(days, row, strict=True):
                corner = {"x": start + day - step / 2, "x2": start + day + 0.56 * step}
                corner |= {"y": latitude - high / 2, "y2": latitude + 0.53 * high}  # over the seam
                if value > 0:
                    data.append(corner | {"value": significant(value)})
    names = "{" + ", ".join(f"'{day}': '{name}'" for day, name in ticks.items()) + "}"
    middle = alt.Axis(
        values=[day + 15 for day in ticks], labelExpr=f"{names}[datum.value - 15]", ticks=False, grid=False
    )
    degrees = alt.Axis(
        values=[-60, -30, 0, 30, 60],
        labelExpr="abs(datum.value) + '°' + (datum.value < 0 ? ' S' : datum.value > 0 ? ' N' : '')",
    )
    years = [
        (place * (365 + PAUSE) + days[0] - step / 2, place * (365 + PAUSE) + days[-1] + step / 2)
        for place in range(len(panels))
    ]
    ends = [years[0][0], years[-1][1]]
    ground = [
        {"x": low, "x2": far, "y": min(latitudes) - high / 2, "y2": max(latitudes) + high / 2} for low, far in years
    ]
    x = alt.X("x:Q", title=None, axis=middle, scale=alt.Scale(domain=ends, nice=False))
    y = alt.Y(
        "y:Q",
        title=None,
        axis=degrees,
        scale=alt.Scale(domain=[min(latitudes) - high / 2, max(latitudes) + high / 2], nice=False),
    )
    scale = alt.Scale(domain=[most * share / 4 for share in range(5)], range=HEAT, clamp=True)
    colour = alt.Color(
        "value:Q",
        title=axis,
        scale=scale,
        legend=alt.Legend(
            orient="bottom",
            gradientLength=220,
            titleLimit=400,
            values=[0, most / 2, most],
            labelExpr=f"datum.value >= {most} ? datum.label + ' or more' : datum.label",
        ),
    )
    cell = (
        alt.Chart(alt.Data(values=data)).mark_rect(strokeWidth=0).encode(x=x, x2="x2:Q", y=y, y2="y2:Q", color=colour)
    )
    base = alt.Chart(alt.Data(values=ground)).mark_rect(color=HEAT[0]).encode(x=x, x2="x2:Q", y=y, y2="y2:Q")
    head = alt.Chart(alt.Data(values=heads)).mark_text(dy=-9, fontSize=13).encode(x="x:Q", y="y:Q", text="text:N")
    return draw(alt.layer(base, cell, head), title, about, height=300)
