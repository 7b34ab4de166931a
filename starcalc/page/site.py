"""What a published site has beside its pages: a page for what is not there, a list of all pages, news of editions.

The list and the news consist of absolute addresses, so they are made only where the book's own is known.
"""

import re
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from markdown_it import MarkdownIt

from starcalc import __version__
from starcalc.page.editions import CHANGELOG, edition_day, editions, folder, last_change

LOST = "404"
FEED, MAP = "feed.xml", "sitemap.xml"
SAID = """<section><h1>There is no such page</h1>
<p>Pages keep their names from edition to edition, so the address may have a slip in it. The
<a href="book/index.html">first page</a> has the answer, the menu has the chapters, and the
<a href="search.html">search</a> finds words.</p></section>"""
RELATIVE = re.compile(r'\b(href|src|action|data-content_root)="(?!https?:|#|/|data:|mailto:)(?:\./)?([^"]*)"')


def address(app):
    """Where the book is published, without a slash at its end; "" where nobody has said so."""
    return (app.config.html_baseurl or "").rstrip("/")


def collect_pages(app):
    """The page that a server shows for what is not there."""
    yield LOST, {"title": "There is no such page", "body": SAID}, "page.html"


def add_news(app, page, template, context, doctree):
    """Tells a page's readers, and their feed readers, where news of editions are; nobody is to list the lost page."""
    if page == LOST:
        context["metatags"] = context.get("metatags", "") + '\n    <meta name="robots" content="noindex" />'
        context.pop("pageurl", None)
    if address(app):
        link = f'<link rel="alternate" type="application/atom+xml" title="Editions" href="{address(app)}/{FEED}" />'
        context["metatags"] = context.get("metatags", "") + f"\n    {link}"


def write_site(app, exception):
    """Makes the lost page good at any depth, and writes the list of pages and the news, once all pages are there."""
    home = address(app)
    if exception or app.builder.format != "html" or not home:
        return
    out = Path(app.outdir)
    lost = out / f"{LOST}.html"
    lost.write_text(rooted(lost.read_text("utf-8"), urlsplit(home).path), "utf-8", newline="\n")
    days = {page: last_change(Path(app.env.doc2path(page))) for page in sorted(app.env.found_docs)}
    (out / MAP).write_text(site_map(home, {f"{page}.html": day for page, day in days.items()}), "utf-8", newline="\n")
    log = Path(app.srcdir, CHANGELOG).read_text("utf-8")
    day = edition_day(app.srcdir)
    said = feed(home, app.config.html_title, app.config.author, editions(log), day)
    (out / FEED).write_text(said, "utf-8", newline="\n")


def rooted(text, root):
    """A page of the book's top whose links begin at the top of its host: it is shown at addresses of any depth."""
    return RELATIVE.sub(lambda found: f'{found[1]}="{root.rstrip("/")}/{found[2]}"', text)


def site_map(home, days):
    """All pages with the day of their last change, for search engines."""
    rows = "".join(
        f"<url><loc>{escape(home)}/{escape(path)}</loc><lastmod>{day}</lastmod></url>\n" for path, day in days.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )


def feed(home, title, author, known, day):
    """An Atom feed of the editions that are out; of this one, too, which is out where it is published: since `day`."""
    kept = {one.number for one in known if one.day}  # each in a folder of its own
    listed = [one if one.day else one._replace(day=day) for one in known if one.day or one.number == __version__]
    places = {one.number: f"{home}/{folder(one.number)}/" for one in listed}
    links = {number: place if number in kept else f"{home}/" for number, place in places.items()}
    entries = "".join(entry(one, places[one.number], links[one.number]) for one in listed)
    newest = max([one.day for one in listed], default=day)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{escape(title)}</title>\n<id>{escape(home)}/{FEED}</id>\n<updated>{newest}T00:00:00Z</updated>\n"
        f'<author><name>{escape(author)}</name></author>\n<link rel="self" href="{escape(home)}/{FEED}"/>\n'
        f'<link href="{escape(home)}/"/>\n{entries}</feed>\n'
    )


def entry(edition, place, link):
    """One edition as an entry of the feed, with what the changelog says of it: named by the place that it may have."""
    return (
        f"<entry><title>Edition {edition.number}</title><id>{escape(place)}</id>"
        f'<link href="{escape(link)}"/><updated>{edition.day}T00:00:00Z</updated>'
        f'<content type="html">{escape(MarkdownIt().render(edition.news))}</content></entry>\n'
    )
