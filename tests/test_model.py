"""The whole calculation: the post's numbers, the same answer in every life, and what would change it."""

import sys
from inspect import getmembers, isfunction, signature
from types import SimpleNamespace

import dask.array
import jax
import jax.numpy as jnp
import numpy as np
import pytest

from starcalc import Q, Scenario, economics, model, thermal
from starcalc.model import RESULTS
from starcalc.units import plain_unit
from starcalc.worlds import break_even, elasticity, result_of, tornado

CALCULATIONS = [f for _, f in getmembers(model, isfunction) if list(signature(f).parameters) == ["s"]]
each_calculation = pytest.mark.parametrize("calculation", CALCULATIONS, ids=lambda calculation: calculation.__name__)
BEST, SEED = Scenario(), Scenario("seed")

# Dask and JAX's compiler, which are slow, leave out what others' results contain, and what only divides those.
CONTAINED = {model.satellite, model.module}
RATIOS = {model.comparison, model.eclipse, model.height, model.slicing, model.waiting}
LEFT = [f for f in CALCULATIONS if f not in CONTAINED | RATIOS]
BY_DASK = [f for f in LEFT if f not in {model.commons, model.fleet, model.ring}]  # which take it half a minute each
SWITCHES = [name for name in BEST.names() if BEST.assumption(name).range == (0, 1)]
OTHERS = [name for name in BEST.names() if name not in SWITCHES]

ROUNDING = (
    1e-12  # some sixty relations in a row, each off by a few 1e-16; of the largest value, as a net one may be zero
)
DIFFERENCE = 1e-6  # central differences of step 1e-5: 1e-10 from the step, 1e-11 from rounding, and room for curvature

# Assumptions that no calculation reads, and who does.
ONLY_COMPARED = {
    "relay_inclination": "the walk through the mesh, which is no formula",
    "planes": "the walk through the mesh",
    "satellites_per_plane": "the walk through the mesh",
    "phasing": "the walk through the mesh",
    "link_range": "the walk through the mesh",
    "reading_rate": "figures draw it beside what a user gets",
    "gpu_rent": "a chapter sets it beside what a GPU-hour earns and costs",
}


# --- the post -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("calculation", "result", "stated"),
    [  # as the post states them, or as its own numbers multiply out; half of the last digit is the tolerance
        (model.satellite, "revenue", "4.10 MUSD/year"),
        (model.satellite, "return_on_investment", "63.1 percent/year"),
        (model.satellite, "revenue_per_energy", "3.600 USD/kWh"),
        (model.satellite, "token_rate", "13.000 ktoken/s"),
        (model.satellite, "gpus", "200.0 dimensionless"),
        (model.satellite, "capital", "6.500 MUSD"),
        (model.module, "power_per_launch", "30.000 MW"),
        (model.module, "fleet_power", "30.000 GW"),
        (model.module, "specific_power", "300.0 W/kg"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_the_posts_own_numbers_come_out(calculation, result, stated):
    digits, unit = stated.split()
    half_of_the_last_digit = 0.5 * 10.0 ** -len(digits.partition(".")[2])
    found = result_of(calculation, SEED, result).m_as(unit)
    assert found == pytest.approx(float(digits), abs=half_of_the_last_digit, rel=0)


def test_the_posts_satellite_is_never_in_shadow_and_never_out_of_order():
    found = model.satellite(SEED)
    assert (found.sunlit_fraction.m_as(""), found.uptime.m_as("")) == (1, 1)
    assert found.running_cost.magnitude == 0
    assert found.revenue_decline.m_as("percent/year") < 1e-6  # by the dose, of which the post has none
    assert found.income == found.revenue


# --- consistency ----------------------------------------------------------------------------------


def test_at_its_cost_a_token_only_just_pays():
    level = BEST.but(decline=Q(0, "1/year"))
    cost = model.satellite(level).cost_per_token
    even = model.satellite(level.but(price=cost))
    assert abs(even.net_present_value.m_as("USD")) < ROUNDING * even.capital.m_as("USD")


def test_cost_per_token_and_revenue_per_energy_break_even_together():
    level = BEST.but(decline=Q(0, "1/year"))
    found = model.satellite(level)
    at_cost = model.satellite(level.but(price=found.cost_per_token)).revenue_per_energy
    # both carry the loss of output over the life: one in its tokens, the other in its energy
    assert at_cost.m_as("USD/J") == pytest.approx(found.break_even_revenue_per_energy.m_as("USD/J"), rel=ROUNDING)


NOTHING_WEARS = {
    "failure_rate": Q(0, "1/year"),
    "burnout_rate": Q(0, "1/year"),
    "dose_limit": Q(1e15, "krad"),
    "degradation": Q(0, "1/year"),
    "fatal_share": 0,
}


def test_without_interest_and_decline_the_years_simply_add_up():
    nothing = Q(0, "1/year")
    calm = BEST.but(discount_rate=nothing, decline=nothing, **NOTHING_WEARS)
    easy = model.satellite(calm)
    summed = (easy.income * BEST.life - easy.capital).m_as("USD")
    assert easy.net_present_value.m_as("USD") == pytest.approx(summed, rel=ROUNDING)


@pytest.mark.parametrize("scenario", [None, "gas", "solar"])
@pytest.mark.parametrize("calculation", [model.satellite, model.module, model.ground])
def test_parts_make_the_whole(calculation, scenario):
    found = vars(calculation(Scenario(scenario).but(battery=1)))
    names = {"gpu_capital", "bus_capital", "sheet_capital", "battery_capital", "launch_capital", "insurance"}
    names |= {"building_capital", "plant_capital"} if calculation is model.ground else {"interest"}
    parts = [found[name] for name in names & found.keys()]
    found = SimpleNamespace(**found)
    assert sum(part.m_as("USD") for part in parts) == pytest.approx(found.capital.m_as("USD"), rel=ROUNDING)


def test_masses_make_the_whole():
    found = model.satellite(BEST.but(battery=1))
    parts = found.array_mass + found.equipment_mass + found.core_mass
    whole = parts * (1 + BEST.mass_margin) + found.wheel_mass + found.propellant_mass
    assert whole.m_as("kg") == pytest.approx(found.mass.m_as("kg"), rel=ROUNDING)
    equipment = found.server_mass + found.shield_mass + found.radiator_mass + found.loop_mass + found.battery_mass
    assert equipment.m_as("kg") == pytest.approx(found.equipment_mass.m_as("kg"), rel=ROUNDING)


def test_what_the_altitude_takes_is_what_a_token_would_cost_less_without():
    found = model.height(BEST)
    cost = found.cost_per_token.m_as("USD/token")
    cases = {"shadow_cost": {"eclipses": 0}, "debris_cost": {"fatal_share": Q(0, "percent")}}
    for name, change in cases.items():
        without = model.satellite(BEST.but(**change)).cost_per_token.m_as("USD/token")
        taken = getattr(found, name).m_as("USD/token")
        assert taken == pytest.approx(cost - without, rel=ROUNDING), name


def test_a_dose_wears_chips_out_by_and_by_and_ends_none_on_a_day():
    thin = BEST.but(shield_thickness=Q(1, "mm"))
    found, behind_more = model.height(thin), model.height(BEST)
    assert found.gpu_loss > behind_more.gpu_loss > found.undosed_decline - found.fatal_hits
    assert found.particle_cost > behind_more.particle_cost
    ages = [model.lifetime(thin.but(age=Q(age, "year"))).output_left.m_as("") for age in (0, 1, 2, 4)]
    assert ages[0] == 1
    assert ages == sorted(ages, reverse=True)
    assert ages[2] / ages[1] == pytest.approx(ages[1], rel=ROUNDING)


def test_without_spares_a_token_costs_what_it_costs_and_with_too_many_more():
    cost = [
        model.lifetime(BEST.but(spares=Q(n, "percent"))).spared_cost_per_token.m_as("USD/Mtoken") for n in (0, 15, 100)
    ]
    assert cost[0] == pytest.approx(model.satellite(BEST).cost_per_token.m_as("USD/Mtoken"), rel=ROUNDING)
    assert cost[1] < cost[0] < cost[2]


def test_masses_make_the_sheet():
    found = model.module(BEST)
    parts = [getattr(found, f"{name}_mass") for name in ("cell", "substrate", "wiring", "structure", "spreader")]
    parts += [found.server_mass, found.pipe_mass, found.shield_mass, found.battery_mass, found.hub_mass]
    assert found.pipe_mass > Q(0, "kg")
    whole = sum(part.m_as("kg") for part in parts) * (1 + BEST.mass_margin.m_as("")) + found.propellant_mass.m_as("kg")
    assert whole == pytest.approx(found.module_mass.m_as("kg"), rel=ROUNDING)


# --- what a reader would expect -------------------------------------------------------------------


def test_a_battery_fills_the_eclipses_and_weighs():
    without, carried = model.satellite(BEST), model.satellite(BEST.but(battery=1))
    assert carried.uptime == BEST.availability > without.uptime
    assert carried.mass > without.mass
    # at the end of the longest eclipse the battery is as empty as it may be, and the lit arc has filled it again
    drawn = BEST.satellite_power * carried.longest_eclipse / BEST.battery_efficiency
    assert (carried.battery_energy * carried.depth_of_discharge).m_as("J") == pytest.approx(
        drawn.m_as("J"), rel=ROUNDING
    )
    surplus = (carried.array_power - BEST.satellite_power) * (carried.period - carried.longest_eclipse)
    assert surplus.m_as("J") == pytest.approx(drawn.m_as("J"), rel=ROUNDING)


def test_a_battery_is_worth_nothing_where_the_sun_never_sets():
    high = model.eclipse(BEST.but(altitude=Q(1450, "km")))
    assert high.battery_premium.m_as("") == 1
    assert high.cost_if_stopped == high.cost_in_endless_sun
    low = model.eclipse(BEST)
    assert low.cost_in_endless_sun < low.cost_if_stopped < low.cost_with_battery


def test_flying_edge_on_saves_air_and_costs_sunlight():
    facing, edge_on = model.satellite(BEST), model.satellite(BEST.but(edge_on=1))
    assert facing.pointing.m_as("") == 1
    assert edge_on.drag < facing.drag
    assert (edge_on.tokens / facing.tokens).m_as("") == pytest.approx(edge_on.attitude_output.m_as(""), rel=ROUNDING)
    assert edge_on.pointing < edge_on.attitude_output < facing.attitude_output == 1  # dead chips leave light to spare


def test_what_slicing_loses_and_what_it_saves_are_its_premium():
    found, facing, edge_on = model.slicing(BEST), model.satellite(BEST), model.satellite(BEST.but(edge_on=1))
    premium = (edge_on.cost_per_token - facing.cost_per_token).m_as("cUSD/Mtoken")
    assert (found.dimming_cost - found.argon_worth).m == pytest.approx(premium, rel=1e-9)
    yearly = facing.tokens * facing.mean_output
    launched = (found.argon_saved * BEST.launch_price / yearly).m_as("cUSD/Mtoken")
    assert launched < found.argon_worth.m < 2 * launched  # and insured, and waited for


def test_in_the_hot_case_the_radiator_and_in_the_mean_it_and_the_bus_alone_lose_all_heat():
    found = model.satellite(BEST)
    finned, new = BEST.fin_efficiency * BEST.radiator_faces * found.radiator_area, BEST.radiator_emissivity
    for area, temperature, emissivity, load in (
        (finned, found.coolant_temperature, BEST.aged_emissivity, found.hot_radiator_load),
        (finned, found.radiator_temperature, new, found.radiator_load),
        (BEST.bus_area, found.bus_temperature, new, found.bus_load),  # its rear; the other side faces the Sun
    ):
        flux = thermal.radiated_flux(temperature, emissivity) - load
        assert (area * flux).m_as("W") == pytest.approx(BEST.satellite_power.m_as("W"), rel=ROUNDING)


def test_sized_for_the_hot_case_no_chip_is_too_hot_in_the_mean_in_either_design():
    for found in (model.satellite(BEST), model.module(BEST)):
        assert BEST.die_limit - Q(15, "K") < found.die_temperature < BEST.die_limit
    assert model.module(BEST).unstriped_die_temperature > BEST.die_limit


def test_with_the_same_parts_a_gpu_hour_costs_the_same_in_the_box_and_on_the_sheet_within_a_tenth():
    box, sheet = model.satellite(BEST).gpu_hour_cost, model.module(BEST).gpu_hour_cost
    assert 0.9 < (box / sheet).m_as("") < 1.1


def test_the_arrays_heat_adds_up():
    """What it absorbs leaves as electricity or radiation, to what a third pass would change."""
    found = model.satellite(BEST)
    emissivity = BEST.front_emissivity + BEST.back_emissivity
    absorbed = BEST.absorptivity * BEST.irradiance + emissivity * found.view_factor * BEST.earth_infrared
    made = found.array_power / found.array_area
    radiated = thermal.radiated_flux(found.array_temperature, emissivity)
    assert (made + radiated).m_as("W/m**2") == pytest.approx(absorbed.m_as("W/m**2"), rel=3e-3)


def test_on_the_ground_the_three_supplies_differ_in_electricity_only():
    found = {
        name: model.ground(Scenario(name).but(time_to_power=BEST.time_to_power)) for name in (None, "gas", "solar")
    }
    assert len({ground.levelised_energy_cost for ground in found.values()}) == 3
    costs = [ground.cost_per_token - ground.energy_cost / ground.tokens for ground in found.values()]
    first, *others = (cost.m_as("USD/token") for cost in costs)
    assert others == pytest.approx([first] * 2, rel=ROUNDING)


def test_at_its_cost_a_token_from_the_ground_only_just_pays():
    found = model.ground(BEST)
    bill = found.running_cost + found.gpu_capital * economics.capital_recovery_factor(
        BEST.ground_discount_rate, BEST.life
    )
    assert (found.cost_per_token * found.tokens).m_as("USD/year") == pytest.approx(bill.m_as("USD/year"), rel=ROUNDING)


@pytest.mark.parametrize("calculation", [model.satellite, model.module, model.ground])
def test_at_its_break_even_price_a_design_just_pays(calculation):
    found = calculation(BEST)
    even = calculation(BEST.but(price=found.break_even_price))
    assert abs(even.net_present_value.m_as("USD")) < ROUNDING * even.capital.m_as("USD")


def test_a_power_plant_that_is_waited_for_costs_interest():
    waits = [Q(wait, "year") for wait in (0, 3, 7)]
    for name in ("gas", "solar"):
        costs = [model.ground(Scenario(name).but(time_to_power=wait)).levelised_energy_cost for wait in waits]
        assert costs == sorted(costs)
        assert costs[0] < costs[-1]


DEARER_IN_SPACE = [
    "launch_price",
    "gpu_price",
    "insurance_rate",
    "time_to_orbit",
    "discount_rate",
    "running_cost_per_power",
    "failure_rate",
    "orbit_failure_factor",
    "burnout_rate",
    "mass_per_gpu",
    "bus_mass",
    "bus_mass_per_power",
    "structure_areal_density",
    "mass_margin",
]
DEARER = {
    model.satellite: [
        *DEARER_IN_SPACE,
        "battery_price",
        "radiator_areal_density",
        "loop_mass_per_power",
        "die_resistance",
    ],
    model.module: [*DEARER_IN_SPACE, "spreader_density", "radio_mass", "pipe_linear_density"],
    model.ground: [
        "gpu_price",
        "construction_price",
        "ground_discount_rate",
        "ground_wait",
        "failure_rate",
        "gas_price",
        "grid_price",
        "pue",
        "solar_price",
        "storage_price",
        "time_to_power",
    ],
}


@pytest.mark.parametrize(
    ("calculation", "name"),
    [(f, name) for f, names in DEARER.items() for name in names],
    ids=lambda asked: getattr(asked, "__name__", asked),
)
def test_a_token_costs_more_where_anything_costs_or_weighs_more(calculation, name):
    supply = {"gas": np.tile([1.0, 0.0, 0.0, 0.0], 2), "solar_and_storage": np.tile([0.0, 1.0, 0.0, 0.0], 2)}
    whole = {"capital_from_parts": 1.0, "mass_from_parts": 1.0, "strips": 1.0, "joint_cycles": 1e12}
    parts = BEST.si.but(**VALUES | supply | whole)
    more = parts.but(**{name: getattr(parts, name) * 1.1})
    change = calculation(more).cost_per_token / calculation(parts).cost_per_token - 1
    assert np.all(change > -ROUNDING)
    assert np.any(change > 1e-9)  # some of the rows have a battery, some their own power plant


def test_space_and_ground_run_as_many_gpus():
    assert model.ground(BEST).gpus == model.satellite(BEST).gpus


# --- the same answer in every life ----------------------------------------------------------------


def values():
    """Random values of every assumption inside its range, in plain units; switches on or off."""
    random = np.random.default_rng(560)
    drawn = {}
    for name in BEST.names():
        row = BEST.assumption(name)
        low, high = (Q(end, row.unit).m_as(plain_unit(row.unit)) for end in row.range)
        if row.bundle:  # a chip's numbers belong together: near those of the best estimate
            low, high = 0.95 * getattr(BEST.si, name), 1.05 * getattr(BEST.si, name)
        if name in SWITCHES:
            drawn[name] = random.integers(0, 2, 8).astype(float)
        elif row.scale == "log":
            drawn[name] = np.exp(random.uniform(np.log(low), np.log(high), 8))
        else:
            drawn[name] = random.uniform(low, high, 8)
    return drawn


VALUES = values()


def by_numpy(calculation):
    return vars(calculation(BEST.si.but(**VALUES)))


def row_by_row(calculation):
    rows = [dict(zip(VALUES, map(float, row), strict=True)) for row in zip(*VALUES.values(), strict=True)]
    found = [vars(calculation(BEST.si.but(**row))) for row in rows]
    return {name: np.array([row[name] for row in found]) for name in found[0]}


def by_quantities(calculation):
    quantities = {
        name: Q(column, plain_unit(BEST.assumption(name).unit)).to(BEST.assumption(name).unit)
        for name, column in VALUES.items()
    }
    found = vars(calculation(BEST.but(**quantities)))
    return {name: value.m_as(plain_unit(RESULTS[name][0])) for name, value in found.items()}


def by_jax(calculations):
    """Several calculations compiled as one, in half the time."""
    with jax.enable_x64(True):
        compiled = jax.jit(lambda given: [vars(calculation(BEST.si.but(**given))) for calculation in calculations])
        return compiled({name: jnp.asarray(column) for name, column in VALUES.items()})


def by_dask(calculation):
    lazy = {name: dask.array.from_array(column, chunks=4) for name, column in VALUES.items()}
    return dask.compute(vars(calculation(BEST.si.but(**lazy))), scheduler="synchronous", optimize_graph=False)[0]


@pytest.mark.parametrize("life", [row_by_row, by_quantities])
@each_calculation
def test_every_result_is_the_same_in_every_life(calculation, life):
    compare(life(calculation), by_numpy(calculation))


@pytest.mark.parametrize("calculation", BY_DASK, ids=lambda f: f.__name__)
def test_every_result_is_the_same_by_dask(calculation):
    compare(by_dask(calculation), by_numpy(calculation))


def test_every_result_is_the_same_by_jax():
    for calculation, found in zip(LEFT, by_jax(LEFT), strict=True):
        compare(found, by_numpy(calculation))


@pytest.mark.parametrize("part", [model.satellite, model.module], ids=lambda part: part.__name__)
def test_another_calculation_contains_each_that_is_left_out(part):
    names = vars(part(BEST)).keys()
    assert any(names <= vars(whole(BEST)).keys() for whole in CALCULATIONS if whole not in CONTAINED | RATIOS)


def compare(found, expected):
    """Each result of two lives, to rounding of ten times its largest value: some are differences of large ones."""
    assert found.keys() == expected.keys()
    for name, value in expected.items():
        scale = np.max(np.abs(value), where=np.isfinite(value), initial=0.0)
        np.testing.assert_allclose(found[name], value, rtol=ROUNDING, atol=10 * ROUNDING * scale, err_msg=name)


@pytest.mark.parametrize("calculation", LEFT, ids=lambda f: f.__name__)
@pytest.mark.usefixtures("x64")
def test_every_result_has_a_finite_slope_in_every_assumption(calculation):
    """All at once, along one direction: what is not finite stays so in any sum. A failure looks for the culprit."""
    at = {name: float(getattr(BEST.si, name)) for name in BEST.names()}

    def every_result(given):
        return {name: jnp.asarray(value, float) for name, value in vars(calculation(BEST.si.but(**given))).items()}

    def infinite(moving):
        here, step = {name: at[name] for name in moving}, dict.fromkeys(moving, 1.0)
        _, slopes = jax.jvp(every_result, (here,), (step,))
        return [result for result, slope in slopes.items() if not np.isfinite(slope)]

    if infinite(at):
        pytest.fail(str({name: found for name in at if (found := infinite([name]))}))


# --- names and units ------------------------------------------------------------------------------


@each_calculation
def test_every_result_is_described_and_has_the_unit_described(calculation):
    for scenario in (BEST, SEED):
        for name, value in vars(calculation(scenario)).items():
            assert name in RESULTS, f"{name} is missing in model.RESULTS"
            assert value.is_compatible_with(RESULTS[name][0]), f"{name} is in {value.units}, not {RESULTS[name][0]}"


def test_every_description_is_of_a_result():
    named = {name for calculation in CALCULATIONS for name in vars(calculation(BEST))}
    assert RESULTS.keys() <= named


def test_no_result_is_called_like_an_assumption():
    named = {name for calculation in CALCULATIONS for name in vars(calculation(BEST))}
    assert not named & set(BEST.names())


def test_every_assumption_matters():
    """Something reads it, or it is named above with who does."""
    read = set()

    class Listening:
        def __getattr__(self, name):
            read.add(name)
            return getattr(BEST, name)

    for calculation in CALCULATIONS:
        calculation(Listening())
    assert set(BEST.names()) - read == ONLY_COMPARED.keys()


# --- what would change the answer -----------------------------------------------------------------


@pytest.mark.parametrize("result", ["cost_per_token", "net_present_value", "mass"])
def test_elasticities_are_the_slopes_that_small_steps_show(result):
    inside = {"radiator_faces": 1.5, "fresh": Q(90, "percent"), "radiator_incidence": Q(80, "deg")}
    inside["shield_thickness"] = 1.05 * BEST.shield_thickness  # off a row of its table, where the slope has two sides
    best = BEST.but(**inside)  # from the ends of what is possible there is no step up
    plain, step = best.si, 1e-5
    found = elasticity(model.satellite, result, best, OTHERS)
    here = result_of(model.satellite, plain, result)
    own = np.eye(len(OTHERS))  # all steps in one call: each assumption moves in its own row alone
    up, down = (
        result_of(
            model.satellite,
            plain.but(**{name: getattr(plain, name) * (1 + way * own[i]) for i, name in enumerate(OTHERS)}),
            result,
        )
        for way in (step, -step)
    )
    slopes = dict(zip(OTHERS, (up - down) / (2 * step * here), strict=True))
    assert found == pytest.approx(slopes, abs=DIFFERENCE)


def test_elasticities_of_a_product_are_one():
    found = elasticity(model.satellite, "revenue", SEED, ["price", "token_rate_per_gpu", "gpus_given", "availability"])
    assert found == pytest.approx(dict.fromkeys(found, 1.0), rel=ROUNDING)


def test_a_percent_of_nothing_changes_nothing():
    assert elasticity(model.satellite, "net_present_value", SEED, ["decline"]) == {"decline": 0}


def test_where_the_result_is_zero_there_is_no_elasticity():
    assert np.isnan(elasticity(model.satellite, "running_cost", SEED, ["satellite_power"])["satellite_power"])


def test_elasticity_of_what_cannot_be_written_down_is_found_by_jax_and_leaves_it_as_it_was():
    before = jax.config.jax_enable_x64
    years = SEED.si.life
    found = elasticity(lambda s: SimpleNamespace(grown=jnp.exp(s.life)), "grown", SEED, ["life", "price"])
    assert found == pytest.approx({"life": years, "price": 0}, rel=ROUNDING)
    assert jax.config.jax_enable_x64 == before


def test_elasticity_without_jax_says_how_to_get_it_only_where_it_is_needed(monkeypatch):
    monkeypatch.setitem(sys.modules, "jax", None)
    assert elasticity(model.satellite, "revenue", SEED, ["price"]) == pytest.approx({"price": 1}, rel=ROUNDING)
    with pytest.raises(ImportError, match="elasticity needs JAX, which is not installed: pip install jax"):
        elasticity(lambda s: SimpleNamespace(grown=np.exp(s.life)), "grown", SEED, ["life"])


def test_a_tornado_has_the_end_that_lies_farthest_at_the_top():
    rows = tornado(model.satellite, "cost_per_token", BEST, OTHERS)
    centre = model.satellite(BEST).cost_per_token
    reaches = [max(abs(end - centre).magnitude for end in ends) for _, *ends in rows]
    assert np.all(np.diff(reaches) < ROUNDING * centre.magnitude)
    assert sorted(name for name, *_ in rows) == sorted(OTHERS)


def test_a_tornado_shows_each_result_at_the_ends_of_one_range():
    for name, *ends in tornado(model.satellite, "cost_per_token", BEST, ["price", "life", "launch_price"]):
        row = BEST.assumption(name)
        for end, value in zip(row.range, ends, strict=True):
            there = model.satellite(BEST.but(**{name: Q(end, row.unit)})).cost_per_token
            assert value.m_as("USD/token") == pytest.approx(there.m_as("USD/token"), rel=ROUNDING)
            assert value.units == Q(1, RESULTS["cost_per_token"][0]).units


def test_a_break_even_is_where_the_target_is_met():
    target = Q(0, "USD")
    price = break_even(model.satellite, "net_present_value", target, BEST, "price")
    there = model.satellite(BEST.but(price=price))
    tolerance = 1e-9 * there.capital.m_as("USD")  # the root finder's own, on the price
    assert abs(there.net_present_value.m_as("USD")) < tolerance


def test_a_break_even_may_be_asked_in_any_unit():
    asked = [Q(50, "percent/year"), Q(0.5, "1/year"), Q(0.5 / 8766, "1/hour")]
    for target in asked:
        price = break_even(model.satellite, "return_on_investment", target, SEED, "price")
        reached = model.satellite(SEED.but(price=price)).return_on_investment
        assert reached.m_as("percent/year") == pytest.approx(50, rel=1e-9)  # the root finder's own, on the price


def test_a_break_even_out_of_reach_says_how_far_one_gets():
    complaint = "revenue never reaches 1 TUSD/year while altitude goes from 400 to 1500 km: it goes from"
    with pytest.raises(ValueError, match=complaint):
        break_even(model.satellite, "revenue", Q(1, "TUSD/year"), BEST, "altitude")


def test_a_target_of_another_dimension_is_refused():
    with pytest.raises(TypeError, match=r"target must be convertible to USD/year \[currency\] / \[time\], but 1 km"):
        break_even(model.satellite, "revenue", Q(1, "km"), BEST, "price")


def test_an_unknown_result_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match=r"satellite has no result called 'profit'; it has .*revenue"):
        result_of(model.satellite, BEST, "profit")


@pytest.mark.parametrize("ask", [elasticity, tornado])
def test_an_unknown_assumption_is_refused_by_name(ask):
    with pytest.raises(AttributeError, match="no assumption called 'prise'; did you mean 'price'"):
        ask(model.satellite, "revenue", BEST, ["prise"])
