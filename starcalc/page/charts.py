"""A chart as its page draws it: compiled to Vega when the book is built, so that no reader waits for that.

What only the page knows, its colours, typeface and room, stands in the compiled chart under the names below, which
drawing.js replaces.
"""

import re
from functools import cache
from pathlib import Path

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
PICTURE = re.compile(r'<img (?=[^>]*class="starcalc-picture)(?![^>]* width=)[^>]*src="(?P<file>[^"]*\.svg)"[^>]*>')
SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)"[^>]*? height="([\d.]+)"|<svg [^>]*?viewBox="0 0 ([\d.]+) ([\d.]+)"')


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


def size_pictures(app, exception):
    """Says in each page how large its charts' pictures are, so that nothing moves when they come."""
    if exception or app.builder.format != "html":
        return
    for page in sorted(Path(app.outdir).rglob("*.html")):
        text = page.read_text("utf-8")
        sized = PICTURE.sub(lambda found, page=page: with_size(found, page.parent), text)
        if sized != text:
            page.write_text(sized, "utf-8", newline="\n")


def with_size(found, folder):
    """An image with the width and the height of its file, in whole pixels."""
    width, height = size(folder / found["file"])
    return found[0].replace("<img ", f'<img width="{width:.0f}" height="{height:.0f}" ', 1)


@cache
def size(file):
    """The width and the height that an SVG names."""
    found = SIZE.search(file.read_text("utf-8")[:2000])
    return tuple(float(each) for each in found.groups() if each)
