"""The pages as they stand on paper and in an e-book: nothing to unfold, and no link that leads nowhere."""

import pytest
from bs4 import BeautifulSoup

from starcalc.page import editions, forms, meta, still

PAGE = """<html><body><nav class="bd-links"><ul><li class="toctree-l1"><a href="#">The book?</a></li></ul>
<p class="caption"><span>A part</span></p><ul><li class="toctree-l1"><a href="heat.html">Heat?</a></li></ul></nav>
<article class="bd-article">{}</article></body></html>"""
HEAT, DRAG = "book/heat.html", "book/drag.html"


def soup(text):
    """A page with this text."""
    return BeautifulSoup(PAGE.format(text), "html.parser")


def named(path, place=""):
    """How these tests call a place."""
    return f"{path}!{place}"


def stilled(text, published="", others=()):
    """What becomes of a page's text, where others are in the book too."""
    page = soup(text)
    known = still.places({HEAT: page, **{path: soup('<p id="there"></p>') for path in others}})
    return still.still(page, HEAT, known, named, published).decode_contents()


def test_parts_and_pages_come_in_the_order_of_the_menu():
    assert still.contents(soup("")) == [
        ("", [("book/index.html", "The book?")]),
        ("A part", [("book/heat.html", "Heat?")]),
    ]


def test_what_only_a_browser_has_use_for_is_gone():
    text = '<p>kept</p><script>x</script><button>Reset</button><a class="headerlink" href="#a">#</a><!-- note -->'
    assert stilled(text) == "<p>kept</p>"


def test_a_picture_in_two_widths_is_the_wide_one():
    wide = '<img src="{}" width="600"/>'
    text = f'<picture><source media="(max-width: 520px)" srcset="b.svg"/>{wide.format("a.svg")}</picture>'
    assert stilled(text) == wide.format("book/a.svg")


@pytest.mark.parametrize(
    ("href", "published", "leads"),
    [
        ("#here", "", f"{HEAT}!here"),
        ("drag.html#there", "", f"{DRAG}!there"),
        ("drag.html#gone", "", f"{DRAG}!"),
        ("drag.html", "", f"{DRAG}!"),
        ("https://example.org/paper#p", "", "https://example.org/paper#p"),
        ("../_downloads/a.csv", "https://example.org/book", "https://example.org/book/_downloads/a.csv"),
        ("sure.html#x", "https://example.org/book", "https://example.org/book/book/sure.html#x"),
    ],
)
def test_a_link_leads_within_the_whole_or_to_where_the_book_is_published(href, published, leads):
    text = f'<h1 id="here">Heat</h1><a href="{href}">there</a>'
    assert f'<a href="{leads}">there</a>' in stilled(text, published, others=[DRAG])


def test_a_link_that_would_lead_nowhere_is_plain_text():
    assert stilled('<p>See <a href="../_downloads/a.csv">the table</a>.</p>') == "<p>See the table.</p>"


def test_folds_are_open_and_code_that_is_folded_is_left_out():
    code = '<details class="hide"><summary>Code</summary><div class="cell_input">x = 1</div></details>'
    solved = code.replace("</details>", '<p class="cell_output">2</p></details>')
    made = stilled(f"{code}{solved}<details><summary>The test</summary><p>French</p></details>")
    assert "x" not in BeautifulSoup(made, "html.parser").get_text().replace("The test", "")
    assert made.count('open=""') == 2
    assert "<summary>Solution</summary>" in made


def test_assumptions_stand_in_the_whole_once():
    fold = "<details><summary>And 26 more that this chapter uses</summary><table></table></details>"
    assert "<table>" in stilled(fold)
    assert "<table>" not in stilled(fold, others=[still.ASSUMPTIONS])
    assert f'<a href="{still.ASSUMPTIONS}!">' in stilled(fold, others=[still.ASSUMPTIONS])


def test_pages_lead_to_the_forms_that_are_there_and_to_no_others(tmp_path):
    page = tmp_path / "book" / "heat.html"
    page.parent.mkdir()
    page.write_text(f"<p>x</p>{forms.EMPTY}", "utf-8")
    assert forms.link_forms(tmp_path) == []
    assert page.read_text("utf-8") == f"<p>x</p>{forms.EMPTY}"
    (tmp_path / forms.file_of("epub")).touch()
    forms.link_forms(tmp_path)
    once = page.read_text("utf-8")
    assert f'<a href="../{forms.file_of("epub")}">EPUB</a>' in once
    assert "PDF" not in once
    (tmp_path / forms.file_of("epub")).unlink()
    forms.link_forms(tmp_path)
    assert page.read_text("utf-8") == f"<p>x</p>{forms.EMPTY}"


def test_an_edition_is_dated_by_the_changelog_once_it_is_out(tmp_path, monkeypatch):
    log = "# Changelog\n\n## [Unreleased]\n\n- c\n\n## [0.2.0] - 2026-12-01\n\n- b\n\n## [0.1.0] - unreleased\n\n- a\n"
    assert editions.editions(log) == [("0.2.0", "2026-12-01", "- b"), ("0.1.0", "", "- a")]
    (tmp_path / "CHANGELOG.md").write_text(log, "utf-8")
    monkeypatch.setattr(editions, "__version__", "0.2.0")
    assert editions.edition_day(tmp_path) == "2026-12-01"
    monkeypatch.setattr(editions, "__version__", "0.1.0")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert editions.edition_day(tmp_path) == "1970-01-02"


def test_a_page_is_described_by_its_first_sentence_and_not_by_its_code():
    said = "With a white wing of 210 m² that glows its 130 kW into the dark."
    assert meta.answer(f"<pre>best = Scenario()  # change anything, as often as you please</pre><p>{said}</p>") == said
