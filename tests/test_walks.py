"""From one set of numbers to another: factors multiply to the whole, whatever the order, and a picture says so."""

import itertools
import json
import math
from types import SimpleNamespace

import numpy as np
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from starcalc import Q, Scenario, model, published, show, worlds
from starcalc.published.walks import ENDS, ROUTES
from starcalc.show.specs import MIME

BEST, SEED = Scenario(), Scenario("seed")
ROUNDING = 1e-9  # a walk multiplies a dozen factors, each right to a few 1e-16, of values from an array and alone
STEPS = {"who pays": ["launch_price", "satellite_cost_per_power"], "chips": ["gpu_price"], "the rest": ...}
HALFWAY = BEST.but(launch_price=Q(500, "USD/kg"), gpu_price=Q(40e3, "USD"), satellite_cost_per_power=Q(14, "USD/W"))
DONE = HALFWAY.but(life=Q(7, "year"), altitude=Q(800, "km"))
POSITIVE = st.floats(0.01, 100)


def walked(steps=STEPS, start=BEST, end=DONE, result="cost_per_token", calculation=model.satellite):
    return worlds.walk(calculation, result, start, end, steps)


# --- the walk -------------------------------------------------------------------------------------


def test_a_walk_ends_where_the_other_scenario_stands():
    rows = walked()
    assert [row.label for row in rows] == list(STEPS)
    assert rows[0].before == pytest.approx(model.satellite(BEST).cost_per_token.m, rel=ROUNDING)
    assert rows[-1].value == pytest.approx(model.satellite(DONE).cost_per_token.m, rel=ROUNDING)
    assert rows[1].value == pytest.approx(model.satellite(HALFWAY).cost_per_token.m, rel=ROUNDING)


@pytest.mark.parametrize("which", ["factor", "mean"])
def test_factors_multiply_to_the_whole(which):
    rows = walked()
    assert math.prod(getattr(row, which) for row in rows) == pytest.approx(rows[-1].value / rows[0].before, rel=1e-9)


def test_a_step_has_its_factor_in_first_and_in_last_place():
    alone, last = BEST.but(gpu_price=DONE.gpu_price), DONE.but(gpu_price=BEST.gpu_price)
    cost = {s: model.satellite(s).cost_per_token.m for s in (BEST, alone, last, DONE)}
    chips = walked()[1]
    assert chips.first == pytest.approx(cost[alone] / cost[BEST], rel=ROUNDING)
    assert chips.last == pytest.approx(cost[DONE] / cost[last], rel=ROUNDING)


def test_the_mean_is_that_over_all_orders():
    labels = ("a", "b", "c")
    orders = [walked_inputs(order) for order in itertools.permutations(labels)]
    for label in labels:
        factors = [next(row.factor for row in rows if row.label == label) for rows in orders]
        means = [next(row.mean for row in rows if row.label == label) for rows in orders]
        assert means == pytest.approx([math.exp(np.mean(np.log(factors)))] * len(orders))


def summed(*, a=1.0, b=2.0, c=3.0):
    return SimpleNamespace(total=a * b + c, price=Q(a, "USD"), several=Q([a, b], "USD"), loss=-a)


def walked_inputs(order=("a", "b", "c"), result="total", start=None, end=None):
    steps = {name: [name] for name in order}
    return worlds.walk(summed, result, start or {}, end or {"a": 4.0, "b": 5.0, "c": 6.0}, steps)


def test_a_function_of_keywords_is_walked_by_its_inputs():
    rows = walked_inputs()
    assert [row.value for row in rows] == [11, 23, 26]
    assert rows[0].before == 5


@given(a=POSITIVE, b=POSITIVE, c=POSITIVE)
def test_means_of_any_sum_multiply_to_the_whole(a, b, c):
    rows = worlds.walk(summed, "total", {}, {"a": a, "b": b, "c": c}, {"one": ["a", "b"], "other": ["c"]})
    assert math.prod(row.mean for row in rows) == pytest.approx((a * b + c) / 5)


WRONG = {
    "an unknown name": (lambda: walked(STEPS | {"x": ["lunch_price"]}), ValueError, "did you mean 'launch_price'"),
    "a name twice": (lambda: walked(STEPS | {"x": ["gpu_price"]}), ValueError, "gpu_price stands in two steps"),
    "nothing changes": (lambda: walked(STEPS | {"x": ["pue"]}), ValueError, "step 'x' changes nothing: .* is pue"),
    "no rest": (lambda: walked(STEPS, end=HALFWAY), ValueError, "'the rest' changes nothing: .* nothing is left over"),
    "a difference left out": (
        lambda: walked({"x": ["gpu_price"]}),
        ValueError,
        "differ in what no step names: altitude",
    ),
    "no steps": (lambda: walked({}), ValueError, "steps must be 1 to 12"),
    "a list of steps": (lambda: walked(["gpu_price"]), ValueError, "as {label: names}"),
    "too many steps": (lambda: walked({n: [n] for n in BEST.names()[:13]}), ValueError, "steps must be 1 to 12"),
    "an unknown result": (lambda: walked(result="cost_per_tokn"), ValueError, "did you mean 'cost_per_token'"),
    "an unknown result of inputs": (lambda: walked_inputs(result="totl"), ValueError, "did you mean 'total'"),
    "a loss": (lambda: walked_inputs(result="loss"), ValueError, "loss is -1 at the start; only what stays above zero"),
    "several values": (lambda: walked_inputs(result="several"), ValueError, "several has several values"),
    "a scenario and a dictionary": (lambda: walked(end={}), TypeError, "two scenarios, or two dictionaries"),
    "an unknown walk": (lambda: published.walk("mcalip"), ValueError, "did you mean 'mccalip'"),
    "no scenario": (lambda: published.walk("seed", "seed"), TypeError, "scenario must be a scenario"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_walked_is_refused(case):
    call, error, message = WRONG[case]
    with pytest.raises(error, match=message):
        call()


# --- from published sums to ours ------------------------------------------------------------------

WALKS = {name: published.walk(name) for name in published.routes()}
each_walk = pytest.mark.parametrize("name", WALKS)


@each_walk
def test_every_walk_ends_in_our_own_result(name):
    ours = model.comparison(BEST)
    texas = model.ground(BEST)
    yearly = (texas.cost_per_token * texas.tokens / texas.electric_power).m_as("GUSD/GW/year")
    ends = {"epoch": yearly, "gaalema": ours.module_hour_premium.m}
    assert WALKS[name][-1].value == pytest.approx(ends.get(name, ours.satellite_hour_premium.m), rel=ROUNDING)


@each_walk
def test_a_walk_is_unbroken(name):
    rows = WALKS[name]
    for before, after in itertools.pairwise(rows):
        assert after.before == pytest.approx(before.value, rel=ROUNDING)


def test_a_walk_begins_with_what_was_published():
    tolerance = {"mccalip": 1e-4, "semianalysis": 0.02, "epoch": 0.01, "deutsche_bank": 0.02, "starcloud_sum": 0.01}
    printed = {
        "mccalip": 51.0953 / 15.85106,
        "semianalysis": 10.91 / 2.49,
        "epoch": 8.5,
        "deutsche_bank": 7.2,
        "starcloud_sum": 8.2 / 167,
    }
    for name, value in printed.items():
        assert WALKS[name][0].before == pytest.approx(value, rel=tolerance[name])


@each_walk
def test_every_step_of_a_route_names_what_there_is(name):
    route = ROUTES[name]
    known = set(getattr(published, name)().inputs) if name in ENDS else set(BEST)
    named = [key for step in route["steps"] for key in step["names"]]
    assert set(named) <= known
    assert len(named) == len(set(named))
    assert len({step["label"] for step in route["steps"]}) == len(route["steps"])


def test_a_walk_follows_a_readers_number_and_leaves_out_what_no_longer_differs():
    his = BEST.but(launch_price=Q(500, "USD/kg"), pue=1.5)
    rows = published.walk("mccalip", his)
    assert "launch at our price" not in [row.label for row in rows]
    assert rows[-1].label == "all else that differs"  # the pue is of his calculator, and was ours too
    assert rows[-1].value == pytest.approx(model.comparison(his).satellite_hour_premium.m, rel=ROUNDING)


def test_what_an_overlay_leaves_open_is_alike_at_both_ends():
    cheap = BEST.but(launch_price=Q(200, "USD/kg"))  # of which the post says nothing
    post = SEED.but(launch_price=Q(200, "USD/kg"))
    assert published.walk("seed", cheap)[0].before == pytest.approx(model.comparison(post).satellite_hour_premium.m)


def test_steps_from_one_arithmetic_to_another_have_one_place():
    assert [math.isnan(row.mean) for row in WALKS["mccalip"]][:4] == [True, True, True, False]


# --- the picture ----------------------------------------------------------------------------------

ABOUT = {"title": "A trial", "axis": "times Texas", "name": "trial", "caption": "What to see."}


@pytest.fixture
def displayed(monkeypatch):
    """What was displayed during a test."""
    shown = []
    monkeypatch.setattr("starcalc.show.charts.display", lambda bundle, raw: shown.append(bundle))
    return shown


def test_a_waterfall_draws_a_bar_for_each_step_between_two_ends(displayed):
    rows = walked_inputs()
    show.waterfall(rows, "theirs", "ours", reference=("Texas", 8), **ABOUT)
    spec = displayed[0][MIME]
    data = spec["data"]["values"]
    assert [row.get("total") for row in data] == [5, None, None, None, 26]
    assert [(row["from"], row["to"], row["factor"]) for row in data[1:-1]] == [
        (5, 11, "× 2.20"),
        (11, 23, "× 2.09"),
        (23, 26, "× 1.13"),
    ]
    svg = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    assert all(word in svg for word in ("theirs", "ours", "Texas", "raises it", "× 2.20", "times Texas"))
    assert "NaN" not in svg
    assert spec["description"].endswith("a, × 2.20, to 11; b, × 2.09, to 23; c, × 1.13, to 26. So to ours, 26.")


def test_a_step_down_is_another_colour_and_begins_at_its_right_end(displayed):
    show.waterfall(walked_inputs(start={"c": 12.0}, end={"a": 4.0, "b": 5.0, "c": 6.0}), "theirs", "ours", **ABOUT)
    down = displayed[0][MIME]["data"]["values"][3]
    assert (down["which"], down["from"], down["to"], down["after"]) == ("lowers it", 26, 32, 26)


def test_a_waterfalls_data_are_finite(displayed):
    for name, rows in WALKS.items():
        show.waterfall(rows, name, "ours", **ABOUT)
        assert "NaN" not in json.dumps(displayed[-1][MIME])


@pytest.mark.parametrize(
    ("rows", "ends", "message"),
    [
        ([], ("theirs", "ours"), "needs steps"),
        ([worlds.Step("a", 0.0, 1.0, 1.0, 1.0, 1.0)], ("theirs", "ours"), "above zero"),
        (walked_inputs(), ("ours", "ours"), "name start and end differently"),
    ],
)
def test_what_has_no_place_on_a_logarithmic_axis_is_refused(rows, ends, message):
    with pytest.raises(ValueError, match=message):
        show.waterfall(rows, *ends, **ABOUT)
