"""What a fleet and its tokens do to everybody else: against what others count, and what must hold."""

from math import inf, pi

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcalc import Q, Scenario, climate, environment, model, orbit
from starcalc.constants import R_EARTH, SECONDS_PER_YEAR

BEST = Scenario()
FOUND = model.commons(BEST)
FACTS = {row["what"]: row for row in climate.evidence()}
ROUNDING = 1e-12  # a handful of operations
SHELL = 35e3


# --- against what others count ----------------------------------------------------------------------------------------


def test_a_satellite_of_250_kilograms_leaves_30_of_alumina():
    # Ferreira and others 2024, abstract
    assert climate.alumina(Q(250, "kg/year"), BEST.alumina_yield).m_as("kg/year") == pytest.approx(30)


def test_a_methane_rocket_burnt_alone_is_near_what_another_paper_has():
    # Bargatin et al. 2025: 33 kg/kg by Starship, of propellant alone, at a payload that it does not print
    burnt = climate.propellant_carbon(4900e3, 3.6, 44 / 16, 0.0, 100e3)
    assert burnt == pytest.approx(33, rel=0.15)


def test_the_carbon_of_a_kilowatt_hour_in_orbit_lies_below_dirty_bits_whose_nox_is_weighed_as_another_gas():
    box = model.satellite(BEST)
    carbon = box.mass * BEST.launch_carbon + (box.mass - box.server_mass) * BEST.craft_carbon
    ours = (carbon / (BEST.satellite_power * box.uptime * BEST.life)).m_as("g/kWh")
    assert 34 < ours < FACTS["Electricity in orbit, by Starship"]["value"]


def test_rockets_soot_warms_by_mass_a_hundred_thousand_times_what_carbon_dioxide_does():
    # Ross et al. 2010, abstract: after a decade the forcing of soot exceeds that of the carbon dioxide "by a factor of
    # about 1e5", for engines that turn some percent of their propellant into soot
    forcing, soot = FACTS["Soot of rockets, forcing at the top of the air"]["value"] / 1e3, FACTS["Soot of rockets"]
    assert (
        4e4 < climate.soot_weight(forcing, soot["high"] * 1e3) < climate.soot_weight(forcing, soot["low"] * 1e3) < 2e5
    )


def test_todays_satellites_without_steering_would_collide_within_days_as_the_crash_clock_has_it():
    # Thiele et al. 2025: 3.8 to 5.5 days for all low orbits of 2025; here shell by shell, from a count of August 2026
    shells = np.arange(392.5e3, 1000e3, SHELL)
    working = environment.working_objects(shells) * environment.shell_volume(shells)
    met = environment.inert_objects(shells), environment.shell_volume(shells), 50.0, 10e3, 1.0
    every = 365.25 / environment.collisions(0.0, working, *met).sum()
    assert 3.8 / 2 < every < 5.5 * 2  # satellites of 50 m², between the early Starlinks of 30 and those of 116


def test_two_satellites_that_met_in_2009_made_as_many_pieces_as_are_known():
    # Iridium 33 (560 kg) and Cosmos 2251 (900 kg): some 2,300 pieces of a decimetre were catalogued (general knowledge)
    assert environment.fragments(560.0) + environment.fragments(900.0) == pytest.approx(2300, rel=0.5)


# --- the same done another way ----------------------------------------------------------------------------------------


@given(st.floats(300e3, 2000e3))
def test_a_shell_is_a_ball_less_a_smaller_one(altitude):
    outer, inner = R_EARTH + altitude + SHELL / 2, R_EARTH + altitude - SHELL / 2
    assert environment.shell_volume(altitude) == pytest.approx(4 / 3 * pi * (outer**3 - inner**3), rel=1e-9)


def test_sinking_summed_up_is_the_time_to_decay():
    heights = np.linspace(180e3, 560e3, 20001)
    speeds = orbit.sinking_speed(heights, environment.air_density(heights, 140.0), 880.0 / 2000.0)
    assert np.trapezoid(1 / speeds, heights) == pytest.approx(
        orbit.decay_time(560e3, 180e3, 880.0, 2000.0, 140.0), rel=2e-3
    )


def test_a_gas_of_satellites_collides_as_often_as_thrown_ones_do():
    """Satellites thrown into a box one by one, each flown a little way: how many pairs meet."""
    random, side, reach, step = np.random.default_rng(560), 50.0, 3.0, 0.5
    met = tried = 0
    for _ in range(400):
        places = random.uniform(0, side, (200, 3))
        directions = random.normal(size=(200, 3))
        directions /= np.linalg.norm(directions, axis=1)[:, None]
        apart = (places[:, None] - places + side / 2) % side - side / 2
        flown = directions[:, None] - directions  # relative, of mean 4/3 of the speed
        near, later = np.linalg.norm(apart, axis=2), np.linalg.norm(apart + step * flown, axis=2)
        upper = np.triu_indices(200, 1)
        met += ((near > reach) & (later <= reach))[upper].sum()
        tried += 1
    rate = met / tried / step
    # pairs meet within `reach`, a section of π reach²: which 4A is for two discs of radius reach/2, A = π reach²/4
    expected = environment.collisions(0.0, 200.0, 0.0, side**3, pi * reach**2 / 4, 4 / 3, 1.0) / SECONDS_PER_YEAR
    assert rate == pytest.approx(expected, rel=0.06)  # 3 % of chance, 2 % of short steps


def test_a_fleet_put_up_step_by_step_reaches_its_size_when_the_formula_says():
    flying, days = 0.0, 0
    while flying < 10_000:
        flying += 3000 / 365.25 - flying / 5 / 365.25
        days += 1
    assert days / 365.25 == pytest.approx(environment.filling_time(10_000.0, 3000.0, 5.0), abs=0.01)


def test_tokens_of_a_life_add_up_year_by_year():
    box = model.satellite(BEST)
    decline = box.output_decline.m_as("1/year")
    ages = np.linspace(0, 5, 100_001)
    left = np.trapezoid((1 - decline) ** ages, ages)
    assert (FOUND.box_tokens / box.tokens).m_as("year") == pytest.approx(left, rel=1e-6)


# --- what must hold ---------------------------------------------------------------------------------------------------


def test_who_shares_chips_and_water_alone_owes_the_same_for_them():
    clean = BEST.but(carbon_price=Q(0, "USD/t"), water_price=Q(0, "USD/m**3"))
    found = model.commons(clean)
    assert found.grid_charge.m == found.gas_charge.m == found.solar_charge.m == 0
    assert (found.box_fee + found.box_risk).m == pytest.approx(found.box_charge.m, rel=ROUNDING)


def test_the_bill_of_the_ground_does_not_ask_how_its_power_is_paid_for():
    for way in ("gas", "solar"):
        other = model.commons(Scenario(way))
        assert other.gas_carbon.m - other.hall_carbon.m == pytest.approx(FOUND.gas_carbon.m - FOUND.hall_carbon.m)


def test_solar_is_the_better_neighbour_and_gas_the_worst():
    assert FOUND.solar_charge < FOUND.grid_charge < FOUND.gas_charge
    assert FOUND.solar_carbon < FOUND.box_carbon < FOUND.grid_carbon


def test_a_shell_bears_fewer_the_higher_it_lies():
    heights = Q(np.linspace(400, 1500, 12), "km")
    assert (np.diff(model.commons(BEST.but(altitude=heights)).critical_fleet.m) < 0).all()


def test_at_its_critical_size_a_fleets_fragments_meet_one_of_it_before_they_are_cleared():
    volume, area, speed, pieces, cleared, share = 2e19, 25.0, 1e4, 2500.0, 0.4, 0.02
    fleet = environment.critical_fleet(volume, area, speed, pieces, cleared, share)
    hits = environment.collisions(fleet, 0.0, pieces / volume, volume, area, speed, share) * cleared
    assert hits == pytest.approx(1, rel=ROUNDING)


@given(st.floats(0, 1e5), st.floats(0, 1e3), st.floats(0, 1))
def test_dodging_more_never_makes_for_more_collisions(fleet, dead, share):
    met = 1e-17, 2e19, 25.0, 1e4
    some = environment.collisions(fleet, dead, *met, share)
    assert (
        environment.collisions(fleet, dead, *met, share / 2) <= some <= environment.collisions(fleet, dead, *met, 1.0)
    )


def test_nothing_to_launch_with_never_fills_a_shell():
    assert environment.filling_time(1.0, 0.0, 5.0) == inf
    assert environment.filling_time(0.0, 100.0, 5.0) == 0


@pytest.mark.parametrize(
    ("relation", "arguments"),
    [
        (environment.wrecks, (-1.0, 0.3)),
        (environment.clearing_time, (-1.0,)),
        (environment.fragments, (-1.0,)),
        (environment.shell_volume, (-1.0,)),
        (environment.filling_time, (-1.0, 10.0, 5.0)),
        (orbit.sinking_speed, (560e3, 1e-13, -1.0)),
        (climate.alumina, (-1.0, 0.1)),
        (climate.water_per_token, (-1e-9, 1e3, 1e3)),
        (climate.propellant_carbon, (1e6, -3.6, 3.3, 0.1, 1e5)),
        (climate.soot_weight, (1e-3, -1.0)),
    ],
)
def test_less_than_nothing_has_no_answer(relation, arguments):
    assert np.isnan(relation(*arguments))


@pytest.mark.parametrize("relation", [environment.collisions, environment.critical_fleet])
def test_a_shell_with_less_than_nothing_of_anything_has_no_answer(relation):
    for name in relation.units:
        assert np.isnan(relation(**(dict.fromkeys(relation.units, 1.0) | {name: -1.0}))), name
