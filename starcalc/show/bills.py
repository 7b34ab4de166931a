"""The three bills for an hour of a GPU, part by part, with the rent across: drawn over `starcalc.pictures.bills`."""

import altair as alt

from starcalc import model
from starcalc.pictures.bills import PARTS, PLACES
from starcalc.show.figures import Figure
from starcalc.show.lines import over
from starcalc.show.specs import COLOURS, haloed

FILLS = [COLOURS[0], "#9aa7b4", COLOURS[1], "#e69f00", COLOURS[3], COLOURS[2]]
SHAPE = {"wide": 600 / 250, "narrow": 340 / 330}
LABEL = 54  # pixels that a sum takes
MOVED = {"launch_price": (0, 3000)}  # USD/kg: down to a free launch


def bills(scenario=None, sliders=("launch_price",), **about):
    """What an hour of a GPU costs in the box, on the sheet and in Texas, part by part, and what it rents for."""
    shown = {"names": list(PLACES), "picture": "bills", "drawing": bars, "shape": SHAPE, "reach": MOVED}
    results = ["satellite_hour", "module_hour", "ground_hour"]
    return Figure(model.comparison, results, None, sliders, scenario, **shown | about)


def bars():
    """Three bars of parts, their sums at the end, and a line for the rent."""
    place = alt.Y("where:N", title=None, sort=list(PLACES), axis=alt.Axis(labelFontSize=14, ticks=False, domain=False))
    axis = alt.Scale(domainMin=0, domainMax=alt.ExprRef(expr="reach"), nice=False)
    legend = alt.Legend(orient="top", title=None, columns=alt.ExprRef(expr="width < 450 ? 2 : 3"), symbolType="square")
    parts = over("parts").transform_calculate(
        where=f"{list(PLACES)!r}[datum.place]",
        what=f"{list(PARTS)!r}[datum.part]",
        costs="format(datum.end - datum.start, '$.2f')",
    )
    bar = parts.mark_bar(height=34).encode(
        x=alt.X("start:Q", title="dollars for an hour of a GPU", scale=axis, stack=None),
        x2="end:Q",
        y=place,
        color=alt.Color("what:N", scale=alt.Scale(domain=list(PARTS), range=FILLS), legend=legend),
        tooltip=[alt.Tooltip("what:N", title="part"), alt.Tooltip("costs:N", title="an hour")],
    )
    whole = alt.Chart(alt.Data(values=[{"where": name} for name in PLACES]))
    whole = whole.transform_calculate(total=f"[{', '.join(PLACES)}][indexof({list(PLACES)!r}, datum.where)]")
    near = f"datum.total < rent && (rent - datum.total) / reach * width < {LABEL}"  # the line would cross the label
    whole = whole.transform_calculate(words="format(datum.total, '$.2f')", at=f"{near} ? rent : datum.total")
    whole = whole.encode(x="at:Q", y=place, text="words:N")
    bold = {"align": "left", "dx": 6, "fontSize": 14, "fontWeight": "bold"}
    rent = alt.Chart(alt.Data(values=[{}])).transform_calculate(x="rent", words="'rents for ' + format(rent, '$.2f')")
    line = rent.mark_rule(strokeDash=[4, 3], strokeWidth=1.5).encode(x="x:Q")
    said = rent.mark_text(align="left", dx=5, fontStyle="italic").encode(x="x:Q", y=alt.value(6), text="words:N")
    return alt.layer(bar, line, said, *haloed(whole, **bold))
