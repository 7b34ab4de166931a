"""What a published site has beside its pages, and how it keeps every edition."""

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from starcalc import __version__
from starcalc.page import editions, site
from starcalc.page.editions import Edition

ROOT = Path(__file__).parents[1]
HOME = "https://example.org/orbit"
ATOM, MAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
EARLIER = Edition("0.0.1", "2026-01-02", "- *First* & only.")


def tried(known, day="2026-11-26"):
    """The entries of a feed of these editions: [(title, link, day, text)]."""
    read = ElementTree.fromstring(site.feed(HOME, "Does it pay?", "we", known, day))
    assert read.find(f"{ATOM}id").text == f"{HOME}/feed.xml"
    assert read.find(f"{ATOM}updated").text >= max(found.text for found in read.iter(f"{ATOM}updated"))
    return [
        (
            one.find(f"{ATOM}title").text,
            one.find(f"{ATOM}link").get("href"),
            one.find(f"{ATOM}updated").text[:10],
            one.find(f"{ATOM}content").text,
        )
        for one in read.iter(f"{ATOM}entry")
    ]


def test_the_feed_tells_of_every_edition_that_is_out_and_of_this_one():
    this = Edition(__version__, "", "- Second.")
    (title, link, day, _), (_, kept, _, text) = tried([this, EARLIER])
    assert (title, link, day) == (f"Edition {__version__}", f"{HOME}/", "2026-11-26")
    assert kept == f"{HOME}/v0.0.1/"
    assert text.strip() == "<ul>\n<li><em>First</em> &amp; only.</li>\n</ul>"
    assert tried([this._replace(day="2026-10-01")])[0][1:3] == (f"{HOME}/v{__version__}/", "2026-10-01")


def test_the_feed_leaves_out_what_was_planned_and_never_came_out():
    assert tried([Edition("0.0.2", "", "x"), EARLIER]) == tried([EARLIER])


def test_the_list_of_pages_has_every_page_with_its_day():
    read = ElementTree.fromstring(site.site_map(HOME, {"book/a&b.html": "2026-01-02"}))
    assert read.find(f"{MAP}url/{MAP}loc").text == f"{HOME}/book/a&b.html"
    assert read.find(f"{MAP}url/{MAP}lastmod").text == "2026-01-02"


@pytest.mark.parametrize(("root", "prefix"), [("", "/"), ("/orbit", "/orbit/"), ("/orbit/", "/orbit/")])
def test_the_lost_page_holds_together_at_any_depth(root, prefix):
    text = (
        '<html data-content_root="./"><link href="_static/a.css?v=1"><a href="book/index.html">1</a><a href="#x">2</a>'
    )
    text += (
        '<img src="./_static/l.svg"><form action="search.html"><a href="https://example.org/">3</a><a href="/top">4</a>'
    )
    made = site.rooted(text, root)
    assert f'data-content_root="{prefix}"' in made
    for path in ("_static/a.css?v=1", "book/index.html", "_static/l.svg", "search.html"):
        assert f'="{prefix}{path}"' in made
    for kept in ('"#x"', '"https://example.org/"', '"/top"'):
        assert kept in made


def test_without_an_address_there_is_neither_list_nor_feed(tmp_path):
    app = SimpleNamespace(
        config=SimpleNamespace(html_baseurl=""), builder=SimpleNamespace(format="html"), outdir=tmp_path
    )
    site.write_site(app, None)
    context = {}
    site.add_news(app, "book/heat", "", context, object())
    assert list(tmp_path.iterdir()) == []
    assert context == {}


# --- editions ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def edition():
    """The script that publishes."""
    sys.path.insert(0, str(ROOT / "book"))
    try:
        import edition
    finally:
        sys.path.pop(0)
    return edition


def built(folder, names, number):
    """A built book with these pages."""
    for name in names:
        path = folder / "book" / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        head = f'<link rel="canonical" href="{HOME}/book/{name}.html" />'
        path.write_text(f"{head}{editions.NEWER}{name} of {number}", "utf-8")
    return folder


@pytest.fixture
def published(edition, tmp_path, monkeypatch):
    """Publishes an edition with these pages: published("0.1.0", ["heat"])."""
    out = []

    def publish(number, names, released=True):
        for module in (edition, editions):
            monkeypatch.setattr(module, "__version__", number)
        if released and number not in [one.number for one in out]:
            out.insert(0, Edition(number, f"2026-01-{len(out) + 1:02}", ""))
        folder = built(tmp_path / f"built-{number}-{len(list(tmp_path.iterdir()))}", names, number)
        return edition.publish(folder, tmp_path / "site", out)

    publish.site = tmp_path / "site"
    return publish


def test_the_newest_edition_stands_at_the_top_and_every_one_in_its_folder(published):
    published("0.1.0", ["heat", "climate"])
    assert published("0.2.0", ["heat"]) == ["0.2.0", "0.1.0"]
    site_ = published.site
    assert (site_ / "book/heat.html").read_text("utf-8").endswith("heat of 0.2.0")
    assert not (site_ / "book/climate.html").exists()
    assert (site_ / "v0.1.0/book/climate.html").read_text("utf-8").endswith("climate of 0.1.0")
    listed = json.loads((site_ / "versions.json").read_text("utf-8"))
    assert [(one["version"], one["path"], one["date"]) for one in listed] == [
        ("0.2.0", "v0.2.0/", "2026-01-02"),
        ("0.1.0", "v0.1.0/", "2026-01-01"),
    ]


def test_a_page_of_an_old_edition_leads_to_the_newest_and_names_its_canonical_address(published):
    published("0.1.0", ["heat", "climate"])
    published("0.2.0", ["heat"])
    published("0.3.0", ["heat"])
    old = (published.site / "v0.1.0/book/heat.html").read_text("utf-8")
    assert '<a href="../../book/heat.html">edition 0.3.0</a>' in old
    assert f'href="{HOME}/book/heat.html"' in old
    gone = (published.site / "v0.1.0/book/climate.html").read_text("utf-8")
    assert '<a href="../../">edition 0.3.0</a>' in gone
    assert f'<link rel="canonical" href="{HOME}/v0.1.0/book/climate.html" />' in gone
    for newest in ("book/heat.html", "v0.3.0/book/heat.html"):
        assert editions.NEWER in (published.site / newest).read_text("utf-8")


def test_an_edition_that_is_out_is_not_written_again(published):
    published("0.1.0", ["heat"])
    before = (published.site / "v0.1.0/book/heat.html").stat().st_mtime_ns
    published("0.1.0", ["heat", "later"])
    assert (published.site / "book/later.html").exists()
    assert not (published.site / "v0.1.0/book/later.html").exists()
    assert (published.site / "v0.1.0/book/heat.html").stat().st_mtime_ns == before


def test_what_is_not_out_stands_at_the_top_only(published):
    assert published("0.1.0", ["heat"], released=False) == []
    assert [path.name for path in published.site.iterdir() if path.is_dir()] == ["book"]


def test_a_folder_of_something_else_is_left_alone(published):
    published.site.mkdir()
    (published.site / "thesis.txt").write_text("years of work", "utf-8")
    with pytest.raises(SystemExit, match=r"thesis\.txt"):
        published("0.1.0", ["heat"])
    assert (published.site / "thesis.txt").exists()
