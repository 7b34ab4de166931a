"""A reader's own numbers in the pages: in the address, in the banner, and along to the next page and back."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

PAGE, NEXT = "book/satellite.html", "book/launch.html"
OLD = "?with=h100&launch_price=200&v=0.0.9&saw=8.21&lunch_price=3&chip=%3Cscript%3Ewindow.hacked=1%3C/script%3E"
BANNER = ".starcalc-yours"


@pytest.fixture
def page(reader):
    """A window of its own, in which state may be left behind."""
    return reader().page


def visit(page, site, path):
    """Go to a page and wait until its scripts have run."""
    page.goto(site + path, wait_until="domcontentloaded")
    page.wait_for_function("() => document.querySelector('.starcalc-yours')")


def settled(page, query):
    """Wait until the address says something."""
    page.wait_for_function("query => location.search.startsWith(query)", arg=query)


def said(page):
    """The numbers that the address holds, by name."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_a_page_with_the_books_numbers_says_nothing_of_them(page, site):
    visit(page, site, PAGE)
    assert page.locator(BANNER).is_hidden()
    assert urlsplit(page.url).query == ""


def test_an_old_link_says_what_it_was_and_what_it_is_and_what_was_left_out(page, site):
    visit(page, site, PAGE + OLD)
    text = page.locator(BANNER).inner_text()
    hour = page.evaluate("starcalc.numbers.phrase(starcalc.state.answer().box, 'USD/hour').replace(' an hour', '')")
    assert "launch price 1,600 → 200 USD/kg" in text
    assert "made with edition 0.0.9, where an hour in the box cost $8.21" in text
    assert f"and it costs {hour}." in text
    assert "the nearest is launch_price" in text
    assert "<script>window.hacked=1</script>" in text
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("starcalc.state.get().changes") == {"launch_price": 200}


def test_a_number_goes_into_the_address_once_it_rests_and_reset_takes_it_out(page, site):
    visit(page, site, f"{PAGE}#notes-and-references")
    page.evaluate("for (let price = 100; price <= 300; price++) starcalc.state.set({ launch_price: price })")
    assert urlsplit(page.url).query == ""
    settled(page, "?launch_price=300&")
    assert urlsplit(page.url).fragment == "notes-and-references"
    page.get_by_role("button", name="Reset to the book’s numbers").click()
    page.wait_for_function("() => location.search === ''")
    assert page.locator(BANNER).is_hidden()


def test_numbers_go_along_to_the_next_page_and_come_back(page, site):
    visit(page, site, PAGE)
    page.evaluate("starcalc.state.set({ launch_price: 300 })")
    page.locator("article p a[href*='launch.html'], .prev-next-footer a[href*='launch.html']").first.click()
    page.wait_for_url("**/launch.html?launch_price=300*")
    for path in (
        NEXT,
        "book/index.html",
        "book/ground.html",
        "book/tokens.html",
        "book/latency.html",
        NEXT,
        "book/index.html",
    ):
        visit(page, site, path)
    page.evaluate("history.go(-8)")
    page.wait_for_url("**/satellite.html?launch_price=300*")
    page.wait_for_function("() => globalThis.starcalc?.state?.get().changes.launch_price === 300")
    assert said(page)["launch_price"] == "300"


def test_hostile_links_run_nothing_and_change_nothing(page, site):
    """A few hundred of those that Node reads, through the address and the banner of a page that stays open."""
    visit(page, site, PAGE)
    hostile = [
        "<img src=x onerror=window.hacked=1>",
        "javascript:window.hacked=1",
        "__proto__",
        "%00",
        "%zz",
        "x" * 5000,
        "NaN",
        "1e999",
    ]
    names = [
        "altitude",
        "with",
        "chip",
        "v",
        "saw",
        "year",
        "__proto__",
        "constructor",
        "<script>window.hacked=1</script>",
    ]
    queries = [f"?{name}={value}" for name in names for value in hostile]
    found = page.evaluate(
        """async (queries) => {
          const found = [];
          for (const query of queries) {
            history.replaceState(null, "", location.pathname + query.replace(/[<>]/g, encodeURIComponent));
            dispatchEvent(new PopStateEvent("popstate"));
            const scripts = document.querySelectorAll(".starcalc-yours :is(script, img)").length;
            found.push([starcalc.state.differs(), scripts, document.querySelector(".starcalc-yours").hidden]);
          }
          return found;
        }""",
        queries,
    )
    assert found == [[False, 0, False]] * len(queries), json.dumps(found)
    assert page.evaluate("window.hacked") is None
