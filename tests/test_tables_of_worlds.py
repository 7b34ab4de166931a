"""The tables that the chapters on many worlds, on the years and on the published models show."""

import numpy as np
import pytest

from starcalc import Q, Scenario, model, published, show, trends, worlds

BEST = Scenario()
HOURS = worlds.years(model.comparison, "satellite_hour", "ground_hour", BEST, n=64, last=2035)


def rows(table):
    """The cells of a Markdown table's rows, its head and the rule below it aside."""
    lines = [line for line in table.data.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_what_is_true_most_often_stands_first_and_the_word_says_how_firm_it_is():
    n = np.arange(1000)
    table = show.tried({"open": n < 500, "never": n < 0, "firm": n < 995, "always": n >= 0, "rare": n < 20})
    assert rows(table) == [
        ["always", "all", "holds"],
        ["firm", "all but 5 of 1,000", "holds"],
        ["open", "50 %", "is open"],
        ["rare", "2 %", "fails"],
        ["never", "none", "fails"],
    ]


@pytest.mark.parametrize("nothing", [{}, {"it pays": []}])
def test_nothing_to_try_is_refused(nothing):
    with pytest.raises(ValueError, match="needs sentences"):
        show.tried(nothing)


def test_the_way_to_the_nearest_world_has_its_longest_steps_and_how_rare_each_is():
    found = worlds.nearest_world(model.ground, "gpu_hour_cost", Q(3, "USD/hour"), BEST)
    table = rows(show.way(found, BEST, most=4))
    assert len(table) == 4
    assert [float(row[1].split()[0]) for row in table] == pytest.approx(
        [100 * move.share for move in found.moves[:4]], rel=0.06
    )
    dice = worlds.draw(BEST)
    for row, move in zip(table, found.moves, strict=False):
        up = 1 if move.value > BEST[move.name] else -1
        counted = 100 * np.mean(up * (dice[move.name] - found.world.si[move.name]) >= 0)
        assert float(row[5].split()[0]) == pytest.approx(counted, rel=0.1, abs=0.5)


def test_years_have_a_column_each_and_the_last_says_who_has_crossed():
    table = show.by_year({"an hour": HOURS}, [2026, 2030, 2035])
    assert table.data.splitlines()[0] == "| times Texas | 2026 | 2030 | 2035 | cross by 2035 |"
    [row] = rows(table)
    low, middle, high = HOURS.quantiles()[:, -1]
    assert row[3].startswith(show.number(middle, 2))
    assert row[3].endswith(f"({show.number(low, 2)} to {show.number(high, 2)})")
    assert row[4] == "none"


def test_a_year_that_was_not_computed_is_refused():
    with pytest.raises(ValueError, match="no year 2050"):
        show.by_year({"an hour": HOURS}, [2026, 2050])


def test_every_forecast_stands_beside_our_worlds_of_its_year():
    table = rows(show.foreseen(published.forecasts(), HOURS))
    assert len(table) == len(published.forecasts())
    assert any(row[1].startswith("not before ") for row in table)
    assert all("{cite:p}" in row[0] for row in table)
    assert [row[2:4] for row in table] == [[each["claim"], each["assumes"]] for each in published.forecasts()]


def test_trends_that_decide_little_are_folded():
    first, *others = trends.trends()
    shown, fold, folded = show.trends(first, rest=others).data.partition(":::{dropdown}")
    assert fold
    assert f"`{first}`" in shown
    assert all(f"`{name}`" in folded for name in others)


def test_a_walk_to_where_one_stands_has_one_step_that_changes_nothing():
    [step] = published.walk("seed", Scenario("seed"))
    assert step.factor == 1
    assert step.value == pytest.approx(model.comparison(Scenario("seed")).satellite_hour_premium.m)


def test_cents_are_said_as_cents():
    assert show.phrase(Q(0.083, "USD/Mtoken").to("cUSD/Mtoken"), 2) == "8.3 cents per million tokens"
