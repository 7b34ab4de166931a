"""Wrong input gets an error that says what was asked, what came and what to do, from every public function."""

import re
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from test_relations import EVERY, each, first, with_units

from starcalc import Q, Scenario, claims, economics, inference, launch, model, orbit, published, show, worlds
from starcalc.units import Unit

# What Python, NumPy and pint say where nobody looked; a reader cannot tell from it what to write.
RAW = re.compile(
    r"object has no attribute|not subscriptable|is ambiguous|unsupported operand|Invalid magnitude|not iterable|"
    r"unhashable|bad operand|not supported between|can't multiply|invalid index|object is not callable|NoneType|"
    r"^'\w+'$|must be real number"
)
BEST, SEED = Scenario(), Scenario("seed")
LOW = BEST.but(altitude=Q(300, "km"))
SEVERAL = BEST.but(altitude=Q([500, 600], "km"))
SOME = partial(worlds.monte_carlo, model.satellite, "mass", BEST, 10)
ABOUT = {"name": "n", "title": "t", "caption": "c", "alt": "a"}


def figure(calculation=model.satellite, result="cost_per_token", against="launch_price", sliders=("price",), **more):
    return show.figure(calculation, result, against, list(sliders), **ABOUT | more)


def message(call):
    """The message of the error that a call gets."""
    with pytest.raises((TypeError, ValueError, AttributeError, KeyError, IndexError, FileNotFoundError)) as caught:
        call()
    return str(caught.value)


# --- relations: every argument of every one -------------------------------------------------------


@each(EVERY)
def test_a_relation_refuses_what_is_no_number_by_its_name_and_its_arguments(relation):
    right = first(relation)
    for name in [name for name, unit in relation.units.items() if unit is not None]:
        for wrong in (None, {}, 1 + 2j, "560 km", ["low", "high"], object()):
            said = message(lambda wrong=wrong, name=name: relation(**right | {name: wrong}))
            assert said.startswith(f"{relation.name}: {name}"), (name, wrong, said)
            assert not RAW.search(said), said


@each(EVERY)
def test_a_relation_refuses_wrong_units_by_its_name_and_its_arguments(relation):
    right = with_units(relation, first(relation))
    for name, unit in relation.units.items():
        if unit is None:
            continue
        wrongs = [Q(1, "cd"), Q(1, unit) * Q(1, "cd")]
        if unit == Unit("K"):
            wrongs.append(Q(48, "delta_degC"))
        if unit == Unit("rad"):
            wrongs.append(Q(58.9, ""))
        if unit == Unit("kg"):
            wrongs.append(Q(2, "ton"))
        for wrong in wrongs:
            said = message(lambda wrong=wrong, name=name: relation(**right | {name: wrong}))
            assert said.startswith(f"{relation.name}: {name} "), said
            assert not RAW.search(said), said


@each(EVERY)
def test_a_relation_offers_the_nearest_name_for_one_that_it_has_not(relation):
    name = list(relation.units)[-1]
    misspelt = name[:-1] + ("x" if name[-1] != "x" else "y")
    said = message(lambda: relation(**first(relation) | {misspelt: 1.0}))
    assert said.startswith(f"{relation.name} has no argument {misspelt!r}; did you mean")


# --- everything else ------------------------------------------------------------------------------

CALLS = {
    "Scenario('sead')": (lambda: Scenario("sead"), "no scenario called 'sead'; did you mean 'seed'?; there are: seed"),
    "Scenario(3)": (lambda: Scenario(3), "no scenario called 3; did you mean 'v3'?; there are: seed"),
    "Scenario({})": (lambda: Scenario({}), "no scenario called {}; there are: seed"),
    "scenario.altitud": (lambda: BEST.altitud, "no assumption called 'altitud'; did you mean 'altitude'?"),
    "scenario['altitud']": (lambda: BEST["altitud"], "no assumption called 'altitud'; did you mean 'altitude'?"),
    "but(lunch_price=...)": (
        lambda: BEST.but(lunch_price=1),
        "no assumption called 'lunch_price'; did you mean 'launch_price'?",
    ),
    "but(availability=95)": (lambda: BEST.but(availability=95), 'for 95 percent write Q(95, "percent")'),
    "but(altitude=NaN)": (lambda: BEST.but(altitude=Q(np.nan, "km")), "altitude is not a number (NaN); give one in km"),
    "but(degradation=120 %)": (
        lambda: BEST.but(degradation=Q(120, "percent/year")),
        "degradation = 120 %/year cannot be: it lies between 0 and 100 %/year",
    ),
    "but(battery=True)": (lambda: BEST.but(battery=True), "battery=True: write 1 for yes and 0 for no"),
    "but(price='3 USD/Mtoken')": (
        lambda: BEST.but(price="3 USD/Mtoken"),
        'give a Quantity, such as Q(4.35, "USD/Mtoken")',
    ),
    "but(payload=100 ton)": (
        lambda: BEST.but(payload=Q(100, "ton")),
        'write "t" for 1000 kg, or "US_ton" if you mean that',
    ),
    "but(altitude=800)": (
        lambda: BEST.but(altitude=800),
        'altitude=800 has no unit; give a Quantity, such as Q(800, "km")',
    ),
    "but(altitude=object())": (
        lambda: BEST.si.but(altitude=object()),
        "is no number; give a number, an array or a Quantity",
    ),
    "from_toml(3)": (lambda: Scenario.from_toml(3), "Scenario.from_toml takes a text, or a file as Path(...), not 3"),
    "from_toml('x.toml')": (lambda: Scenario.from_toml("x.toml"), "this is no TOML"),
    "from_toml(no file)": (lambda: Scenario.from_toml(Path("no.toml")), "No such file or directory: 'no.toml'"),
    "from_link(3)": (lambda: Scenario.from_link(3), "Scenario.from_link takes the address of a page as a text, not 3"),
    "from_link('?lunch_price=3')": (
        lambda: Scenario.from_link("?lunch_price=3"),
        "this link is not understood: no assumption called 'lunch_price'; did you mean 'launch_price'?",
    ),
    "from_link('?altitude=abc')": (lambda: Scenario.from_link("?altitude=abc"), "altitude=abc: no number; write it as"),
    "to_link(3)": (lambda: BEST.to_link(3), "to_link takes a page of the book, such as 'satellite.html', not 3"),
    "to_link(several)": (lambda: SEVERAL.to_link("a.html"), "altitude is no single finite number"),
    "assumption('x')": (lambda: BEST.assumption("altitud"), "did you mean 'altitude'?"),
    "satellite('seed')": (
        lambda: model.satellite("seed"),
        "model.satellite takes a scenario, such as Scenario('seed'), not 'seed'",
    ),
    "ground(None)": (lambda: model.ground(None), "model.ground takes a scenario, such as Scenario('seed'), not None"),
    "slices(None)": (lambda: model.slices(None), "model.slices: scenario must be a scenario, such as"),
    "slices(seed)": (lambda: model.slices(SEED), "slices need a capital summed from its parts"),
    "show.heat_flow('seed')": (lambda: show.heat_flow("seed", **ABOUT), "scenario must be a scenario"),
    "show.bills('seed')": (
        lambda: show.bills("seed", **ABOUT),
        "give a scenario, such as Scenario('seed'), not 'seed'",
    ),
    "show.evening('seed')": (lambda: show.evening("seed", 17), "show.evening: scenario must be a scenario, such as"),
    "show.evening(hour 30)": (lambda: show.evening(BEST, 30), "hour = 30 h cannot be: it lies between 0 and 24 h"),
    "show.ring_year('seed')": (lambda: show.ring_year("seed"), "show.ring_year: scenario must be a scenario, such as"),
    "show.left_out(3)": (lambda: show.left_out(3), "show.left_out: scenario must be a scenario, such as"),
    "show.sunset_clock('seed')": (
        lambda: show.sunset_clock("seed", 6),
        "show.sunset_clock: scenario must be a scenario, such as",
    ),
    "show.module_drawing('seed')": (
        lambda: show.module_drawing("seed", **ABOUT),
        "figure 'n': give a scenario, such as Scenario('seed'), not 'seed'",
    ),
    "show.slices('seed')": (lambda: show.slices("seed"), "show.slices: scenario must be a scenario, such as"),
    "show.slices(no slice)": (lambda: show.slices(BEST, "lifting the aray"), "did you mean 'lifting the array'?"),
    "show.slices(no design)": (lambda: show.slices(BEST, design="box"), "design is 'satellite' or 'module', not 'box'"),
    "show.way('seed')": (lambda: show.way(None, "seed"), "show.way: scenario must be a scenario, such as"),
    "show.tried(nothing)": (lambda: show.tried({}), "show.tried needs sentences"),
    "show.by_year(no such year)": (
        lambda: show.by_year(
            {"an hour": worlds.years(model.comparison, "satellite_hour", "ground_hour", BEST, 8)}, [2019]
        ),
        "show.by_year: 'an hour' has no year 2019; its first is 2026",
    ),
    "show.foreseen(no forecasts)": (lambda: show.foreseen(3, None), "show.foreseen takes forecasts"),
    "show.trends(unknown)": (lambda: show.trends("launch", rest=["lunch"]), "did you mean 'launch'?"),
    "bill(None)": (lambda: model.bill(None), "model.bill: scenario must be a scenario, such as"),
    "bill(seed)": (
        lambda: model.bill(SEED),
        "a bill needs a capital summed from its parts: scenario.but(capital_from_parts=1)",
    ),
    "result.cost_per_tokn": (
        lambda: model.ground(BEST).cost_per_tokn,
        "no result called 'cost_per_tokn'; did you mean 'cost_per_token'?",
    ),
    "verdict(99)": (lambda: claims.verdict(99), "no claim 99; this version answers claims 1, 2, 3"),
    "verdict('seed')": (lambda: claims.verdict(1, "seed"), "claims.verdict: scenario must be a scenario"),
    "verdict(several)": (
        lambda: claims.verdict(1, SEVERAL),
        "values, one for each of several scenarios; ask one at a time",
    ),
    "verdict(too low)": (
        lambda: claims.verdict(20, LOW),
        "altitude = 300 km (outside 400 to 1,500) leaves the model's domain",
    ),
    "break_even(too low)": (
        lambda: worlds.break_even(model.satellite, "net_present_value", Q(0, "USD"), LOW, "price"),
        "net_present_value has no value: altitude = 300 km (outside 400 to 1,500) leaves the model's domain",
    ),
    "break_even(0)": (
        lambda: worlds.break_even(model.satellite, "net_present_value", 0, BEST, "price"),
        "worlds.break_even: target must be a Quantity, such as Q(0, 'USD'), not 0",
    ),
    "break_even(kg)": (
        lambda: worlds.break_even(model.satellite, "net_present_value", Q(0, "kg"), BEST, "price"),
        "worlds.break_even: target must be convertible to USD",
    ),
    "break_even(array)": (
        lambda: worlds.break_even(model.satellite, "net_present_value", Q([0, 1], "USD"), BEST, "price"),
        "worlds.break_even: target must be one Quantity",
    ),
    "break_even(out of reach)": (
        lambda: worlds.break_even(model.satellite, "net_present_value", Q(1, "TUSD"), BEST, "price"),
        "never reaches 1 TUSD while price goes from 0.1 to 60 USD/Mtoken",
    ),
    "tornado(no result)": (
        lambda: worlds.tornado(model.satellite, "cost_per_tokn", BEST, ["price"]),
        "no result called 'cost_per_tokn'; did you mean 'cost_per_token'?",
    ),
    "tornado(a relation)": (
        lambda: worlds.tornado(orbit.period, "period", BEST, ["altitude"]),
        "worlds.tornado: calculation must be a calculation, such as model.satellite",
    ),
    "tornado(one name)": (
        lambda: worlds.tornado(model.satellite, "cost_per_token", BEST, "price"),
        "worlds.tornado: names must be a list of assumptions' names, such as ['price', 'life'], not 'price'",
    ),
    "elasticity(no scenario)": (
        lambda: worlds.elasticity(model.satellite, "cost_per_token", None, ["price"]),
        "worlds.elasticity: scenario must be a scenario",
    ),
    "result_of(a list)": (
        lambda: worlds.result_of(model.ground, BEST, ["gpus"]),
        "worlds.result_of: result must be the name of",
    ),
    "longest_wait(cheaper)": (
        lambda: worlds.longest_wait(Q(1, "USD/hour"), BEST),
        "worlds.longest_wait: Texas costs more than 1 USD/h without any wait",
    ),
    "longest_wait('seed')": (
        lambda: worlds.longest_wait(Q(9, "USD/hour"), "seed"),
        "worlds.longest_wait: scenario must be a scenario",
    ),
    "years(nothing to cross)": (
        lambda: worlds.years(model.comparison, "satellite_hour", "ground_hour", BEST, first=2040, last=2040),
        "worlds.years: from 2040 to 2040 there is nothing to cross; give two years or more",
    ),
    "histogram(no rows)": (
        lambda: show.histogram([], ("even", 1), title="Worlds", axis="times", name="n", caption="c"),
        "figure 'Worlds' has no rows; give one at least",
    ),
    "over_years(no rows)": (
        lambda: show.over_years([], [], ("even", 1), title="Years", axis="times", years=(2026, 2050), name="n"),
        "figure 'Years' has no rows; give one at least",
    ),
    "trends('lunch')": (lambda: show.trends("lunch"), "no trend called 'lunch'; did you mean 'launch'?; there are:"),
    "walk(no name)": (
        lambda: worlds.walk(model.ground, "gpus", LOW, BEST, {"chips": ["gpu_prise"], "all else": ...}),
        "worlds.walk: step 'chips' names 'gpu_prise'; did you mean 'gpu_price'?",
    ),
    "walk('seed')": (
        lambda: worlds.walk(model.ground, "gpus", "seed", BEST, {"all": ...}),
        "worlds.walk: start and end must be two scenarios, or two dictionaries of inputs, not 'seed'",
    ),
    "waterfall(no steps)": (
        lambda: show.waterfall([], "theirs", "ours", axis="times", **ABOUT),
        "needs steps whose values are above zero",
    ),
    "flow(no bands)": (
        lambda: show.flow([], title="Heat", unit="kW", name="n", caption="c"),
        "figure 'Heat' needs bands whose values are above zero",
    ),
    "flow(what does not close)": (
        lambda: show.flow([("a", "b", "x", 2.0), ("b", "c", "x", 1.0)], title="Heat", unit="kW", name="n"),
        "figure 'Heat': 2 enter 'b' and 1 leave it",
    ),
    "flow(a circle)": (
        lambda: show.flow([("a", "b", "x", 2.0), ("b", "a", "x", 2.0)], title="Heat", unit="kW", name="n"),
        "figure 'Heat': the flow runs in a circle",
    ),
    "squares(no area)": (
        lambda: show.squares([("a", 0.0, "")], title="Areas", unit="m²", name="n", caption="c"),
        "figure 'Areas' needs areas above zero",
    ),
    "sheet_and_wind(a whole turn)": (
        lambda: show.sheet_and_wind([("a", 360, 90, "")], title="Wind", name="n", caption="c"),
        "figure 'Wind' needs angles of 0 to 180 degrees",
    ),
    "by_role('seed')": (lambda: worlds.by_role([], "seed"), "worlds.by_role: scenario must be a scenario"),
    "sweep(no axis)": (lambda: worlds.sweep(model.ground, "gpus", BEST), "sweep needs at least one axis, such as"),
    "sweep(no such axis)": (
        lambda: worlds.sweep(model.ground, "gpus", BEST, altitud=Q([500], "km")),
        "no assumption called 'altitud'; did you mean 'altitude'?",
    ),
    "sweep(no result)": (
        lambda: worlds.sweep(model.ground, ["gpu"], BEST, altitude=Q([500], "km")),
        "ground has no result called 'gpu'; did you mean 'gpus'?",
    ),
    "sweep(one value)": (
        lambda: worlds.sweep(model.ground, "gpus", BEST, altitude=Q(500, "km")),
        "the axis altitude must be one row of values, such as Q([1, 2, 3], ...), not",
    ),
    "sweep(bare numbers)": (
        lambda: worlds.sweep(model.ground, "gpus", BEST, altitude=[500, 600]),
        "altitude=[500, 600] has no unit; give a Quantity",
    ),
    "draw('seed')": (lambda: worlds.draw("seed"), "worlds.draw: scenario must be a scenario"),
    "draw(none)": (lambda: worlds.draw(BEST, 0), "n must be a whole number from 1 on, such as 4096, not 0"),
    "draw(seed='x')": (lambda: worlds.draw(BEST, seed="x"), "seed must be a whole number from 0 on"),
    "draw(a choice)": (
        lambda: worlds.draw(BEST, facts=["altitude"]),
        "altitude is a choice, which nobody draws",
    ),
    "draw(no fact)": (
        lambda: worlds.draw(BEST, facts=["prise"]),
        "no assumption called 'prise'; did you mean 'price'?",
    ),
    "draw(one name)": (lambda: worlds.draw(BEST, facts="price"), "facts must be a list of names, such as"),
    "draw(several)": (
        lambda: worlds.draw(BEST.but(life=Q([4, 5], "year"))),
        "life has several values; a draw begins at one scenario",
    ),
    "monte_carlo(no result)": (
        lambda: worlds.monte_carlo(model.satellite, "cost_per_tokn", BEST),
        "no result called 'cost_per_tokn'; did you mean 'cost_per_token'?",
    ),
    "monte_carlo(a number)": (
        lambda: worlds.monte_carlo(model.satellite, 3, BEST),
        "worlds.monte_carlo: results must be the name of a result, such as 'cost_per_token', or a list of names, not 3",
    ),
    "worlds['mas']": (lambda: SOME()["mas"], "no result 'mas' was asked for; did you mean 'mass'?"),
    "worlds.world(10)": (lambda: SOME().world(10), "there are 10 worlds, from 0; none is 10"),
    "worlds.quantiles(95)": (
        lambda: SOME().quantiles("mass", [95]),
        "shares lie between 0 and 1, as 0.95 does, not [95",
    ),
    "worlds.share_above(km)": (
        lambda: SOME().share_above("mass", Q(1, "km")),
        "worlds.share_above: target must be convertible to kg",
    ),
    "rank_correlations(of nothing)": (
        lambda: worlds.rank_correlations(model.satellite, "altitude", BEST, 10),
        "altitude is the same in all worlds, so that no fact has a share of its spread",
    ),
    "sobol(of nothing)": (
        lambda: worlds.sobol(model.satellite, "altitude", BEST),
        "altitude reads no open fact, so that none has a share of its spread",
    ),
    "nearest_world(km)": (
        lambda: worlds.nearest_world(model.satellite, "mass", Q(1, "km"), BEST),
        "worlds.nearest_world: target must be convertible to kg",
    ),
    "nearest_world(of nothing)": (
        lambda: worlds.nearest_world(model.satellite, "altitude", Q(1, "km"), BEST),
        "altitude reads no open fact, so that no world moves it",
    ),
    "best_design(a fact)": (
        lambda: worlds.best_design(model.satellite, "mass", BEST, ["price"]),
        "price is a fact, which nobody designs",
    ),
    "best_design(of nothing)": (
        lambda: worlds.best_design(model.satellite, "mass", BEST, ["climb"]),
        "none of these choices moves mass: climb",
    ),
    "best_design(too low)": (
        lambda: worlds.best_design(model.satellite, "mass", LOW),
        "mass has no value: altitude = 300 km (outside 400 to 1,500) leaves the model's domain",
    ),
    "calculator('seed')": (lambda: show.calculator("seed"), "show.calculator: scenario must be a scenario"),
    "calculator(two prices)": (
        lambda: show.calculator(BEST.but(launch_price=Q([100, 200], "USD/kg"))),
        "show.calculator: launch_price has 2 values; give it one",
    ),
    "calculator.take('seed')": (lambda: show.calculator().take("seed"), "scenario must be a scenario"),
    "calculator.reset('prise')": (lambda: show.calculator().reset("prise"), "did you mean 'price'?"),
    "calculator.choose('h1000')": (lambda: show.calculator().choose("h1000"), "no scenario called 'h1000'"),
    "between(3, 4)": (lambda: show.between(3, 4), "show.between: low must be a Quantity, such as Q(5, 'USD'), not 3"),
    "on_chip('H1000')": (lambda: inference.on_chip("H1000", "fp8"), "did you mean 'H100'?"),
    "on_chip(no fp4)": (lambda: inference.on_chip("H100", "fp4"), "fp4"),
    "chip('H1000')": (lambda: inference.chip("H1000"), "did you mean 'H100'?"),
    "of_model('GPT-4')": (lambda: inference.of_model("GPT-4", 1, 1), "GPT-4"),
    "mccalip(a bare price)": (lambda: published.mccalip(launch_price=500), 'Q(500, "USD/kg")'),
    "mccalip(half a year)": (lambda: published.mccalip(years=1.5), "years"),
    "year(1900)": (lambda: orbit.year(560e3, 64800.0, 1900), "year is 1900; give a whole year from 1950 to 2050"),
    "year('x')": (lambda: orbit.year(560e3, 64800.0, "x"), "year is 'x'; give a whole year from 1950 to 2050"),
    "words('seed')": (lambda: show.words(model.satellite, "seed"), "show.words: scenario must be a scenario"),
    "phrase(3.0)": (lambda: show.phrase(3.0), "show.phrase: quantity must be a Quantity, such as Q(5, 'USD'), not 3.0"),
    "solution(3)": (lambda: show.solution(3), "show.solution: sentence must be a text, not 3"),
    "say(3)": (lambda: show.say(3), "show.say: sentence must be a text, not 3"),
    "by_date(no panels)": (
        lambda: show.by_date({}, [0, 5], [1, 8], axis="minutes", most=60, **ABOUT),
        "figure 't' has no panels; give one at least",
    ),
    "source('x')": (lambda: show.source("x"), "show.source takes functions, such as orbit.period, not 'x'"),
    "worked('seed')": (lambda: show.worked(orbit.period, "seed"), "show.worked takes a scenario"),
    "worked(no result)": (lambda: show.worked(model.ground, BEST, "foo"), "ground has no result called 'foo'"),
    "assumptions(no name)": (lambda: show.assumptions(BEST, "altitud"), "did you mean 'altitude'?"),
    "claim(99)": (lambda: show.claim(99), "no claim 99"),
    "verdicts('seed')": (lambda: show.verdicts("seed"), "show.verdicts: scenario must be a scenario"),
    "citation('vallado2031')": (
        lambda: show.citation("vallado2031"),
        "no entry 'vallado2031'; did you mean 'vallado2013'?",
    ),
    "figure(no slider)": (lambda: figure(sliders=["prise"]), "no assumption called 'prise'; did you mean 'price'?"),
    "figure(no result)": (lambda: figure(result="cost_per_tokn"), "did you mean 'cost_per_token'?"),
    "figure('x')": (lambda: figure("x"), "figure 'n': give a calculation, such as model.satellite, not 'x'"),
    "figure('seed')": (
        lambda: figure(scenario="seed"),
        "figure 'n': give a scenario, such as Scenario('seed'), not 'seed'",
    ),
    "figure(between=3)": (lambda: figure(between=3), "between must be (low, high) in the table's unit, not 3"),
}


@pytest.mark.parametrize(("call", "wanted"), CALLS.values(), ids=CALLS)
def test_wrong_input_is_refused_with_what_to_do(call, wanted):
    said = message(call)
    assert wanted in said, said
    assert not RAW.search(said), said


def test_every_public_function_that_takes_something_is_tried():
    tried = " ".join(CALLS)
    for place in (worlds, claims, model, inference, show):
        for name in place.__all__:
            thing = getattr(place, name)
            if callable(thing) and not hasattr(thing, "portable") and not isinstance(thing, type):
                assert name in UNTRIED or f"{name}(" in tried, f"{place.__name__}.{name} is not tried with wrong input"


UNTRIED = {
    # take nothing
    *("counted", "gpus", "models", "serving", "workloads", "benchmarks", "read"),
    # calculations, all made by the same decorator as those tried
    *("module", "commons", "comparison", "eclipse", "fleet", "height", "lifetime", "ring", "server", "surroundings"),
    *("slicing", "waiting"),
    # take what others of the package answer with, or go through one that is tried
    *("spread", "measurements"),
    *("ends", "number_of", "shown_in", "whole_sum", "elasticities", "times", "number"),
    *("agreement", "bars", "ladder", "orbit_picture", "scale_drawing", "sky_dome"),
}


@pytest.mark.parametrize(
    "calculation", [getattr(model, name) for name in model.__all__ if name.islower()], ids=lambda c: c.__name__
)
def test_every_calculation_says_that_it_wants_a_scenario(calculation):
    for wrong in (None, "seed", 3, {}, Scenario):
        assert "scenario" in message(lambda wrong=wrong: calculation(wrong))


def test_records_and_prices_take_nothing():
    assert len(launch.record()) > 40
    assert economics.token_prices()
