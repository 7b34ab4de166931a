"""The published book, as a reader's browser sees it."""

import re
from io import BytesIO
from unicodedata import normalize
from urllib.parse import unquote

import pytest
from conftest import BOOK, PHONE, chapters, figures, pages, said, turn, weight
from pypdf import PdfReader

WITH_SOLUTIONS = [page for page in chapters() if "Hide the solution" in (BOOK / page).read_text("utf-8")]

VEGA = "vendor/vega.js"
BUDGET = {VEGA: 310_000, "the rest": 335_000}  # bytes of a whole page as they come over the line
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; script-src \'self\';')

UNFOLDED = """() => {
    const folded = [...document.querySelectorAll("details:not([open])")];
    for (const each of folded) each.open = true;
    const width = document.documentElement.scrollWidth;
    for (const each of folded) each.open = false;
    return width;
}"""

THEMES_OWN = ["logo__title"]  # found by axe in the theme, which puts the book's name outside of every landmark


def named(path):
    """A readable name for a test's parameter."""
    return path.removesuffix(".html")


every_page = pytest.mark.parametrize("path", pages(), ids=named)
THEMED = [(page, "light") for page in pages()] + [(page, "dark") for page in pages()[::2]]  # one style sheet has both
every_chapter = pytest.mark.parametrize("path", chapters(), ids=named)


def bare(text):
    """A text without spaces, and with ligatures as letters: as it can be found on paper."""
    return "".join(normalize("NFKC", text).split())


def test_the_book_is_built_and_holds_live_figures():
    assert (BOOK / "index.html").exists(), f"no book in {BOOK}: build it first with `nox -s book`"
    assert any(about.get("of") for _, about in figures())


def test_the_address_of_the_book_leads_to_its_first_page(reader):
    one = reader()
    one.page.goto(one.site)
    one.page.wait_for_url("**/book/index.html")
    assert one.complaints == []


def test_the_search_finds_a_chapter_without_help_from_outside(reader, site):
    one = reader()
    one.page.goto(f"{site}search.html?q=revenue")
    one.page.locator("#search-results li a").first.wait_for()
    assert one.complaints == []
    assert all(url.startswith(site) for url in one.requests)


# --- every page -------------------------------------------------------------------------------------------------------


@every_page
def test_a_page_asks_no_other_host_and_raises_no_error(opened, site, path):
    one = opened(path)
    one.page.wait_for_load_state("networkidle")
    outside = [url for url in one.requests if not url.startswith((site, "data:", "blob:"))]
    assert outside == []
    assert one.complaints == []


@every_page
def test_a_page_keeps_to_its_budget_and_carries_its_policy(opened, site, path):
    """That nothing breaks the policy is in the complaints above, where a browser says so."""
    asked = [url for url in opened(path).requests if url.startswith(site)]
    vega = [url for url in asked if VEGA in url]
    assert weight(vega, site) < BUDGET[VEGA]
    assert weight(set(asked) - set(vega), site) < BUDGET["the rest"]
    text = (BOOK / path).read_text("utf-8")
    assert POLICY.search(text)
    assert text.count('name="viewport"') == 1


@every_page
def test_a_page_does_not_scroll_sideways_on_a_telephone(opened, path):
    page = opened(path, **PHONE).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(UNFOLDED) <= 390


@every_chapter
def test_every_heading_has_an_address_that_leads_to_it(kept, path):
    page = kept(path)
    headings = page.locator("article.bd-article :is(h1, h2, h3, h4):not(.calc *)")
    assert headings.count() > 0
    for heading in headings.all():
        target = heading.locator("a.headerlink").get_attribute("href")
        assert page.locator(f"[id='{target.removeprefix('#')}']").count() == 1


@every_chapter
def test_every_link_within_the_book_leads_somewhere(kept, site, path):
    page = kept(path)
    links = page.evaluate("[...document.querySelectorAll('a[href]')].map(link => link.href)")
    for link in sorted({link for link in links if link.startswith(site)}):
        place, _, anchor = link.removeprefix(site).partition("#")
        target = BOOK / unquote(place.partition("?")[0])
        assert target.is_file(), link
        if anchor:
            assert f'id="{unquote(anchor)}"' in target.read_text("utf-8") or page.locator(f"[id='{anchor}']").count(), (
                link
            )


@every_chapter
def test_a_chapter_says_how_to_cite_it(kept, path):
    page = kept(path)
    cite = page.locator("details.starcalc-cite")
    assert not cite.locator("pre").first.is_visible()
    cite.locator("summary").click()
    plain, bibtex = cite.locator("pre").all_inner_texts()
    title = page.locator("h1").first.evaluate("heading => heading.firstChild.textContent")
    for citation in (plain, bibtex):
        assert title in citation
        assert "the starcalc contributors" in citation
        assert path in citation
    assert bibtex.startswith("@")
    assert cite.locator("button.copybtn").count() == 2


@every_chapter
def test_a_fold_is_called_what_it_shows(kept, path):
    for fold in kept(path).locator("summary").all():
        assert fold.get_attribute("aria-label") is None
        assert fold.text_content().strip()


@pytest.mark.parametrize("path", WITH_SOLUTIONS[::5], ids=named)
def test_solutions_of_exercises_are_on_paper(kept, path):
    page = kept(path)
    shown = page.locator("details.hide:has(.cell_output) .cell_output p")
    solutions = shown.evaluate_all("all => all.map(each => each.firstChild.textContent)")  # up to a formula
    paper = bare("".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf())).pages))
    for text in solutions:
        assert bare(re.split("[^\\w ,;]", text)[0]) in paper
    assert solutions


@every_chapter
def test_a_click_on_a_permalink_copies_its_absolute_address(kept, site, path):
    page = kept(path)
    kinds = ("h2 a.headerlink", ".claim > a.headerlink", ".eqno a.headerlink")
    for link in [link for kind in kinds for link in page.locator(kind).all()[:2]]:
        link.focus()
        page.keyboard.press("Enter")
        address = f"{site}{path}{link.get_attribute('href')}"
        said(page, address)
        assert page.evaluate("navigator.clipboard.readText()") == address


@every_chapter
def test_every_claim_has_a_link_of_its_own_and_a_verdict_in_words(kept, path):
    page = kept(path)
    for claim in page.locator(".claim[id^=claim-]").all():
        assert claim.locator("> a.headerlink").count() == 1
        assert claim.locator("[class*=verdict-]").first.inner_text().strip()


@pytest.mark.parametrize(("path", "theme"), THEMED, ids=named)
def test_axe_finds_nothing_that_we_wrote(kept, path, theme):
    from axe_playwright_python.sync_playwright import Axe

    page = kept(path)
    turn(page, theme)
    rules = {
        "light": {"resultTypes": ["violations"]},
        "dark": {"runOnly": ["color-contrast"]},
    }  # else they are the same
    found = Axe().run(page, options=rules[theme]).response["violations"]
    turn(page, "light")
    ours = [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
        if not any(part in node["html"] for part in THEMES_OWN)
    ]
    assert ours == []
