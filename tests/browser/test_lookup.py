"""Looking things up: the search, the pages of everything, and previews of what a link leads to."""

import pytest
from conftest import PHONE

FOUND = [  # what a reader types, the page and the address of what he is after
    ("launch_price", "book/assumptions.html", "launch_price"),
    ("launch price", "book/assumptions.html", "launch_price"),
    ("S", "book/assumptions.html", "irradiance"),
    ("β", "book/notation.html", "symbol-beta"),
    ("c_launch", "book/assumptions.html", "launch_price"),
    ("1,361", "book/assumptions.html", "irradiance"),
    ("orbit.period", "book/relations.html", "orbit-period"),
    ("cost_per_token", "book/results.html", "cost_per_token"),
    ("view factor", "book/glossary.html", "term-view-factor"),
]
PREVIEW = "#starcalc-preview"
SOURCE = "article a.reference.internal[href*='references.html#']:visible"


def come_to(page, link):
    """Bring the keyboard to a link, anew where an earlier test has left it there."""
    page.evaluate("document.activeElement.blur()")
    link.focus()


@pytest.mark.parametrize(("query", "page", "anchor"), FOUND)
def test_the_search_leads_to_a_symbol_a_name_and_a_number(reader, site, query, page, anchor):
    one = reader()
    one.page.goto(f"{site}search.html?q={query}")
    one.page.locator(f"#search-results a[href*='{page}'][href*='#{anchor}']").first.wait_for()
    assert one.complaints == []


@pytest.mark.parametrize(
    ("page", "anchor"),
    [
        ("assumptions", "launch_price"),
        ("results", "cost_per_token"),
        ("relations", "orbit.period"),
        ("data", "climate-csv"),
    ],
)
def test_an_address_opens_the_page_at_what_it_names(reader, site, page, anchor):
    one = reader(**PHONE)
    one.page.goto(f"{site}book/{page}.html#{anchor}")
    card = one.page.locator(f"[id='{anchor}']")
    card.wait_for()
    assert card.is_visible()
    assert card.evaluate("card => card.getBoundingClientRect().right <= innerWidth")


def test_a_citation_shows_its_entry_and_escape_closes_it(opened):
    page = opened("book/eclipse.html").page
    link = page.locator(SOURCE).first
    come_to(page, link)
    preview = page.locator(PREVIEW)
    preview.wait_for()
    assert "Vallado" in preview.inner_text()
    assert link.get_attribute("aria-describedby") == "starcalc-preview"
    page.keyboard.press("Escape")
    preview.wait_for(state="hidden")
    assert link.get_attribute("aria-describedby") is None


@pytest.mark.parametrize(("path", "kind", "shown"), [("eclipse", "#equation-", "math"), ("sure", "#figure-", "img")])
def test_an_equation_and_a_figure_are_shown_where_a_pointer_rests_on_their_link(opened, path, kind, shown):
    page = opened(f"book/{path}.html").page
    link = page.locator(f"article a.reference.internal[href*='{kind}']:not(.headerlink)").first
    link.scroll_into_view_if_needed()
    link.hover()
    page.locator(f"{PREVIEW} {shown}").first.wait_for()
    page.keyboard.press("Escape")
    page.locator(PREVIEW).wait_for(state="hidden")


def test_a_pointer_that_lies_elsewhere_closes_nothing_that_the_keyboard_has_opened(opened):
    page = opened("book/eclipse.html").page
    page.mouse.move(640, 450)
    come_to(page, page.locator(SOURCE).first)
    page.locator(PREVIEW).wait_for()
    page.mouse.move(2, 2)
    page.mouse.move(640, 880)
    assert page.locator(PREVIEW).is_visible()
    page.keyboard.press("Escape")


def test_a_preview_carries_no_address_twice_and_nothing_that_runs(opened):
    page = opened("book/eclipse.html").page
    come_to(page, page.locator(SOURCE).first)
    page.locator(PREVIEW).wait_for()
    assert page.locator(f"{PREVIEW} :is([id], script, button)").count() == 0


def test_a_hostile_address_shows_nothing(reader, site):
    one = reader()
    one.page.goto(f"{site}book/relations.html#%3Cimg%20src=x%20onerror=alert(1)%3E")
    one.page.wait_for_load_state("networkidle")
    assert one.page.locator(PREVIEW).is_hidden()
    assert one.complaints == []
