"""What every chart of the book shares: colours, size, what the page is told, and how a notebook keeps it."""

from starcalc.show import stills

MIME = "application/vnd.vegalite.v5+json"  # what JupyterLab draws offline; Altair's own v6 type it shows as text
# Okabe and Ito's, told apart by colour-blind readers; the last darker, three to one on white.
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b98100"]
TEXT_COLOURS = ["#0072b2", "#b34f00", "#007a59", "#a3487c", "#8a6000"]  # the same for text, 4.5 to one on white
DASHES = [[1, 0], [7, 4], [2, 3], [9, 3, 2, 3], [14, 4]]
GHOST, PAPER = "#b8bcc0", "#fefefe"  # a line left behind; what lies behind a label, which the page makes its own ground
CONFIG = {
    "axis": {
        "gridOpacity": 0.35,
        "domainOpacity": 0.6,
        "labelFontSize": 12,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
    },
    "legend": {"labelFontSize": 12},
    "title": {"anchor": "start", "fontSize": 15, "fontWeight": "normal", "offset": 12},
    "view": {"stroke": None},
}
ROW = 36  # pixels that a mark and the name over it take
# A line across such rows stands beside their marks and leaves out their names: half a row each.
ACROSS = {"strokeDash": [ROW / 2, ROW / 2], "strokeDashOffset": ROW / 2 + 1, "strokeWidth": 1.5}
SIZE = {"width": 600, "height": 320}  # numbers: a width of "container" freezes JupyterLab; the page adapts them


def finished(chart, title, about, **size):
    """A chart's spec with title, size and what the page's script needs to know, its words on one line each."""
    for key in ("name", "caption", "alt"):
        if not about.get(key):
            raise ValueError(f"figure {title!r} needs a {key}")
    about = about | {key: " ".join(about[key].split()) for key in ("caption", "alt")}  # which may be wrapped like prose
    spec = chart.properties(**SIZE | size, title=title, description=about["alt"]).to_dict()
    del spec["$schema"]  # names Vega-Lite 6, of which JupyterLab, whose own is 5, complains at each drawing
    return spec | {"config": CONFIG, "usermeta": {"starcalc": about}}


def haloed(chart, encoding=None, color=None, halo=4, **style):
    """A text and, beneath it, the same in the ground's colour, so that a line behind it does not cross it.

    `color`, if any, encodes the text's own; `halo` is how wide the ground reaches, in pixels, half of it outwards.
    """
    ground = {"stroke": PAPER, "strokeWidth": halo, "strokeJoin": "round", "color": PAPER, "aria": False}
    below, above = (chart.mark_text(**style, **more).encode(**encoding or {}) for more in (ground, {}))
    return [below, above if color is None else above.encode(color=color)]


def bundle(spec, words):
    """What a notebook keeps of a chart: the spec, a picture for those who do not draw it, and words."""
    picture = stills.png(spec)
    return {MIME: spec, "text/plain": words} | ({"image/png": picture} if picture else {})
