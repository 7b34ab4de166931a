"""Charts in pages: a picture, and the specification that the page's script makes live."""

import hashlib
import json
import re
from typing import ClassVar

import vl_convert
from docutils import nodes

from starcalc.page.charts import compiled, written
from starcalc.page.following import MARKDOWN, mark_sentences

PATHLESS = re.compile(r'<path(?![^>]* d=")[^>]*/>')
VEGA_LITE = "application/vnd.vegalite.v5+json"  # the type that JupyterLab 4 draws; the spec inside may be Vega-Lite 6
WIDGET = "application/vnd.jupyter.widget-view+json"


class VegaLiteRenderer:
    """Turns a Vega-Lite output into a numbered figure: a picture, and the chart that the page's script makes live."""

    # A panel with sliders is a widget too, which needs a kernel: so the chart goes first, and even text before it.
    mime_priority_overrides: ClassVar = [
        (builder, mime, priority)
        for builder in ("html", "dirhtml", "singlehtml", "epub", "latex")
        for mime, priority in ((VEGA_LITE, 1), (WIDGET, 200))
    ]

    @staticmethod
    def handle_mime(renderer, data, inline):
        """The figure for this output, or None where the output is no chart, or stands within a line of text."""
        if inline:
            return None
        if data.mime_type == MARKDOWN:
            mark_sentences(renderer, data)
        if data.mime_type != VEGA_LITE:
            return None
        about = data.content.get("usermeta", {}).get("starcalc", {})
        if missing := [key for key in ("name", "caption", "alt") if not about.get(key)]:
            name = about.get("name", "without a name")
            message = f"figure {name!r} lacks {', '.join(missing)} in usermeta['starcalc']: make it with starcalc.show"
            renderer.logger.warning(message, subtype="figure", line=data.line)
            return []
        figure = figure_node(data.content, about, picture(data.content, renderer.write_file))
        renderer.renderer.document.note_explicit_target(figure)  # so that {numref}`figure-NAME` finds it
        return [figure]


def picture(spec, write_file):
    """Draws the spec as SVG and PDF; answers with an address in `.*`, where each builder takes what it can show."""
    stem = hashlib.sha256((json.dumps(spec, sort_keys=True) + vl_convert.__version__).encode()).hexdigest()[:24]
    write_file([f"{stem}.pdf"], vl_convert.vegalite_to_pdf(spec, allowed_base_urls=[]), exists_ok=True)
    svg = clean(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))
    return write_file([f"{stem}.svg"], svg.encode(), exists_ok=True).removesuffix("svg") + "*"


def clean(svg):
    """An SVG without what SVG 1.1 does not know and nobody sees: a focal radius of nothing, a path that goes nowhere.

    >>> clean('<path stroke="red"/><path d="M0,0"/><radialGradient fr="0" r="1">')
    '<path d="M0,0"/><radialGradient r="1">'
    """
    return PATHLESS.sub("", svg.replace(' fr="0"', ""))


def figure_node(spec, about, uri):
    """A docutils figure, so that its number, cross-references, LaTeX and the caption's own link come from Sphinx.

    Over the picture stand its sentence, for everybody, and a place for what the page has to say of it. Where the
    controls will be stands a list of the values that the picture was drawn with, for paper and for readers without
    JavaScript.
    """
    name = f"figure-{about['name']}"
    items = [*map(choice_item, about.get("menus", [])), *map(value_item, about.get("sliders", []))]
    said = about.get("sentence")
    return nodes.figure(
        "",
        *([nodes.paragraph("", said, ids=[f"{name}-sentence"], classes=["starcalc-sentence"])] if said else []),
        raw_html('<p class="starcalc-note" role="status"></p><div class="starcalc-stage">'),
        nodes.image(uri=uri, alt=about["alt"], classes=["starcalc-picture", "dark-light"]),
        raw_html('</div><div class="starcalc-controls">'),
        *([nodes.bullet_list("", *items)] if items else []),
        raw_html(f"</div>{written(compiled(spec))}"),
        nodes.caption("", about["caption"]),
        ids=[name],
        names=[name],
        classes=["starcalc-figure"],
    )


def value_item(slider):
    """A line such as "price of a million tokens p = $10 per million tokens"; its symbol is TeX, set as MathML."""
    symbol = slider.get("symbol")
    parts = [nodes.Text(slider["label"]), *([nodes.Text(" "), nodes.math("", symbol)] if symbol else [])]
    value = nodes.Text(f" = {slider['said']}")
    return nodes.list_item("", nodes.paragraph("", "", *parts, value))


def choice_item(menu):
    """A line such as "chip: H100"."""
    return nodes.list_item("", nodes.paragraph("", f"{menu['name']}: {menu['choices'][0]}"))


def raw_html(text):
    """Text that goes into HTML pages as it stands, and into no other kind of output."""
    return nodes.raw("", text, format="html")
