"""The calculator as a panel in JupyterLab, without a browser: widgets move the scenario, and the scenario the words."""

import re
from html import unescape

import numpy as np
import pytest

from starcalc import Q, Scenario, claims, model, show, worlds
from starcalc.assumptions import families, groups
from starcalc.show import outcomes
from starcalc.show.console import Calculator
from starcalc.show.dials import matching

BEST = Scenario()
CHEAP = Q(200, "USD/kg")


@pytest.fixture(scope="module")
def one():
    return show.calculator()


@pytest.fixture
def calc(one):
    """The book's calculator with nothing set, its panel made."""
    assert one.panel
    one.reset()
    return one


@pytest.fixture
def panel(calc):
    return calc._panel


def words(widget):
    """What a widget of HTML says."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", widget.value)).split())


# --- what is set --------------------------------------------------------------------------------------------------


def test_it_begins_with_the_books_numbers_and_is_handed_on_to_the_next_cell(calc):
    assert calc.scenario == BEST
    assert isinstance(calc, Calculator)


def test_a_slider_that_is_moved_moves_the_scenario_the_answer_and_the_link(calc, panel):
    dial = panel.dial("launch_price")
    slider = dial.whole.children[1].children[0]
    slider.value = 0
    assert calc.scenario == BEST.but(launch_price=Q(100, "USD/kg"))
    found = model.comparison(calc.scenario)
    assert f"{found.satellite_hour.m_as('USD/hour'):.2f}" in words(panel.answer)
    assert f"{found.ground_cost.m_as('USD/Mtoken'):.2f}" in words(panel.answer)
    assert panel.link.value == calc.scenario.to_link("calculator.html")
    assert "1 number changed launch price: 1,600 → 100 USD/kg" in words(panel.changed)
    dial.back.click()
    assert calc.scenario == BEST
    assert slider.value > 0
    assert "as they were" in words(panel.changed)


def test_a_number_typed_is_taken_as_it_is_beyond_the_range_too(calc, panel):
    dial = panel.dial("launch_price")
    dial.control.value = 12.5
    assert calc.scenario.launch_price == Q(12.5, "USD/kg")
    assert "beyond what the book tries, 100 to 5,400" in words(dial.head)


def test_what_a_year_moves_past_todays_range_lies_in_its_own(calc, panel):
    moved = panel.dial("token_rate_per_gpu")
    panel.year.value = 2050
    assert moved.control.value > calc.scenario.assumption("token_rate_per_gpu").range[1]
    assert "beyond" not in words(moved.head)
    calc.set(token_rate_per_gpu=Q(1e5, "token/s"))  # a reader's own number is held against today's range
    assert "beyond what the book tries, 10 to 5,000" in words(moved.head)


def test_what_is_set_from_code_moves_the_widgets(calc, panel):
    dial = panel.dial("launch_price")
    calc.set(launch_price=CHEAP)
    assert dial.control.value == 200
    assert not dial.back.disabled
    calc.reset("launch_price")
    assert dial.control.value == 1600
    assert dial.back.disabled


def test_a_switch_is_a_switch(calc, panel):
    name = next(name for name in BEST.names() if BEST.assumption(name).is_switch)
    before = bool(BEST.quantity(name).m)
    panel.dial(name).control.value = not before
    assert bool(calc.scenario.quantity(name).m) is not before


def test_every_assumption_has_a_row_that_stands_at_its_value(calc, panel):
    for name in BEST.names():
        assert float(panel.dial(name).control.value) == pytest.approx(BEST.quantity(name).m, rel=1e-9)
    assert calc.scenario == BEST


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("launch_price", -5.0, "launch_price = -5 USD/kg cannot be: it is at least 0 USD/kg"),
        ("launch_price", float("inf"), "launch_price must be a finite number"),
        ("experts_per_token", 2.5, "experts_per_token is a whole number: type 2, not 2.5"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_the_box_goes_back(calc, panel, name, value, why):
    control = panel.dial(name).control
    before = control.value
    control.value = value
    assert why in words(panel.refused)
    assert control.value == before
    assert calc.scenario == BEST
    panel.dial("launch_price").control.value = 300
    assert panel.refused.value == ""


def test_what_the_model_cannot_compute_moves_nothing(calc, monkeypatch):
    def never(_):
        raise ValueError("outside of what the model knows")

    monkeypatch.setattr(outcomes, "outcome", never)
    with pytest.raises(ValueError, match="outside of what"):
        calc.set(launch_price=CHEAP)
    assert calc.scenario == BEST


# --- named designs, chips, years ----------------------------------------------------------------------------------


def test_presets_compose_and_what_was_set_stays(calc, panel):
    calc.set(launch_price=CHEAP)
    panel.menus["spacecraft"].value = "ai1"
    panel.menus["chip"].value = "h100"
    panel.menus["Ground"].value = "gas"
    assert calc.scenario == Scenario("ai1", "h100", "gas").but(launch_price=CHEAP)
    panel.menus["chip"].value = "b200"
    assert set(calc.scenario.overlays) == {"ai1", "gas", "b200"}
    panel.menus["spacecraft"].value = ""
    assert calc.scenario == Scenario("gas", "b200").but(launch_price=CHEAP)


def test_a_year_ages_what_was_not_set(calc, panel):
    calc.set(launch_price=CHEAP)
    panel.year.value = 2032
    assert calc.scenario == BEST.but(launch_price=CHEAP).in_year(2032)
    assert "year=2032" in panel.link.value
    panel.year.label = "as in the book"
    assert calc.scenario == BEST.but(launch_price=CHEAP)


def test_a_scenario_of_ones_own_is_where_reset_leads():
    own = Scenario("h100").but(launch_price=CHEAP).in_year(2030)
    calc = show.calculator(own)
    calc.set(launch_price=Q(300, "USD/kg"))
    calc.choose("gas")
    assert calc.scenario == Scenario("gas").but(launch_price=Q(300, "USD/kg")).in_year(2030)
    calc.reset("launch_price")
    assert calc.scenario.launch_price == CHEAP
    calc.reset()
    assert calc.scenario == own
    calc.in_year(None)
    assert calc.scenario == Scenario("h100").but(launch_price=CHEAP)


def test_a_link_that_is_pasted_sets_what_it_says(calc, panel):
    panel.link.value = "calculator.html?with=h100&launch_price=200&v=0.2.0"
    assert calc.scenario == Scenario("h100").but(launch_price=CHEAP)
    panel.link.value = "calculator.html?launch_prise=200"
    assert "did you mean 'launch_price'?" in words(panel.refused)
    assert panel.link.value == calc.scenario.to_link("calculator.html")


def test_every_family_has_a_menu(panel):
    assert {family: [value for _, value in menu.options][1:] for family, menu in panel.menus.items()} == {
        family: list(names) for family, names in families().items()
    }


# --- finding ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("launch_price", "launch_price"),
        ("launch price", "launch_price"),
        ("LATCH-UP", "burnout_rate"),
        ("Falcon 9", "launch_price"),
        (r"c_\text{launch}", "launch_price"),
        ("c_launch", "launch_price"),
        ("i", "discount_rate"),
    ],
)
def test_a_number_is_found_by_name_label_meaning_and_symbol(query, name):
    assert name in matching(query, BEST)


def test_a_search_shows_rows_and_says_how_many(panel):
    panel.search.value = "launch price"
    assert panel.dial("launch_price").whole in panel.found.children
    assert f"of {len(BEST)} numbers" in words(panel.count)
    panel.search.value = "xyzzy"
    assert panel.found.children == ()
    assert "Nothing found" in words(panel.count)
    panel.search.value = ""
    assert words(panel.count) == ""


def test_rows_of_a_group_are_made_when_it_is_opened():
    calc = show.calculator()
    assert calc.panel is calc.panel
    panel = calc._panel
    assert not any(group.children for group in panel.groups.children)
    panel.groups.selected_index = 2
    assert len(panel.groups.children[2].children) == len(list(groups().values())[2])
    assert sum(bool(group.children) for group in panel.groups.children) == 1


# --- what it comes to ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "scenario", [BEST, Scenario("seed"), Scenario("h100", "ai1"), BEST.in_year(2032), BEST.but(launch_price=CHEAP).si]
)
def test_the_answer_is_the_models(scenario):
    found, ours = model.comparison(scenario.with_units), outcomes.outcome(scenario.with_units)
    for place in ("satellite", "module", "ground"):
        assert ours.hours[place] == pytest.approx(getattr(found, f"{place}_hour").m_as("USD/hour"), rel=1e-12)
        assert ours.tokens[place] == pytest.approx(getattr(found, f"{place}_cost").m_as("USD/Mtoken"), rel=1e-12)
    assert ours.ratios["satellite"] == pytest.approx(found.satellite_hour_premium.m_as(""), rel=1e-12)
    assert ours.ratios["module"] == pytest.approx(found.module_hour_premium.m_as(""), rel=1e-12)
    assert np.sum(list(ours.lines.values()), axis=0) == pytest.approx(list(ours.hours.values()), rel=1e-9)


def test_worlds_say_how_often_orbit_wins_and_which_verdicts_differ(calc, panel, monkeypatch):
    few = {key: claims.read()[key] for key in (3, 18)}
    monkeypatch.setattr(claims, "read", lambda: few)
    calc.set(launch_price=Q(100, "USD/kg"), satellite_cost_per_power=Q(14, "USD/W"))
    panel.draw.click()
    found = worlds.monte_carlo(model.comparison, outcomes.PREMIUMS, calc.scenario)
    wins = np.sum(np.minimum(*(found[name].m for name in outcomes.PREMIUMS)) < 1)
    share = f"{wins:,} of" if wins else "none of"
    assert f"Orbit is cheaper in {share} {len(found):,} worlds" in words(panel.worlds)
    assert "2 right, 0 open, 0 wrong. All as in the book." in words(panel.worlds)
    calc.reset()
    assert panel.worlds.value == ""  # what was said was of other numbers


def test_verdicts_that_differ_are_named():
    said = outcomes.verdicts({18: ("wrong", ""), 3: ("right", "")}, {18: ("right", ""), 3: ("right", "")})
    counted = [key in claims.counted() for key in (18, 3)]
    assert f"Of the {sum(counted)} claims that the front page counts: {int(counted[1])} right, 0 open, " in said
    assert "Of all 2, with our own tests and with mistakes that come twice: 1 right, 0 open, 1 wrong" in said
    assert "claim 18" in said
    assert "claim 3" not in said


@pytest.mark.parametrize(("design", "called"), [("satellite", "the box"), ("module", "the sheet")])
def test_the_nearest_world_can_be_put_in(calc, panel, design, called):
    panel.design.value = design
    panel.near.click()
    assert f"{called} costs as little as Texas lies" in words(panel.way)
    panel.put.click()
    assert calc.now.ratios[design] == pytest.approx(1, abs=1e-3)
    panel.near.click()
    assert "already" in words(panel.way) or "standard deviations" in words(panel.way)


# --- what a notebook keeps ----------------------------------------------------------------------------------------


def test_without_a_kernel_it_is_the_pages_html(calc, monkeypatch):
    monkeypatch.setattr(Calculator, "data", "<p>")
    bundle = calc._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"].startswith("<calculator: box $10.62, sheet $10.79, Texas $2.54 an hour of one GPU")


def test_with_a_kernel_it_is_a_panel_too(calc, monkeypatch):
    monkeypatch.setattr(Calculator, "data", "<p>")
    monkeypatch.setattr(show.console, "get_ipython", object)
    assert "application/vnd.jupyter.widget-view+json" in calc._repr_mimebundle_()


def test_several_values_of_an_assumption_are_refused():
    with pytest.raises(ValueError, match="launch_price has 2 values; give it one"):
        show.calculator(BEST.but(launch_price=Q([100, 200], "USD/kg")))
