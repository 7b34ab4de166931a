"""The charts' pictures in a built page: how large each is, and one more for a narrow window.

The picture shows what the chart does until a reader stirs, so a telephone needs one drawn to its width. It is made as
drawing.js makes the chart there, of the chart that the page holds. It is fetched when the text has been laid out.
"""

import hashlib
import json
import re
from functools import cache
from pathlib import Path

import vl_convert

from starcalc.page import charts

NARROW = 520  # pixels, as in drawing.js: below this a legend stands above its chart
WIDTH = 350  # pixels of a telephone's column, near enough
PLOT_SHARE = 0.5  # as in figures.js: a plot that gets less of the width is not squeezed
LETTER = 0.55  # of a letter's height, its mean width
LIGHT = {charts.INK: "#000000", charts.SOFT: "#555555", charts.LINE: "#dddddd", charts.FONT: "sans-serif"}
PICTURE = re.compile(r'<img(?=[^>]*class="starcalc-picture)(?![^>]* width=)[^>]*src="(?P<file>[^"]*\.svg)"[^>]*>')
SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)"[^>]*? height="([\d.]+)"|<svg [^>]*?viewBox="0 0 ([\d.]+) ([\d.]+)"')
PLOT = re.compile(r'<path class="background"[^>]*? d="M[\d.,]+h([\d.]+)v')


def finish_pictures(app, exception):
    """Says in each page how large its pictures are, so that nothing moves when they come; drops what it computes."""
    if exception or app.builder.format != "html":
        return
    for page in sorted(Path(app.outdir).rglob("*.html")):
        text = page.read_text("utf-8")
        if done := finished(text, page.parent):
            page.write_text(done, "utf-8", newline="\n")


def finished(text, folder):
    """A page's text with its pictures in two widths and their sizes, and its charts bare; None where that is done."""
    if not PICTURE.search(text):
        return None
    made = iter(charts.held(text))
    text = PICTURE.sub(lambda found: in_both_widths(found, next(made), folder), text)
    return charts.HELD.sub(lambda found: charts.written(charts.without_tables(json.loads(found[1]))), text)


def in_both_widths(found, made, folder):
    """An image with its size, and where the chart can be drawn in a narrow window, another for there."""
    image = found[0].replace("<img", f'<img loading="lazy" {sized(folder / found["file"])}', 1)
    name = found["file"].removesuffix(".svg") + f"-{digest(made)}.svg"
    if not (folder / name).exists() and (svg := narrow_svg(made)):
        (folder / name).write_text(svg, "utf-8", newline="\n")
    if not (folder / name).exists():
        return image
    media = f"(max-width: {NARROW}px)"
    return f'<picture><source media="{media}" srcset="{name}" {sized(folder / name)}>{image}</picture>'


def digest(made):
    """A name for a chart."""
    return hashlib.sha256((json.dumps(made, sort_keys=True) + vl_convert.__version__).encode()).hexdigest()[:8]


def sized(file):
    """The attributes that say how large a picture is, in whole pixels."""
    return 'width="{:.0f}" height="{:.0f}"'.format(*size(file))


@cache
def size(file):
    """The width and the height that an SVG names."""
    found = SIZE.search(file.read_text("utf-8")[:2000])
    return tuple(float(each) for each in found.groups() if each)


def narrow_svg(made):
    """A compiled chart as a telephone shows it; None for charts side by side, and where the plot has no room."""
    if not isinstance(made.get("width"), int | float):
        return None
    svg = vl_convert.vega_to_svg(narrow(made), allowed_base_urls=[])
    plot = PLOT.search(svg)
    return svg if not plot or float(plot[1]) >= PLOT_SHARE * WIDTH else None


def without(table, name):
    """A table without one of its names."""
    return {key: kept for key, kept in table.items() if key != name}


def narrow(made):
    """A compiled chart in a telephone's width, as pageSpec of drawing.js has it, in the inks of a light page."""
    config, shape, legends = made["config"], made["usermeta"]["starcalc"].get("shape"), made.get("legends", [])
    settings = {
        "axisY": {"labelLimit": 0.4 * WIDTH},
        "legend": {"orient": "top", "direction": "vertical", "labelLimit": 0},
    }
    found = made | {
        "width": WIDTH,
        "height": round(WIDTH / shape["narrow"]) if shape else made["height"],
        "config": charts.merged(config, settings),
        "legends": [each if "gradientLength" in each else without(each, "direction") for each in legends],
    }
    if title := made.get("title"):
        title = title if isinstance(title, dict) else {"text": title}
        letters = title.get("fontSize", config["style"]["group-title"]["fontSize"])
        found["title"] = title | {"text": in_lines(title["text"], WIDTH, letters)}
    found["axes"] = [fitted(axis, config) for axis in made.get("axes", [])]
    text = json.dumps(found)
    for name, shade in LIGHT.items():
        text = text.replace(f'"{name}"', json.dumps(shade))
    return json.loads(text)


def fitted(axis, config):
    """An axis along the bottom that names itself in lines that fit; another as it is."""
    title = axis.get("title")
    if axis["orient"] != "bottom" or not isinstance(title, str):
        return axis
    lines = in_lines(title, 0.9 * WIDTH, axis.get("titleFontSize", config["axis"]["titleFontSize"]))
    return axis | {"title": lines} if len(lines) > 1 else axis


def in_lines(text, width, size):
    """A text in lines that are about no wider than so many pixels.

    >>> in_lines("one two three", 60, 13)
    ['one two', 'three']
    """
    first, *words = text.split(" ")
    lines = [first]
    for word in words:
        if len(f"{lines[-1]} {word}") > width / (LETTER * size):
            lines.append(word)
        else:
            lines[-1] += f" {word}"
    return lines
