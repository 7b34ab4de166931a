"""The years: what moves and what stays, Wright's law, and when two results cross."""

import tomllib
from math import inf, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcalc import Q, Scenario, model, published, trends, worlds
from starcalc.arrays import Formula, symbol
from starcalc.trends import Trend, base_year, movers, produced, risen, todays_range
from starcalc.worlds.marginals import triangular
from starcalc.worlds.years import crossings, drawn

CLOSE = 1e-12  # the same sum in another order
YEARS = st.floats(2026, 2060)
TEXAS = ("grid_price", "construction_price", "pue", "solar_price", "storage_price", "gas_price")
ORBIT = ("launch_price", "satellite_cost_per_power", "discount_rate", "structure_areal_density", "reference_efficiency")
COSTS = ("satellite_hour", "module_hour", "ground_hour")
ROW = {
    "name": "x",
    "about": "x",
    "form": "exponential",
    "rate": (1, 0, 2),
    "moves": {"price": 1},
    "source": "wright1936",
}


# The table -------------------------------------------------------------------------------------------


def test_nothing_moves_in_the_base_year():
    for scenario in (Scenario(), Scenario("seed").si):
        then = scenario.in_year(base_year())
        assert all(then[name] == scenario[name] for name in scenario.names())


def test_a_scenario_of_this_year_is_not_the_books_as_no_launch_of_some_day_is_this_years():
    now = Scenario().in_year(base_year())
    assert now != Scenario()
    assert now.range_of("launch_price")[0] > Scenario().range_of("launch_price")[0]
    assert all(now.range_of(name) == Scenario().range_of(name) for name in now.names() if todays_range(name) is None)


@pytest.mark.parametrize("side", [TEXAS, ORBIT])
def test_both_sides_age(side):
    later = Scenario().in_year(2040)
    assert [name for name in side if later[name] == Scenario()[name]] == []


def test_every_trend_says_what_it_moves_and_within_what():
    for trend in trends.trends().values():
        assert trend.moves
        for _, low, high in trend.rates().values():
            assert low < high


def test_every_year_is_at_least_as_far_as_the_one_before():
    years = np.arange(2026.0, 2061.0)
    s = Scenario().si.in_year(years)
    for name in ("launch_price", "satellite_cost_per_power", "discount_rate", "pue", "storage_price", "burnout_rate"):
        assert np.all(np.diff(s[name]) < 0), name
    for name in ("token_rate_per_gpu", "reference_efficiency", "availability", "gpu_price"):
        assert np.all(np.diff(s[name]) > 0), name


@given(YEARS)
def test_no_row_passes_its_limit(year):
    later = Scenario().in_year(year)
    for trend in trends.trends().values():
        for name, limit in trend.limits.items():
            end = later[limit] if isinstance(limit, str) else Q(limit, later.assumption(name).unit)
            assert later[name] >= end if trend.falls else later[name] <= end


def test_a_row_that_is_beyond_its_limit_stays():
    cheap = Scenario("gaalema").but(insurance_rate=Q(0.1, "percent"))
    assert cheap.in_year(2050).insurance_rate == cheap.insurance_rate


def test_capital_in_orbit_gets_as_cheap_as_on_the_ground_and_no_cheaper():
    later = Scenario().but(ground_discount_rate=Q(11, "percent/year")).in_year(2060)
    assert 11 < later.discount_rate.m_as("percent/year") < 11.1


def test_chips_move_together_and_an_hour_of_one_sells_for_what_it_costs():
    now, later = Scenario(), Scenario().in_year(2035)
    gain = later.token_rate_per_gpu / now.token_rate_per_gpu
    dearer = later.gpu_price / now.gpu_price
    assert (later.bandwidth / now.bandwidth).m_as("") == pytest.approx(gain.m_as(""), rel=CLOSE)
    assert later.gpu_power == now.gpu_power
    assert later.mass_per_gpu == now.mass_per_gpu
    earned = later.price * later.token_rate_per_gpu / (now.price * now.token_rate_per_gpu)
    assert earned.m_as("") == pytest.approx(dearer.m_as(""), rel=CLOSE)


def test_better_chips_help_both_sides_alike():
    slow, fast = (Scenario().in_year(2040, rates={"chip_efficiency": rate}) for rate in (20, 50))
    for result in ("satellite_premium", "module_premium"):
        ratios = [getattr(model.comparison(s), result).m_as("") for s in (slow, fast)]
        assert ratios[0] == pytest.approx(ratios[1], rel=1e-9)  # what differs is rounding
    assert model.comparison(fast).ground_cost < model.comparison(slow).ground_cost


def test_dearer_chips_bring_orbit_nearer_to_texas():
    premiums = [
        model.comparison(Scenario().in_year(2040, rates={"chip_price": rate})).satellite_hour_premium
        for rate in (-5, 10)
    ]
    assert premiums[1] < premiums[0]


def test_cheap_chips_let_orbit_cross_at_the_far_end_of_all_else_and_dear_ones_do_not():
    far = {"launch": 30, "launch_growth": 80, "satellites": 20, "craft_mass": -5, "cells": 8, "capital": -30}
    far |= {"insurance": -10, "reliability": -12, "uptime": 10, "operations": -8, "electricity": 3, "building": 3}
    cheap, dear = (model.comparison(Scenario().in_year(2045, far | {"chip_price": rate})) for rate in (-5, 10))
    assert cheap.satellite_hour_premium < 1 < dear.satellite_hour_premium


# The reader ------------------------------------------------------------------------------------------


def test_the_readers_own_value_is_kept_before_and_after():
    own = {"launch_price": Q(123, "USD/kg")}
    before, after = Scenario().but(**own).in_year(2032), Scenario().in_year(2032).but(**own)
    assert before == after
    assert before.launch_price == Q(123, "USD/kg")
    assert "launch_price" not in before.moved_by()
    assert before.in_year(2040).launch_price == Q(123, "USD/kg")


def test_worlds_of_another_year_are_drawn_from_that_years_ranges():
    later = Scenario().in_year(2040)
    low, high = later.range_of("launch_price")
    assert low < later.launch_price.m_as("USD/kg") < high < Scenario().range_of("launch_price")[1] / 4
    drawn = worlds.draw(later, 256).launch_price
    assert low <= drawn.min() < drawn.max() <= high
    assert later.range_of("altitude") == Scenario().range_of("altitude"), "which no trend moves"
    own = Scenario().but(launch_price=Q(300, "USD/kg"))
    assert own.in_year(2040).range_of("launch_price") == own.range_of("launch_price"), "which is the reader's"


def test_worlds_of_a_year_lie_where_the_worlds_of_all_years_pass():
    """Which differ in that they draw the trends too, so that theirs reach farther."""
    when = worlds.years(model.comparison, "satellite_hour", "ground_hour", Scenario(), n=512)
    of_all = np.quantile(when.ratio[:, list(when.year).index(2035)], [0.05, 0.5, 0.95])
    of_one = worlds.monte_carlo(model.comparison, "satellite_hour_premium", Scenario().in_year(2035), n=512)
    low, middle, high = of_one.quantiles("satellite_hour_premium").m
    assert 0.95 * of_all[0] < low < high < 1.05 * of_all[2]
    assert middle == pytest.approx(of_all[1], rel=0.05)


def test_a_year_after_a_year_is_counted_from_the_table():
    assert Scenario().in_year(2050).in_year(2032) == Scenario().in_year(2032)
    assert Scenario().si.in_year(2050).in_year(2032) == Scenario().si.in_year(2032)


def test_it_composes_with_overlays():
    later = Scenario("seed", "h100").in_year(2030)
    assert later.overlays == ("seed", "h100")
    assert (later.gpu_price / Scenario("h100").gpu_price).m_as("") == pytest.approx(1.03**4, rel=CLOSE)
    assert "in_year(2030)" in repr(later)
    assert later.year == 2030


def test_which_trend_moved_what_can_be_listed():
    moved = Scenario().in_year(2040).moved_by()
    assert moved["price"] == ["chip_efficiency", "chip_price"]
    assert moved == movers()
    assert Scenario().moved_by() == {}
    assert set(moved) <= set(Scenario().names())


def test_plain_numbers_and_quantities_age_alike():
    years = Scenario().si.in_year(np.array([2026.0, 2032.0, 2050.0]))
    for i, year in enumerate((2026, 2032, 2050)):
        one = Scenario().in_year(year).si
        for name in movers():
            assert years[name][i] == pytest.approx(one[name], rel=CLOSE)


def test_a_formula_may_stand_for_the_year():
    later = Scenario().si.in_year(symbol("year"))
    assert isinstance(later.launch_price, Formula)
    assert isinstance(model.ground(later).cost_per_token, Formula)


@pytest.mark.parametrize("year", [2025, 1999, 2061, 2025.99, inf])
def test_a_year_outside_the_trends_is_refused(year):
    with pytest.raises(ValueError, match="give a year from 2026, of which the table is, to 2060"):
        Scenario().in_year(year)


@pytest.mark.parametrize("year", ["2032", True, Q(2032, "year")])
def test_what_is_no_year_is_refused(year):
    with pytest.raises(TypeError, match="give a year from 2026"):
        Scenario().in_year(year)


def test_a_year_that_is_not_a_number_is_refused():
    with pytest.raises(ValueError, match="nan"):
        Scenario().in_year(float("nan"))


@pytest.mark.parametrize(
    ("rates", "said"),
    [
        ({"lunch": 20}, "did you mean 'launch'"),
        ({"launch": 100}, "less than 100"),
        ({"chip_price": -100}, "more than -100"),
        ({"launch_growth": 0}, "more than 0"),
        ({"electricity": float("nan")}, "electricity"),
    ],
)
def test_a_rate_that_cannot_be_is_refused(rates, said):
    with pytest.raises(ValueError, match=said):
        Scenario().in_year(2030, rates=rates)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"form": "linear"}, "exponential, wright"),
        ({"rate": (5, 0, 2)}, "middle, low, high"),
        ({"form": "wright"}, "made, yearly, growth, most"),
        ({"made": 5}, "made"),
        ({"moves": {"prise": 1}}, "prise"),
        ({"limits": {"life": 1}}, "limits"),
        ({"rate": (1, -1, 2), "limits": {"price": 9}}, "one sign"),
        ({"source": "nobody"}, "references.bib"),
        ({"grade": "E"}, "grade"),
    ],
)
def test_a_faulty_trend_says_what_is_wrong(change, said):
    with pytest.raises(ValueError, match=rf"\[x\].*{said}"):
        Trend(**ROW | {"grade": "D"} | change)


# Laws ------------------------------------------------------------------------------------------------


def test_wrights_law_finds_the_price_of_solar_modules_over_twenty_doublings():
    # Our World in Data 2020: 106 USD/W (of 2019) at 0.3 MW ever made in 1976, 0.38 at 578,553 MW in 2019, 20.2 % a
    # doubling by their fit (general knowledge, grade D). One rate over 280-fold leaves a factor of three.
    trend = Trend(**ROW | {"grade": "D", "form": "wright", "rate": (20.2, 18, 24), "made": 0.3, "yearly": 0.1} | PATH)
    foreseen = 106 * trend.index(43.0)
    made = produced(0.3, 0.1, PATH["growth"][0] / 100, PATH["most"], 43.0)
    assert made == pytest.approx(578553, rel=0.02)
    assert 0.38 < foreseen < 3 * 0.38


PATH = {"growth": (40.05, 30, 50), "most": 1e9}  # by which 0.3 MW of 1976 become 579 GW in 2019


def test_each_doubling_saves_the_learning_rate():
    launch = trends.trends()["launch"]
    made = launch.made * 2
    years = log(1 + (made - launch.made) * log(1.4) / launch.yearly) / log(1.4)
    assert launch.index(years) == pytest.approx(0.8, rel=CLOSE)


def test_production_is_the_integral_of_what_is_made_a_year():
    t = np.linspace(0, 20, 200_001)
    yearly = np.minimum(10 * 1.3**t, 200.0)
    assert produced(50.0, 10.0, 0.3, 200.0, 20.0) == pytest.approx(50 + np.trapezoid(yearly, t), rel=1e-8)


@given(st.floats(0.1, 10), st.floats(1, 1e6), st.floats(11, 1e4))
def test_growth_stops_at_the_limit(value, index, limit):
    assert value * (1 - CLOSE) <= risen(value, index, limit) <= limit * (1 + CLOSE)


def test_satellites_learn_from_the_mass_that_launches_lift():
    slow, fast = (Scenario().in_year(2035, rates={"launch_growth": g}) for g in (15, 80))
    assert fast.satellite_cost_per_power < slow.satellite_cost_per_power


# Worlds ----------------------------------------------------------------------------------------------


def test_a_crossing_is_where_the_logarithm_says():
    years = np.arange(2026.0, 2051.0)
    ratio = 4 * 0.9 ** (years - 2026)
    assert crossings(years, ratio[None])[0] == pytest.approx(2026 + log(4) / -log(0.9), rel=CLOSE)


def test_worlds_that_start_below_that_never_fall_and_that_have_no_value_are_told_apart():
    years = np.array([2026.0, 2027.0])
    assert np.array_equal(
        crossings(years, np.array([[0.5, 2.0], [2.0, 1.5], [np.nan, 0.5]])), [2026, inf, np.nan], equal_nan=True
    )


def test_the_crossing_of_a_price_and_its_target_is_the_analytic_one():
    alone = Scenario().but(**{name: Scenario()[name] for name in Scenario().names() if name != "grid_price"})
    when = worlds.years(model.ground, "levelised_energy_cost", Q(75, "USD/MWh"), alone, n=16)
    rate = when.draws["electricity"] / 100
    start = when.draws["grid_price"] / 75 * 3.6e9  # joules and dollars, to megawatt-hours
    assert when.ratio[:, 0] == pytest.approx(start, rel=1e-9)
    falls = (start > 1) & (rate < 0)
    expected = np.where(start <= 1, 2026, np.where(falls, 2026 - np.log(start) / np.log(1 + rate), inf))
    assert when.crossing == pytest.approx(np.where(expected > 2050, inf, expected), rel=1e-9)


def test_the_worlds_part_and_the_same_seed_gives_the_same():
    one, other = (worlds.years(model.comparison, "satellite_hour", "ground_hour", Scenario(), n=64) for _ in range(2))
    assert np.array_equal(one.ratio, other.ratio)
    low, half, high = one.quantiles()
    assert np.all((low < half) & (half < high))
    assert one.ratio.shape == (64, 25)
    assert np.all(one.within(2) >= one.within(1.5))
    assert one.within(1e9)[0] == 1
    assert np.all(np.diff(one.crossed) >= 0)
    assert one.never == 1 - one.crossed[-1]
    assert one.without_value == 0
    assert one.by(0.5) >= one.by(0.05)
    assert "satellite_hour over ground_hour" in repr(one)
    assert sum(share for _, share in one.deciders(2040, count=1000)) == pytest.approx(1)


def test_what_the_reader_has_set_is_not_drawn():
    own = Scenario().but(launch_price=Q(100, "USD/kg"))
    facts, rates = drawn(own, 8, 0)
    assert "launch_price" not in facts
    assert "altitude" not in facts
    assert "launch" in rates
    assert facts["life"].shape == (8, 1)


def test_today_is_drawn_from_todays_range():
    facts, _ = drawn(Scenario(), 64, 0)
    assert facts["launch_price"].min() > 900
    assert Scenario().assumption("launch_price").range[0] < 900


@given(st.floats(0, 1), st.floats(0.5, 1), st.floats(0, 5), st.floats(0, 5))
def test_a_triangle_keeps_within_its_ends(share, middle, below, above):
    value = triangular(share, 1 - share, middle - below / 20, middle, middle + above)
    assert middle - below / 20 - CLOSE <= value <= middle + above + CLOSE


def test_a_triangle_has_the_mean_of_its_corners():
    share = (np.arange(100_000) + 0.5) / 100_000
    assert triangular(share, 1 - share, 1.0, 2.0, 6.0).mean() == pytest.approx(3, rel=1e-4)


@pytest.mark.parametrize(
    ("over", "more", "error", "said"),
    [
        ("ground_hour", {"first": 2030, "last": 2030}, ValueError, "two years"),
        ("ground_hour", {"first": 2020}, ValueError, "2026"),
        ("ground_hour", {"n": 0}, ValueError, "number of worlds"),
        ("ground_our", {}, ValueError, "ground_hour"),
        ("gpus", {}, ValueError, "like with like"),
        (Q(0, "USD/hour"), {}, ValueError, "above zero"),
        (5, {}, TypeError, "Quantity"),
    ],
)
def test_a_wrong_question_is_refused(over, more, error, said):
    with pytest.raises(error, match=said):
        worlds.years(model.comparison, "satellite_hour", over, Scenario(), **more)


def test_a_result_without_a_value_is_named():
    low = Scenario().but(altitude=Q(300, "km"))
    with pytest.raises(ValueError, match="has no value"):
        worlds.years(model.comparison, "satellite_hour", "ground_hour", low)


# Waiting ---------------------------------------------------------------------------------------------


def test_no_wait_costs_nothing_and_a_longer_one_more():
    waits = [model.waiting(Scenario().but(ground_wait=Q(months, "month"))) for months in (0, 6, 12, 24)]
    assert waits[0].wait_cost.m == 0
    assert np.all(np.diff([w.wait_cost.m for w in waits]) > 0)
    assert all(w.wait_cost >= w.wait_interest for w in waits)


def test_interest_on_a_year_of_waiting_is_the_rate_on_the_chips():
    s = Scenario().but(ground_wait=Q(1, "year"))
    now = model.ground(s.but(ground_wait=Q(0, "year")))
    chips = now.gpu_hour_cost - model.ground(s.but(ground_wait=Q(0, "year"), gpu_price=Q(0, "USD"))).gpu_hour_cost
    replaced = now.gpu_hour_cost * (now.replacement_cost / (now.running_cost + now.gpu_capital * now.recovery))
    expected = (chips - replaced) * 0.09
    assert model.waiting(s).wait_interest.m_as("USD/hour") == pytest.approx(expected.m_as("USD/hour"), rel=1e-6)


def test_a_wait_as_long_as_the_chips_live_never_pays():
    assert model.waiting(Scenario().but(ground_wait=Q(5, "year"))).wait_cost.m > 1e6


def test_the_longest_wait_makes_texas_as_dear_as_the_box():
    s = Scenario()
    box = model.satellite(s).gpu_hour_cost
    wait = worlds.longest_wait(box, s)
    assert model.waiting(s.but(ground_wait=wait)).waited_hour.m == pytest.approx(box.m_as("USD/hour"), rel=1e-9)
    with pytest.raises(ValueError, match="without any wait"):
        worlds.longest_wait(Q(1, "USD/hour"), s)


# What others say ---------------------------------------------------------------------------------------


def test_every_forecast_lies_between_its_ends_and_after_the_day_it_was_said():
    rows = published.forecasts()
    assert len({row["who"] for row in rows}) > 9
    for row in rows:
        assert row["claim"]
        assert row["assumes"]
        assert float(row["said"][:4]) <= row["low"] <= (row["year"] or inf) <= (row["high"] or inf)


# Kept with the scenario ------------------------------------------------------------------------------


def test_a_year_survives_the_way_to_toml_and_back():
    s = Scenario("seed").but(price=Q(3, "USD/Mtoken")).in_year(2032, rates={"launch": 25})
    assert Scenario.from_toml(s.to_toml()) == s
    assert tomllib.loads(s.to_toml())["year"] == 2032
    assert Scenario.from_toml(s.to_toml()).year == 2032
