"""A chart as its page draws it: compiled to Vega when the book is built, so that no reader waits for that.

What only the page knows, its colours, typeface and room, stands in the compiled chart under the names below, which
drawing.js replaces.
"""

import json
import re

import vl_convert

LANGUAGE = "6.1"  # of Vega-Lite, whose charts the Vega in vendor.py draws
INK, SOFT, LINE, FONT = "#010101", "#020202", "#030303", "starcalc-sans"
TYPE = {  # where the spec has none of its own: type that can be read beside the text
    "axis": {"labelFontSize": 12, "labelSeparation": 8, "titleFontSize": 13, "titleFontWeight": 600, "titlePadding": 8},
    "legend": {"labelFontSize": 12, "titleFontSize": 12},
    "text": {"fontSize": 12},
    "title": {"fontSize": 14},
}
PAGE = {  # whatever the spec says
    "aria": False,  # a chart has one text alternative; a description of each of a thousand marks costs half its drawing
    "background": "transparent",
    "font": FONT,
    "axis": {"labelColor": INK, "titleColor": INK, "domainColor": SOFT, "tickColor": SOFT, "gridColor": LINE},
    "legend": {"labelColor": INK, "titleColor": INK},
    "header": {"labelColor": INK, "titleColor": INK},
    "title": {"color": INK, "subtitleColor": SOFT},
    "text": {"color": INK},
    "rule": {"color": SOFT},
    "view": {"stroke": None},
}
MEASURED = {"autosize": {"type": "fit-x", "contains": "padding"}}  # a single chart is drawn to the width there is
INLINE = re.compile(r"source_\d+")  # what Vega-Lite calls a table that has no name, as it stands where it is used
HOLDER = '<script type="application/json" class="starcalc-spec">{}</script>'
HELD = re.compile(HOLDER.format("(.*?)"), re.DOTALL)


def merged(first, second):
    """Two tables as one, depth first; where both have a value, the second wins."""
    if not isinstance(first, dict) or not isinstance(second, dict):
        return second
    return first | {key: merged(first.get(key), value) for key, value in second.items()}


def compiled(spec, config=None):
    """A Vega-Lite spec as Vega, in the colours' names; with `config`, some of the page's settings otherwise."""
    settings = merged(merged(TYPE, spec.get("config", {})), merged(config or {}, PAGE))
    measured = MEASURED if isinstance(spec.get("width"), int | float) else {}
    made = vl_convert.vegalite_to_vega(spec | measured | {"config": settings}, vl_version=LANGUAGE)
    return made | {"usermeta": spec["usermeta"]}


def written(made):
    """A compiled chart as a page holds it."""
    payload = json.dumps(made, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return HOLDER.format(payload.replace("<", r"\u003c"))  # a bare < could close the script element


def held(body):
    """The compiled charts in a page's text, in their order."""
    return [json.loads(payload) for payload in HELD.findall(body)]


def without_tables(made):
    """A live figure's chart without the tables that have names, as the page computes these; others as they are."""
    if not made["usermeta"]["starcalc"].get("of"):
        return made
    bare = [
        table | {"values": []} if "values" in table and not INLINE.fullmatch(table["name"]) else table
        for table in made["data"]
    ]
    return made | {"data": bare}
