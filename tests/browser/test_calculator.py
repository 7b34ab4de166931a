"""The calculator in a real browser: what is moved, chosen, found and copied, and what comes of it."""

import csv

import pytest
from conftest import PHONE

from starcalc import Q, Scenario, model
from starcalc.show.outcomes import still

PAGE = "book/calculator.html"
ROUNDING = 1e-12  # as everywhere between Python and the page
THUMB = 44  # pixels, the least that a finger hits

QUIET = "() => document.querySelector('.calc-on') && !document.querySelector('.calc-waiting')"
SMALL = """(least) => [...document.querySelectorAll('.calc button, .calc select, .calc summary, .calc input')]
    .filter((it) => it.offsetParent && !it.matches('.calc-switch input') && it.getBoundingClientRect().height < least)
    .map((it) => it.outerHTML.slice(0, 90))"""
COVERED = """() => {
    const own = document.activeElement.getBoundingClientRect();
    return own.bottom > document.querySelector('.calc-side').getBoundingClientRect().top;
}"""


@pytest.fixture
def calculator(opened):
    """The calculator's page with the book's numbers in it: calculator(viewport=...)."""

    def hand_out(**options):
        one = opened(PAGE, **options)
        one.page.evaluate("() => starcalc.state.reset()")
        one.page.locator("#calc-search").fill("")  # where another test has looked for something
        one.page.wait_for_function(QUIET)
        return one.page

    return hand_out


def agrees(page, scenario):
    """The page's results are Python's, and what it shows is rounded from them."""
    page.evaluate("() => starcalc.calculator.paint()")
    rows = {row["name"]: row for row in csv.DictReader(page.evaluate("() => starcalc.calculator.csv()").splitlines())}
    expected = model.comparison(scenario)
    for name, value in vars(expected).items():
        assert float(rows[name]["value"]) == pytest.approx(value.magnitude, rel=ROUNDING), name
    assert page.locator(".calc-total").all_inner_texts() == [
        f"${getattr(expected, hour).m_as('USD/hour'):.2f}" for hour in ("satellite_hour", "module_hour", "ground_hour")
    ]


def test_a_slider_moves_every_number(calculator):
    page = calculator()
    agrees(page, Scenario())
    slider = page.locator("#assume-launch_price input[type=range]")
    slider.focus()
    page.keyboard.press("Home")
    agrees(page, Scenario().but(launch_price=Q(100, "USD/kg")))
    assert slider.get_attribute("aria-valuetext") == "100 USD/kg"
    assert "calc-changed" in page.locator("#assume-launch_price").get_attribute("class")
    assert page.locator(".calc-differs li").all_inner_texts() == ["launch price\n1,600 → 100 USD/kg\n×"]
    page.locator("#assume-launch_price .calc-back").click()
    agrees(page, Scenario())
    assert page.locator(".calc-differences").is_hidden()


def test_what_is_typed_is_taken_or_refused_in_words(calculator):
    page = calculator()
    box = page.locator("#number-launch_price")
    box.fill("250 USD/kg")
    agrees(page, Scenario().but(launch_price=Q(250, "USD/kg")))
    box.fill("cheap")
    box.blur()
    said = page.locator("#why-launch_price").inner_text()
    assert "cheap" in said
    assert "still 250 USD/kg" in said
    agrees(page, Scenario().but(launch_price=Q(250, "USD/kg")))


def test_what_a_year_moves_past_todays_range_lies_in_its_own(calculator):
    page = calculator()
    page.locator("#calc-search").fill("token_rate_per_gpu")
    why = page.locator("#why-token_rate_per_gpu")
    page.get_by_label("Year", exact=True).select_option("2050")
    page.evaluate("() => starcalc.calculator.paint()")
    assert float(page.locator("#number-token_rate_per_gpu").input_value()) > 5000
    assert why.inner_text() == ""
    page.evaluate("() => starcalc.state.set({ token_rate_per_gpu: 1e5 })")  # a reader's own, held against today's range
    page.evaluate("() => starcalc.calculator.paint()")
    assert why.inner_text() == "Beyond what the book tries, 10 to 5,000."


@pytest.mark.parametrize("names", [["launch_price"], ["launch_price", "cell_areal_density"]])
def test_what_no_world_moves_is_said_as_in_python(calculator, names):
    page = calculator()
    far = {name: 10 * max(Scenario().assumption(name).range) for name in names}
    page.evaluate("far => starcalc.state.set(far)", far)
    page.wait_for_function("() => document.querySelector('.calc-worlds').innerText.includes('Held still')")
    scenario = Scenario().but(**{name: Q(value, Scenario().assumption(name).unit) for name, value in far.items()})
    assert page.locator(".calc-worlds").inner_text().endswith(still(names, scenario))


def test_named_designs_compose_with_one_another_and_with_the_reader(calculator):
    page = calculator()
    page.get_by_label("Spacecraft", exact=True).select_option("ai1")
    page.get_by_label("Chip", exact=True).select_option("h100")
    page.locator("#number-launch_price").fill("300")
    agrees(page, Scenario("ai1", "h100").but(launch_price=Q(300, "USD/kg")))
    page.get_by_label("Chip", exact=True).select_option("")
    agrees(page, Scenario("ai1").but(launch_price=Q(300, "USD/kg")))


def test_the_post_is_one_sum_in_orbit(calculator):
    page = calculator()
    page.get_by_label("Start", exact=True).select_option("seed")
    agrees(page, Scenario("seed"))
    assert page.get_by_role("row", name="one sum, as given").is_visible()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("η_0", "reference_efficiency"),
        ("launch price", "launch_price"),
        ("die_area", "die_area"),
        ("c_launch", "launch_price"),
    ],
)
def test_a_number_is_found_by_name_symbol_and_meaning(asked, found, calculator):
    page = calculator()
    page.locator("article h1").click()
    page.keyboard.press("/")
    page.keyboard.type(asked.replace("_", "") if asked[0] == "η" else asked)
    assert page.locator(f"#assume-{found}").is_visible()
    assert page.locator(f"#assume-{found} input").first.is_visible()
    shown = page.locator(".calc-row:visible").count()
    assert page.locator(".calc-found").inner_text() == f"{shown} of {len(Scenario())} numbers"
    page.keyboard.press("Escape")
    assert page.locator(".calc-found").inner_text().startswith("The 5 that decide most stand on top, the other ")
    assert page.locator(".calc-row:visible").count() == 5


def test_facts_and_choices_stand_apart_and_so_does_what_was_changed(calculator):
    page = calculator()
    page.locator("#number-launch_price").fill("300")
    page.get_by_role("button", name="Changed 1").click()
    assert page.locator(".calc-row:visible").count() == 1
    page.get_by_role("button", name="Choices").click()
    assert page.locator("#assume-launch_price").is_hidden()
    page.get_by_role("button", name=f"All {len(Scenario())}").click()


def test_a_scenario_can_be_kept_to_hold_another_against(calculator):
    page = calculator()
    page.locator("#number-launch_price").fill("300")
    page.get_by_role("button", name="Keep to compare").click()
    page.locator("#number-launch_price").fill("600")
    page.evaluate("() => starcalc.calculator.paint()")
    assert page.locator(".calc-differs-head").inner_text() == "1 number differs from what you kept"
    assert "300 → 600 USD/kg" in page.locator(".calc-differs").inner_text()
    page.get_by_role("button", name="Compare with the book").click()
    assert "1,600 → 600 USD/kg" in page.locator(".calc-differs").inner_text()


def test_a_copied_link_brings_the_same_numbers(calculator, reader):
    page = calculator()
    page.get_by_label("Chip", exact=True).select_option("h100")
    page.locator("#number-launch_price").fill("300")
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_function("() => document.querySelector('.calc-said').textContent === 'Link copied.'")
    link = page.evaluate("() => navigator.clipboard.readText()")
    other = reader()
    there = other.open(link.removeprefix(other.site))
    there.wait_for_function(QUIET)
    agrees(there, Scenario("h100").but(launch_price=Q(300, "USD/kg")))
    there.get_by_role("button", name="Reset all").click()
    agrees(there, Scenario())


def test_every_claim_has_a_verdict_that_opens_to_its_sentence(calculator):
    page = calculator()
    chip = page.get_by_role("button", name="Claim 20:")
    chip.click()
    told = page.locator(".calc-told")
    assert told.get_by_role("link", name="Claim 20").get_attribute("href").endswith("#claim-20")
    assert chip.get_attribute("aria-expanded") == "true"
    chip.click()
    assert told.is_hidden()


def test_one_thumb_suffices_on_a_phone(calculator):
    page = calculator(**PHONE)
    page.get_by_text("Heat and bus", exact=False).first.click()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    assert page.evaluate(SMALL, THUMB) == []
    bar = page.locator(".calc-bar")
    assert bar.bounding_box()["y"] + bar.bounding_box()["height"] <= PHONE["viewport"]["height"] + 1
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.matches('.calc-main *')"):
            assert not page.evaluate(COVERED), page.evaluate("() => document.activeElement.outerHTML.slice(0, 90)")
    bar.click()
    assert page.locator(".calc-bill").is_visible()
    bar.click()


def test_without_a_script_it_is_a_table_to_read(opened):
    page = opened(PAGE, java_script_enabled=False).page
    assert page.locator("#assume-launch_price").inner_text().startswith("launch price")
    assert page.locator(".calc noscript").count() == 1
    page.get_by_text("Heat and bus").click()
    assert page.locator("#assume-radiator_faces").is_visible()


def test_the_nearest_world_can_be_taken_over(calculator):
    page = calculator()
    page.get_by_role("button", name="What would it take, in a box?").click()
    page.get_by_role("button", name="Put these numbers in").click()
    page.evaluate("() => starcalc.calculator.paint()")
    assert page.locator(".calc-differs li").count() > 2
    assert page.locator("#number-launch_price").input_value() != "1600"
