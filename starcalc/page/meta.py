"""What a page says of itself to whoever shows a link to it: its answer, its figure, and how to cite it."""

import re
from html import escape, unescape
from pathlib import Path

import vl_convert

from starcalc.page import charts
from starcalc.page.editions import last_change

LENGTH = 300  # characters of a description that are shown anywhere
CARD = {"width": 600, "height": 315}  # points of a card, drawn twice as large: 1.91 to 1, which is what links show


def add_meta(app, page, template, context, doctree):
    """Description, preview and citation in a page's head; a preview's address needs the book's own, if it is known."""
    if doctree is None:
        return
    whole, book = page == app.config.root_doc, app.config.html_title
    title = book if whole else app.env.titles[page].astext()
    said, address = answer(context["body"]), (app.config.html_baseurl or "").rstrip("/")
    url = f"{address}/{app.builder.get_target_uri(page)}" if address else ""
    day = last_change(Path(app.env.doc2path(page)))
    facts = [
        ("name", "description", said),
        ("name", "author", app.config.author),
        ("property", "og:type", "website" if whole else "article"),
        ("property", "og:site_name", book),
        ("property", "og:title", title),
        ("property", "og:description", said),
        ("property", "og:url", url),
        ("name", "citation_title", title),
        ("name", "citation_author", app.config.author),
        ("name", "citation_publication_date", day.replace("-", "/")),
        ("name", "citation_inbook_title", "" if whole else book),
        ("name", "citation_public_url", url),
        ("name", "twitter:card", "summary"),
    ]
    if address and (found := charts.held(context["body"])):
        image = f"{address}/{draw(app.outdir, Path(page).name, found[0])}"
        facts[-1] = ("name", "twitter:card", "summary_large_image")
        facts.append(("property", "og:image", image))
    tags = "".join(f'\n    <meta {kind}="{name}" content="{escape(text)}" />' for kind, name, text in facts if text)
    context["metatags"] = context.get("metatags", "") + tags
    if whole:
        context["docstitle"] = None  # the page's title is the book's, and need not be said twice


def answer(body):
    """The first paragraph of a page as plain text, to the end of a sentence."""
    for found in re.findall(r"<p(?:\s[^>]*)?>(.*?)</p>", body, re.DOTALL):
        text = " ".join(unescape(re.sub(r"<[^>]+>", "", found)).split())
        if len(text) > 40:
            break
    else:
        return ""
    while len(text) > LENGTH and re.search(r"[.!?] ", text):
        text = re.match(r"(.*[.!?]) ", text)[1]
    return text if len(text) <= LENGTH else text[: LENGTH - 1].rsplit(" ", 1)[0] + "…"


def draw(home, name, spec):
    """A page's first figure as a picture that a link can show; its address below the book's."""
    place = Path("_static", "cards", f"{name}.png")
    (Path(home) / place).parent.mkdir(parents=True, exist_ok=True)
    shown = spec | {"background": "white", "padding": 24, "autosize": {"type": "fit", "contains": "padding"}} | CARD
    (Path(home) / place).write_bytes(vl_convert.vegalite_to_png(shown, scale=2, allowed_base_urls=[]))
    return place.as_posix()
