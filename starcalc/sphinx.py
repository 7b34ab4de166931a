"""The book's side: charts in its pages, the files it serves itself, and how to cite each page.

Two doors lead in. MyST-NB finds `VegaLiteRenderer` by the entry point `myst_nb.mime_renderers`; Sphinx calls `setup`
because `_config.yml` lists `starcalc.sphinx` among its extensions. In the reader's browser, `book/assets/starcalc.js`
does the rest.
"""

import hashlib
import json
import os
import shutil
import subprocess
from datetime import UTC, date, datetime
from html import escape
from importlib.metadata import files
from pathlib import Path
from struct import pack, unpack
from typing import ClassVar

import vl_convert
from docutils import nodes
from sphinx.errors import ExtensionError

from starcalc import __version__

VEGA_LITE = "application/vnd.vegalite.v5+json"  # the type that JupyterLab 4 draws; the spec inside may be Vega-Lite 6
WIDGET = "application/vnd.jupyter.widget-view+json"
MATHJAX = "tex-svg-full.js"  # plain tex-svg.js looks for \cancel or \boldsymbol in files that we do not serve
BINDER = "https://mybinder.org"


# --- charts -----------------------------------------------------------------------------------------------------------


class VegaLiteRenderer:
    """Turns a Vega-Lite output into a numbered figure: a picture, and the spec that the page's script makes live."""

    # A panel with sliders is a widget too, which needs a kernel: so the chart goes first, and even text before it.
    mime_priority_overrides: ClassVar = [
        (builder, mime, priority)
        for builder in ("html", "dirhtml", "singlehtml", "epub", "latex")
        for mime, priority in ((VEGA_LITE, 1), (WIDGET, 200))
    ]

    @staticmethod
    def handle_mime(renderer, data, inline):
        """The figure for this output, or None where the output is no chart, or stands within a line of text."""
        if inline or data.mime_type != VEGA_LITE:
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
    svg = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return write_file([f"{stem}.svg"], svg.encode(), exists_ok=True).removesuffix("svg") + "*"


def figure_node(spec, about, uri):
    """A docutils figure, so that its number, cross-references, LaTeX and the caption's own link come from Sphinx.

    Where the controls will be stands a list of the values that the picture was drawn with, for paper and for readers
    without JavaScript.
    """
    name = f"figure-{about['name']}"
    items = [*map(choice_item, about.get("menus", [])), *map(value_item, about.get("sliders", []))]
    payload = json.dumps(spec, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    payload = payload.replace("<", r"\u003c")  # a bare < could close the script element
    return nodes.figure(
        "",
        raw_html('<div class="starcalc-stage">'),
        nodes.image(uri=uri, alt=about["alt"], classes=["starcalc-picture", "dark-light"]),
        raw_html('</div><div class="starcalc-controls">'),
        *([nodes.bullet_list("", *items)] if items else []),
        raw_html(f'</div><script type="application/json" class="starcalc-spec">{payload}</script>'),
        nodes.caption("", about["caption"]),
        ids=[name],
        names=[name],
        classes=["starcalc-figure"],
    )


def value_item(slider):
    """A line such as "price of a million tokens p = 10 USD/Mtoken"; its symbol is TeX, set by MathJax."""
    symbol = slider.get("symbol")
    parts = [nodes.Text(slider["label"]), *([nodes.Text(" "), nodes.math("", symbol)] if symbol else [])]
    value = nodes.Text(f" = {slider['value']} {slider.get('unit', '')}".rstrip())
    return nodes.list_item("", nodes.paragraph("", "", *parts, value))


def choice_item(menu):
    """A line such as "chip: H100"."""
    return nodes.list_item("", nodes.paragraph("", f"{menu['name']}: {menu['choices'][0]}"))


def raw_html(text):
    """Text that goes into HTML pages as it stands, and into no other kind of output."""
    return nodes.raw("", text, format="html")


# --- what the book serves itself --------------------------------------------------------------------------------------


def add_vendor_files(app):
    """Puts Vega and MathJax beside the pages, so that reading the book asks no other host for anything."""
    if app.builder.format != "html":
        return
    vendor = Path(app.outdir, "_static", "vendor")
    vendor.mkdir(parents=True, exist_ok=True)
    bundle, made_by = vendor / "vega.js", f"/* Vega, bundled by vl-convert {vl_convert.__version__} */\n"
    if not bundle.exists() or not bundle.read_text("utf-8").startswith(made_by):  # bundling takes two seconds
        # The bundle's hundreds of short global names clash with the theme's: a function keeps them in.
        bundle.write_text(f"{made_by}(() => {{\n{vl_convert.javascript_bundle()}\n}})();\n", "utf-8")
    mathjax = next((file for file in files("sphinx-mathjax-offline") or () if file.name == MATHJAX), None)
    if not mathjax:
        raise ExtensionError(f"sphinx-mathjax-offline carries no {MATHJAX}: name another of its files in {__name__}")
    shutil.copy(mathjax.locate(), vendor / MATHJAX)
    # The page at the bare address, which Jupyter Book writes, names no icon; a browser then looks for this one.
    drawing = Path(app.srcdir, "book", "favicon.svg")
    if drawing.exists():
        Path(app.outdir, "favicon.ico").write_bytes(icon(vl_convert.svg_to_png(drawing.read_text("utf-8"))))


def icon(png):
    """A PNG as the one picture of an icon file, whose header counts pictures, then says width, height and place."""
    width, height = unpack(">2I", png[16:24])
    return pack("<3H4B2H2I", 0, 1, 1, width % 256, height % 256, 0, 0, 1, 32, len(png), 22) + png


# --- where the book lives ---------------------------------------------------------------------------------------------


def configure_addresses(app, config):
    """Repository, edit and Binder buttons, all from one address; no address, no buttons."""
    config.html_baseurl = os.environ.get("STARCALC_ADDRESS") or config.html_baseurl
    repository = os.environ.get("STARCALC_REPOSITORY") or config.starcalc_repository
    if not repository:
        return
    config.html_theme_options |= {
        "repository_url": repository.rstrip("/").removesuffix(".git"),
        "repository_branch": os.environ.get("STARCALC_BRANCH") or config.starcalc_branch,
        "use_repository_button": True,
        "use_edit_page_button": True,
        "launch_buttons": {"binderhub_url": BINDER, "notebook_interface": "jupyterlab"},
    }


# --- pages ------------------------------------------------------------------------------------------------------------


def mend_references(app, page, template, context, doctree):
    """Gives the entries of a reference list a role that screen readers know; docutils' own is deprecated."""
    if doctree is not None:
        context["body"] = context["body"].replace('role="doc-biblioentry"', 'role="listitem"')


def add_citation(app, page, template, context, doctree):
    """Ends every page that has a source with a folded "Cite this chapter"; the first page cites the whole book."""
    if doctree is None:
        return
    whole, book = page == app.config.root_doc, app.config.html_title
    base, path = (app.config.html_baseurl or "").rstrip("/"), app.builder.get_target_uri(page)
    entry = {
        "kind": "book" if whole else "incollection",
        "key": "starcalc" if whole else f"starcalc-{Path(page).name}",
        "author": app.config.author,
        "title": book if whole else app.env.titles[page].astext(),
        "book": "" if whole else book,
        "date": last_change(Path(app.env.doc2path(page))),
        "url": f"{base}/{path}" if base else "",
        "path": path,
    }
    blocks = "".join(
        f'<div class="highlight-{language} notranslate"><div class="highlight"><pre>{escape(text)}</pre></div></div>'
        for language, text in (("text", citation_text(entry)), ("bibtex", citation_bibtex(entry)))
    )
    summary = "Cite this book" if whole else "Cite this chapter"
    context["body"] += f'<details class="starcalc-cite" id="cite"><summary>{summary}</summary>{blocks}</details>'


def citation_text(entry):
    """One line that a person can read and paste."""
    titles = [entry["title"], f"In: {entry['book']}" if entry["book"] else ""]
    sentences = [title if title.endswith(("?", "!", ".")) else f"{title}." for title in titles if title]
    version = f"Version {__version__}, {entry['date']}. {entry['url'] or entry['path']}"
    return " ".join([f"{entry['author']} ({entry['date'][:4]}).", *sentences, version])


def citation_bibtex(entry):
    """The same for a reference manager."""
    where = "" if entry["url"] else f", {entry['path']}"
    fields = {
        "author": f"{{{entry['author']}}}",  # a second pair of braces keeps the team's name and the titles whole
        "title": f"{{{tex(entry['title'])}}}",
        "booktitle": f"{{{tex(entry['book'])}}}" if entry["book"] else "",
        "year": entry["date"][:4],
        "note": f"Version {__version__}, {entry['date']}{where}",
        "url": entry["url"],
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{entry['kind']}{{{entry['key']},\n" + ",\n".join(lines) + "\n}"


def tex(text):
    """The text with the characters that TeX reads as commands made plain."""
    return "".join(f"\\{letter}" if letter in "&%$#_" else letter for letter in text)


def last_change(source):
    """The day the page is dated, as 2026-11-23: SOURCE_DATE_EPOCH, else its last commit, else today."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    committed = ""
    if git := shutil.which("git"):
        log = [git, "log", "-1", "--format=%cs", "--", source.name]
        committed = subprocess.run(log, cwd=source.parent, capture_output=True, text=True, check=False).stdout.strip()
    return committed or date.today().isoformat()


def setup(app):
    """Registers all of the above with Sphinx."""
    app.add_config_value("starcalc_repository", "", "html")
    app.add_config_value("starcalc_branch", "main", "html")
    app.connect("config-inited", configure_addresses)
    app.connect("builder-inited", add_vendor_files)
    app.connect("html-page-context", mend_references)
    app.connect("html-page-context", add_citation)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
