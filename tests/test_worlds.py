"""Worlds: draws of all facts, results in all of them, which fact decides, where the answer flips, the best design."""

import dataclasses
import sys
from types import SimpleNamespace

import dask.array
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.special import ndtr, ndtri
from scipy.stats import triang

from starcalc import Q, Scenario, model, worlds
from starcalc.arrays import xp
from starcalc.worlds.designing import FREE
from starcalc.worlds.drawing import NET, STANDING, points
from starcalc.worlds.marginals import Marginals
from starcalc.worlds.steps import AsItStands, Steps, runner

BEST = Scenario()
FACTS = [name for name in BEST.names() if BEST.assumption(name).role == "fact"]
ROUNDING = 1e-12  # some sixty relations in a row, each off by a few 1e-16
DIFFERENCE = 1e-5  # central differences of step 1e-5, of what is curved on scales of a tenth and more
ERRORS = 4  # standard errors that a test allows: one in sixteen thousand is larger


def found(**results):
    return SimpleNamespace(**results)


# --- a calculation as its steps -------------------------------------------------------------------


@pytest.mark.parametrize("calculation", [model.satellite, model.module, model.ground, model.fleet])
def test_steps_give_every_result_that_the_calculation_gives(calculation):
    drawn = worlds.draw(BEST, 64)
    expected = vars(calculation(drawn))
    steps = Steps(calculation, BEST, list(expected), FACTS)
    answers = steps({name: getattr(drawn, name) for name in steps.reads})
    for name, value in expected.items():
        np.testing.assert_allclose(answers[name], np.broadcast_to(value, 64), rtol=10 * ROUNDING, err_msg=name)


def test_steps_read_no_more_than_the_results_hang_on():
    steps = Steps(model.ground, BEST, ["levelised_energy_cost"], FACTS)
    assert "grid_price" in steps.reads
    assert "launch_price" not in steps.reads
    assert steps.size < Steps(model.ground, BEST, ["cost_per_token"], FACTS).size


def every_operation(s):
    a, b, c = s.launch_price, s.life, s.fatal_share
    values = [-a, a + b, a - b, a * b, a / b, b**c, xp.abs(-b), xp.acos(c), xp.asin(c), xp.atan(b), xp.atan2(a, b)]
    values += [xp.cos(b), xp.exp(c), xp.log(a), xp.maximum(b, c), xp.minimum(b, c), xp.sin(b), xp.sqrt(b), xp.tan(c)]
    values += [xp.where((b > c) & ~(a < b) | (a == b), a * c, xp.sqrt(c)), xp.pow(a, 0.5), xp.where(b < c, a, 1 / b)]
    return found(mass=sum(value * (i + 1) for i, value in enumerate(values)))


@pytest.mark.usefixtures("x64")
def test_slopes_by_the_chain_rule_are_those_of_jax():
    steps = Steps(every_operation, BEST, ["mass"], FACTS)
    at = {name: jnp.asarray(float(getattr(BEST.si, name))) for name in steps.reads}
    value, expected = jax.value_and_grad(lambda x: every_operation(BEST.si.but(**x)).mass)(at)
    here, slopes = steps.slopes({name: float(x) for name, x in at.items()}, "mass")
    assert here == pytest.approx(float(value), rel=ROUNDING)
    assert slopes == pytest.approx({name: float(slope) for name, slope in expected.items()}, rel=1e-10)


@pytest.mark.parametrize("result", ["satellite_premium", "module_premium"])
def test_slopes_of_the_whole_model_are_those_that_small_steps_show(result):
    steps = Steps(model.comparison, BEST, [result], FACTS)
    drawn = worlds.draw(BEST, 4)
    at = {name: float(drawn[name][3]) for name in steps.reads}
    own = DIFFERENCE * np.eye(len(at))
    moved = {name: x * (1 + np.concatenate([own[i], -own[i]])) for i, (name, x) in enumerate(at.items())}
    up, down = steps(moved)[result].reshape(2, -1)
    value, slopes = steps.slopes(at, result)
    expected = dict(zip(at, (up - down) / (2 * DIFFERENCE), strict=True))
    assert {name: slopes[name] * x for name, x in at.items()} == pytest.approx(expected, abs=DIFFERENCE * value)


def in_one_place(s):
    return found(mass=np.interp(np.asarray(s.life, dtype=float), [0, 10], [0, 1e3]))


def test_a_calculation_that_is_no_formula_runs_as_it_stands():
    assert isinstance(runner(in_one_place, BEST, ["mass"], FACTS), AsItStands)
    answer = worlds.monte_carlo(in_one_place, "mass", BEST, 100)
    np.testing.assert_allclose(answer["mass"].m_as("kg"), 100 * worlds.draw(BEST, 100).life)


# --- draws ----------------------------------------------------------------------------------------


def triangle(name, scenario=BEST):
    """The distribution of a fact along its axis, by SciPy, and the axis."""
    row, axis = scenario.assumption(name), np.log if scenario.assumption(name).scale == "log" else np.asarray
    low, high, peak = axis([*row.range, scenario.quantity(name).m_as(row.unit)])
    return triang((peak - low) / (high - low), low, high - low), axis


@pytest.mark.parametrize("name", ["launch_price", "life", "fresh", "temperature_coefficient", "dose_limit"])
def test_a_fact_is_drawn_from_a_triangle_about_its_value(name):
    law, axis = triangle(name)
    drawn = np.sort(axis(worlds.draw(BEST, STANDING).with_units[name].m_as(BEST.assumption(name).unit)))
    np.testing.assert_allclose(law.cdf(drawn), (np.arange(STANDING) + 0.5) / STANDING, atol=1 / STANDING)


def test_every_world_lies_within_the_table_and_keeps_the_choices():
    drawn = worlds.draw(BEST, NET + 1)
    assert drawn.outside() == []
    assert set(drawn.changes()) == set(FACTS)


def test_the_same_worlds_are_drawn_on_every_machine():
    """The points themselves, since the table's values change; as the first machine drew them."""
    last_and_first = [
        [0.6504613882862031, 0.060419435147196054],
        [0.01992140943184495, 0.4644177299924195],
        [0.8663652040995657, 0.7467643138952553],
    ]
    assert points(3, 7, NET - 1, NET + 1).tolist() == last_and_first


def test_more_worlds_begin_with_the_same_and_another_seed_with_others():
    few, many, others = (worlds.draw(BEST, n, seed) for n, seed in ((10, 1), (NET + 10, 1), (10, 2)))
    np.testing.assert_array_equal(few.price, many.price[:10])
    assert not np.any(few.price == others.price)
    assert len(np.unique(many.price)) == NET + 10


def test_a_fact_is_drawn_about_the_scenarios_value_and_held_where_that_lies_outside_its_range():
    moved = BEST.but(launch_price=Q(200, "USD/kg"), life=Q(12, "year"))
    drawn = worlds.draw(moved, 100)
    assert np.median(drawn.launch_price) < np.median(worlds.draw(BEST, 100).launch_price)
    assert drawn.life == 12
    held = worlds.monte_carlo(model.satellite, "mass", moved, 10).held
    assert held == {"life": "life = 12 year (outside 3.5 to 7)"}


def test_a_fact_that_is_held_leaves_all_others_where_they_lay():
    drawn, held = (worlds.draw(start, 10) for start in (BEST, BEST.but(launch_price=Q(10, "USD/kg"))))
    assert held.launch_price == 10
    for name in set(Marginals(BEST).names) - {"launch_price"}:
        np.testing.assert_array_equal(held[name], drawn[name])


def test_where_all_facts_are_held_there_is_nothing_to_draw():
    with pytest.raises(ValueError, match=r"no fact is open, so that all worlds are alike: life = 12 year \(outside"):
        worlds.draw(BEST.but(life=Q(12, "year")), 10, facts=["life"])


def test_facts_of_one_bundle_move_as_one():
    tied = object.__new__(Scenario)
    rows = {name: BEST.assumption(name) for name in BEST.names()}
    rows |= {name: dataclasses.replace(rows[name], bundle="market") for name in ("price", "launch_price")}
    tied.__dict__.update(BEST.__dict__ | {"_rows": rows})
    drawn = worlds.draw(tied, 50)
    np.testing.assert_array_equal(np.argsort(drawn.price), np.argsort(drawn.launch_price))
    assert Marginals(tied).count == len(FACTS) - 1


def test_normal_deviates_are_those_of_the_same_probability_and_their_slopes_are_right():
    marginals, step = Marginals(BEST), 1e-6
    for point in (np.full(len(FACTS), z) for z in (-4.0, -1.0, 0.3, 3.0)):
        values, slopes = marginals.normal(point)
        up, down = (marginals.normal(point + way)[0] for way in (step, -step))
        for name in ("launch_price", "life", "temperature_coefficient"):
            law, axis = triangle(name)
            unit = BEST.assumption(name).unit
            value = axis(BEST.si.but(**{name: float(values[name])}).quantity(name).m_as(unit))
            assert ndtri(law.cdf(value)) == pytest.approx(point[0], rel=1e-6)
            assert slopes[name] == pytest.approx((up[name] - down[name]) / (2 * step), rel=1e-5)


# --- many worlds ----------------------------------------------------------------------------------


def test_many_worlds_have_the_results_that_each_has_alone():
    answer = worlds.monte_carlo(model.comparison, ["module_premium", "launch_price"], BEST, 50)
    alone = model.comparison(answer.world(-1)).module_premium.m_as("")
    assert answer["module_premium"][-1].m_as("") == pytest.approx(alone, rel=ROUNDING)
    assert answer.world(49) == answer.world(-1)
    assert answer.world(3).launch_price.m_as("USD/kg") == pytest.approx(answer["launch_price"][3].m_as("USD/kg"))


def test_quantiles_are_those_of_the_law_within_their_errors():
    law, _ = triangle("launch_price")
    answer = worlds.monte_carlo(model.satellite, "launch_price", BEST, 1000)
    found_, errors = answer.quantiles("launch_price"), answer.quantile_errors("launch_price")
    expected = np.exp(law.ppf([0.05, 0.5, 0.95]))
    assert np.all(np.abs(found_.m_as("USD/kg") - expected) < ERRORS * errors.m_as("USD/kg"))
    share, error = answer.share_above("launch_price", Q(1, "kUSD/kg"))
    assert abs(share - law.sf(np.log(1000))) < ERRORS * error
    assert answer.share_above("launch_price", Q(9, "kUSD/kg"))[1] > 0


def test_the_error_of_a_quantile_is_that_of_independent_worlds():
    law, n, shares = triangle("life")[0], 2000, np.array([0.05, 0.5, 0.95])
    errors = worlds.monte_carlo(model.satellite, "life", BEST, n).quantile_errors("life").m_as("year")
    expected = np.sqrt(shares * (1 - shares) / n) / law.pdf(law.ppf(shares))  # of a smooth law, by the delta method
    assert errors == pytest.approx(expected, rel=0.1)


def test_threads_and_dask_find_the_same():
    by_threads = worlds.monte_carlo(model.ground, "cost_per_token", BEST, 9000)
    by_dask = worlds.monte_carlo(model.ground, "cost_per_token", BEST, 9000, chunks=5000)
    lazy = worlds.draw(BEST, 9000, chunks=5000)
    assert isinstance(lazy.price, dask.array.Array)
    expected = by_threads["cost_per_token"].m_as("USD/token")
    np.testing.assert_allclose(by_dask["cost_per_token"].m_as("USD/token"), expected, rtol=ROUNDING)
    np.testing.assert_allclose(model.ground(lazy).cost_per_token.compute(), expected, rtol=ROUNDING)


@pytest.mark.parametrize("chunks", [None, NET])
def test_an_interrupted_run_keeps_what_it_had_and_says_so(chunks):
    done = []

    def stop(worlds_done, n):
        done.append((worlds_done, n))
        if len(done) == 2:
            raise KeyboardInterrupt

    with pytest.warns(UserWarning, match="interrupted after 32,768 of 50,000 worlds, which are kept"):
        answer = worlds.monte_carlo(model.ground, "cost_per_token", BEST, 50_000, chunks=chunks, progress=stop)
    assert done == [(NET, 50_000), (2 * NET, 50_000)]
    assert len(answer) == 2 * NET
    assert "32,768 of 50,000 worlds" in repr(answer)
    assert answer.quantiles("cost_per_token")[1] > Q(0, "USD/Mtoken")


def cliff(s):
    return found(mass=xp.where(s.life > 6.5, np.nan, s.life))


def test_a_world_without_a_value_is_named_and_can_be_left_out():
    answer = worlds.monte_carlo(cliff, "mass", BEST, 200)
    first = answer.outside("mass")[0]
    assert answer.world(first).life > Q(6.5, "year")
    said = rf"mass has no value in {len(answer.outside('mass'))} of 200 worlds: in the first, world\({first}\), life = "
    with pytest.raises(ValueError, match=said):
        answer.quantiles("mass")
    inside = answer.inside()
    assert inside.quantiles("mass")[2] <= Q(6.5, "kg")
    assert inside.world(first) == answer.world(first + 1) or inside.world(first).life < Q(6.5, "year")
    assert "no value in" in repr(answer)


def test_two_answers_of_one_seed_are_of_the_same_worlds():
    space, ground = (worlds.monte_carlo(f, "cost_per_token", BEST, 64) for f in (model.satellite, model.ground))
    premium = worlds.monte_carlo(model.comparison, "satellite_premium", BEST, 64)["satellite_premium"]
    ratio = (space["cost_per_token"] / ground["cost_per_token"]).m_as("")
    np.testing.assert_allclose(ratio, premium.m_as(""), rtol=ROUNDING)


# --- which fact decides ---------------------------------------------------------------------------


def a_sum(s):
    return found(mass=2 * s.life + s.facility_life, capital=s.life * s.facility_life)


def variance(name, scenario=BEST):
    return triangle(name, scenario)[0].var()


def test_sobols_indices_of_a_sum_are_the_shares_of_its_variance():
    rows = worlds.sobol(a_sum, "mass", BEST, n=1024, tolerance=0.2)
    parts = {"life": 4 * variance("life"), "facility_life": variance("facility_life")}
    assert [row.name for row in rows] == sorted(parts, key=lambda name: -parts[name])
    for row in rows:
        share = parts[row.name] / sum(parts.values())
        assert abs(row.first - share) < 2 * row.first_error
        assert abs(row.total - share) < 2 * row.total_error


def test_what_two_facts_do_together_is_in_both_totals():
    rows = worlds.sobol(a_sum, "capital", BEST, n=STANDING, tolerance=0.2)
    assert sum(row.first for row in rows) < 1 < sum(row.total for row in rows)


def test_indices_that_have_not_settled_are_refused_with_how_many_worlds_it_takes():
    with pytest.raises(ValueError, match=r"not settled with n = 64: .* exceeds the tolerance, 0.01; about n = [\d,]+ "):
        worlds.sobol(a_sum, "mass", BEST, n=64, tolerance=0.01)


def test_ranks_find_the_fact_that_decides():
    rows = worlds.rank_correlations(model.satellite, "launch_price", BEST)
    assert rows[0].name == "launch_price"
    assert rows[0].correlation == pytest.approx(1, rel=ROUNDING)
    assert len(rows) == 1


def test_ranks_leave_out_what_a_result_does_not_read():
    """In few worlds what has nothing to do with a result may follow it by chance."""
    rows = worlds.rank_correlations(model.ground, "gpu_hour_cost", BEST, n=64)
    assert not {row.name for row in rows} & {"launch_price", "fragment_area", "radiator_view"}
    assert sum(row.share for row in rows) == pytest.approx(1)


# --- the nearest world ----------------------------------------------------------------------------


def test_of_one_fact_the_nearest_world_is_where_it_meets_the_target():
    law, _ = triangle("launch_price")
    flip = worlds.nearest_world(model.satellite, "launch_price", Q(300, "USD/kg"), BEST)
    assert flip.world.launch_price.m_as("USD/kg") == pytest.approx(300, rel=1e-5)
    assert flip.distance == pytest.approx(-ndtri(law.cdf(np.log(300))), rel=1e-5)
    [move] = flip.moves
    assert (move.share, move.moved < 0) == (pytest.approx(1), True)


def test_the_nearest_world_is_the_nearest_of_all_that_a_brute_search_finds():
    facts = ["launch_price", "satellite_cost_per_power", "burnout_rate"]
    target = Q(3.2, "")
    flip = worlds.nearest_world(model.comparison, "satellite_premium", target, BEST, facts)
    answer = worlds.monte_carlo(model.comparison, "satellite_premium", BEST, 2 * NET, facts=facts)
    deviates = ndtri(np.array([answer.places()[name] for name in facts]))
    beyond = answer["satellite_premium"] < target
    nearest = np.min(np.linalg.norm(deviates[:, beyond], axis=0))
    assert model.comparison(flip.world).satellite_premium.m_as("") == pytest.approx(3.2, rel=1e-6)
    assert flip.distance - 1e-6 < nearest < 1.1 * flip.distance
    assert 0.5 < np.mean(beyond) / ndtr(-flip.distance) < 2  # the surface is curved
    assert sum(move.share for move in flip.moves) == pytest.approx(1)


def test_a_target_out_of_reach_says_how_near_one_comes():
    complaint = "life never meets 100 year while facts stay within their ranges: the nearest it comes is 6.9"
    with pytest.raises(ValueError, match=complaint):
        worlds.nearest_world(model.satellite, "life", Q(100, "year"), BEST)


# --- the best design ------------------------------------------------------------------------------


def bowl(s):
    far = (s.altitude / 7e5 - 1) ** 2 + xp.log(s.shield_thickness / 4e-3) ** 2 + (s.module_voltage - 500) ** 2
    return found(mass=far + 3 * xp.abs(s.altitude / 7e5 - 1))


def test_the_best_design_lies_at_the_bottom_or_at_the_end_of_a_range():
    best = worlds.best_design(bowl, "mass", BEST)
    assert best.scenario.altitude.m_as("km") == pytest.approx(700, rel=1e-4)
    assert best.scenario.shield_thickness.m_as("mm") == pytest.approx(4, rel=1e-2)
    assert {row.name: row.end for row in best.choices} == {
        "altitude": "",
        "shield_thickness": "",
        "module_voltage": "high",
    }


def test_no_design_on_a_grid_is_better_than_the_best():
    choices = ["altitude", "shield_thickness"]
    best = worlds.best_design(model.satellite, "cost_per_token", BEST, choices)
    grid = worlds.sweep(
        model.satellite,
        "cost_per_token",
        BEST,
        altitude=Q(np.linspace(400, 1500, 23), "km"),
        shield_thickness=Q(np.geomspace(0.5, 20, 20), "mm"),
    )
    assert best.new.m_as("USD/Mtoken") <= float(grid.min())
    assert best.new < best.old
    assert best.old.m_as("USD/token") == pytest.approx(model.satellite(BEST).cost_per_token.m_as("USD/token"))
    assert best.saving == pytest.approx(1 - (best.new / best.old).m_as(""))
    assert model.satellite(best.scenario).cost_per_token.m_as("USD/Mtoken") == pytest.approx(best.new.magnitude)


def test_what_a_designer_turns_is_a_choice_of_the_table():
    assert {BEST.assumption(name).role for name in FREE} == {"choice"}
    assert not [name for name in FREE if BEST.assumption(name).bundle]


# --- axes and bars --------------------------------------------------------------------------------


def test_a_sweep_has_the_results_that_each_point_has_alone():
    results = ["cost_per_token", "mass"]
    axes = {"altitude": Q([560, 300, 1000], "km"), "battery": [0, 1]}
    grid = worlds.sweep(model.satellite, results, BEST, **axes)
    assert dict(grid.sizes) == {"altitude": 3, "battery": 2}
    point = model.satellite(BEST.but(altitude=Q(1000, "km"), battery=1))
    for result in results:
        value = float(grid[result].sel(altitude=1000, battery=1))
        assert value == pytest.approx(getattr(point, result).m_as(grid[result].units), rel=ROUNDING)
    assert np.isnan(grid.mass.sel(altitude=300)).all()
    assert grid.altitude.units == "km"
    assert grid.mass.long_name


def test_a_sweep_of_what_an_axis_does_not_move_is_level():
    level = worlds.sweep(model.ground, "cost_per_token", BEST, altitude=Q([500, 600], "km"))
    assert level.shape == (2,)
    assert level[0] == level[1]


def test_choices_and_facts_stand_apart():
    rows = worlds.tornado(model.satellite, "cost_per_token", BEST, ["launch_price", "altitude", "life", "gpu_power"])
    apart = worlds.by_role(rows, BEST)
    assert {row[0] for row in apart["choice"]} == {"altitude", "gpu_power"}
    assert [row for row in rows if row in apart["fact"]] == apart["fact"]


@pytest.mark.parametrize(
    ("hidden", "call"),
    [
        ("xarray", lambda: worlds.sweep(model.ground, "gpus", BEST, altitude=Q([500], "km"))),
        ("SALib.analyze", lambda: worlds.sobol(model.ground, "cost_per_token", BEST)),
        ("dask.array", lambda: worlds.draw(BEST, 10, chunks=5)),
    ],
)
def test_what_is_not_installed_is_asked_for(hidden, call, monkeypatch):
    monkeypatch.setitem(sys.modules, hidden, None)
    with pytest.raises(ImportError, match="which is not installed: pip install"):
        call()
