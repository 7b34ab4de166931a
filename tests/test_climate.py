"""Carbon of launch, making and end: against the parts that others print, and what must hold."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcalc import Q, climate
from starcalc.assumptions import sources

KG_KG = "kg/kg"
MASS, SHARE = st.floats(1.0, 1e6), st.floats(0.1, 1.0)
FALCON = climate.flight_carbon(Q(233.7, "t"), Q(423.0, "t"), Q(20, ""), Q(108.5, "t"), Q(17.5, "t"))
FALLEN = climate.reentry_carbon(Q(1, "kg"), Q(0.4, ""), Q(298, "")) / Q(1, "kg")
FACTS = {row["what"]: row for row in climate.evidence()}
HOURS = 8760 / 8766  # of a common and of a Julian year


def test_a_falcon_9_emits_21_kilograms_for_each_that_it_lifts():
    # arXiv 2508.06250: 233.7 t of fuel, 423 t of stage used 20 times, 108.5 t of another, on 17.5 t; 20.8 printed
    assert FALCON.m_as(KG_KG) == pytest.approx(20.8, abs=0.05)
    assert FACTS["Falcon 9"]["value"] == pytest.approx(FALCON.m_as(KG_KG), abs=0.05)


def test_a_kilogram_of_carbon_dioxide_warms_as_its_way_out_of_the_air_has_it():
    # Joos et al. 2013, the mean of models, as dynamic_characterization has it; 1.37e-5 W/m² a part in 10⁹ as AR5 has it
    shares, times = (0.2240, 0.2824, 0.2763), (394.4, 36.54, 4.304)  # and 0.2173, which stays
    years = 21.73 + sum(share * time * (1 - exp(-100 / time)) for share, time in zip(shares, times, strict=True))
    a_part = 44.01 / 28.97 * 1e-9 * 5.135e18  # kilograms of it for a part in 10⁹ of the air
    assert pytest.approx(1.37e-5 / a_part * years, rel=0.004) == climate.CARBON_WARMING


def test_re_entry_counted_as_nitrous_oxide_is_six_times_the_launch():
    # arXiv 2508.06250: 0.4 kg/kg at 298 is 119.2, printed; with the stage that falls too 158, in all 178.8 by Falcon 9
    assert FALLEN.m_as(KG_KG) == pytest.approx(119.2, abs=0.05)
    with_stage = FACTS["Re-entry, NOx counted as nitrous oxide"]["high"]
    assert with_stage + FALCON.m_as(KG_KG) == pytest.approx(178.8, abs=0.05)
    assert FALLEN.m_as(KG_KG) + FACTS["Starship"]["value"] == pytest.approx(135, abs=0.05)


@pytest.mark.parametrize(("mass", "printed"), [(8.9, 36), (20, 82), (40, 163)])
def test_a_kilowatt_from_orbit_costs_what_a_public_notebook_makes_of_dirty_bits(mass, printed):
    # 178.8 kg/kg on so many kilograms a kilowatt over five years of 8,760 hours, printed to a gram
    carbon = climate.launch_carbon(Q(mass, "kg"), Q(178.8, KG_KG))
    found = climate.carbon_per_energy(carbon, Q(1, "kW"), Q(HOURS, ""), Q(5, "year"))
    assert found.m_as("g/kWh") == pytest.approx(printed, abs=0.6)


def test_two_rockets_and_one_satellite_of_dirty_bits_agree_on_its_mass():
    # 165 and 134 g/kWh by rockets of 178.8 and 135 kg/kg: 0.71 kg for each MWh, and 38 g/kWh that are no rocket's.
    # Undoing the sum with carbon_per_energy must give both printed numbers back.
    mass = Q((165 - 134) / (178.8 - 135), "g/kWh") * Q(1, "MWh")
    rest = 165 - 178.8 * mass.m_as("g") / 1e3
    life = {"power": Q(1, "MW"), "uptime": Q(1, ""), "life": Q(1 / 8766, "year")}
    for per_mass, printed in ((178.8, 165), (135, 134)):
        rocket = climate.carbon_per_energy(climate.launch_carbon(mass, Q(per_mass, KG_KG)), **life)
        assert rocket.m_as("g/kWh") + rest == pytest.approx(printed, abs=1e-6)
    assert 0 < rest < 2 * FACTS["Electricity on Earth, solar and battery"]["value"]


def test_without_the_trap_orbit_is_cleaner_than_texas_and_with_it_still_is_for_a_light_satellite():
    grid = FACTS["Electricity of the Texan grid"]["value"]
    bare = climate.carbon_per_energy(30.0 * (20.8 + 80.0), 1e3, 0.95, 5.0) * 3.6e9
    trapped = climate.carbon_per_energy(30.0 * (178.8 + 80.0), 1e3, 0.95, 5.0) * 3.6e9
    assert bare < trapped < grid


# --- what must hold ---------------------------------------------------------------------------------------------------


@given(MASS, SHARE, st.floats(1.0, 10.0))
def test_after_its_parity_a_machine_has_cost_what_the_grid_would_have(carbon, uptime, power):
    grid = 373e-3 / 3.6e6
    life = climate.carbon_parity_life(carbon, grid, power * 1e3, uptime)
    assert climate.carbon_per_energy(carbon, power * 1e3, uptime, life) == pytest.approx(grid, rel=1e-12)


@given(MASS, SHARE)
def test_a_token_carries_its_energys_carbon(carbon, uptime):
    per_energy = climate.carbon_per_energy(carbon, 130e3, uptime, 5.0)
    per_token = climate.carbon_per_token(carbon, 13000.0, uptime, 5.0)
    assert climate.grid_carbon_per_token(per_energy, 130e3, 13000.0) == pytest.approx(per_token, rel=1e-12)


def test_chips_and_body_are_made_one_by_one():
    assert climate.making_carbon(100.0, 80.0, 0.0, 164.0) == 8000.0
    assert climate.making_carbon(0.0, 80.0, 8.0, 164.0) == pytest.approx(1312.0)  # a board of eight, by NVIDIA


def test_a_rocket_flown_more_often_is_cleaner_down_to_what_it_burns_and_drops():
    often = climate.flight_carbon(233.7e3, 423e3, 1e9, 108.5e3, 17.5e3)
    assert often == pytest.approx((233.7 + 108.5) / 17.5, rel=1e-6)
    assert often < FALCON.m_as(KG_KG) < climate.flight_carbon(233.7e3, 423e3, 1.0, 108.5e3, 17.5e3)


@pytest.mark.parametrize(
    ("relation", "arguments"),
    [
        (climate.launch_carbon, (-1.0, 20.8)),
        (climate.reentry_carbon, (1.0, -0.4, 298.0)),
        (climate.carbon_per_energy, (1.0, 1e3, -0.5, 5.0)),
        (climate.carbon_per_token, (1.0, -1e3, 0.5, 5.0)),
        (climate.making_carbon, (1.0, 80.0, -8.0, 164.0)),
    ],
)
def test_less_than_nothing_has_no_carbon(relation, arguments):
    assert relation(*arguments) != relation(*arguments)


def test_every_fact_has_a_source_that_the_book_lists_and_a_grade():
    assert {row["source"] for row in climate.evidence()} <= set(sources())
    assert all(row["grade"] in "ABCD" for row in climate.evidence())
    assert all(low is None or low <= row["value"] for row in climate.evidence() for low in [row["low"]])
    assert all(high is None or high >= row["value"] for row in climate.evidence() for high in [row["high"]])
