"""Rockets: azimuths, the site's penalty and what is left of the payload, against other people's numbers."""

import warnings
from math import acos, asin, cos, degrees, exp, inf, log, nan, pi, radians, sin

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcalc import Q, launch, orbit
from starcalc.assumptions import sources
from starcalc.constants import R_EARTH

VANDENBERG, CAPE, INSERTION = radians(34.63), radians(28.5), 200e3  # geodetic latitudes; circular insertion at 200 km
SUN_SYNCHRONOUS = radians(97.63)

ROUNDING = 1e-12  # a few roundings of a few 1e-16

latitudes = st.floats(-1.2, 1.2)
masses = st.floats(1e3, 1e6)


def reached(latitude):
    """Inclinations of the orbits that pass over a latitude."""
    return st.floats(abs(latitude) + 1e-3, pi - abs(latitude) - 1e-3)


# --- other people's numbers -------------------------------------------------------------------------------------------


def test_vandenberg_launches_a_little_west_of_south():
    # vector calculation of 2026: latitude 34.63°, inclination 97.63°, insertion at 200 km; to 0.05°
    assert degrees(launch.launch_azimuth(VANDENBERG, SUN_SYNCHRONOUS)) == pytest.approx(189.29, abs=0.05)
    turning = launch.rotating_launch_azimuth(VANDENBERG, SUN_SYNCHRONOUS, INSERTION)
    assert degrees(turning) == pytest.approx(192.04, abs=0.05)


def test_curtis_launches_his_sun_synchronous_satellite_at_190_degrees():
    # Curtis, Orbital Mechanics for Engineering Students, example 6.10: inclination 98.43°, latitude 34.5°
    azimuth = launch.launch_azimuth(Q(34.5, "deg"), Q(98.43, "deg"))
    assert azimuth.m_as("deg") == pytest.approx(190.2, abs=0.05)


def test_a_sun_synchronous_launch_costs_480_metres_a_second_more_than_one_to_the_east():
    # vector calculation of 2026: as above, against a due-east launch from 28.5°; to 1 m/s
    penalty = launch.site_delta_v_penalty(VANDENBERG, SUN_SYNCHRONOUS, CAPE, INSERTION)
    assert penalty == pytest.approx(480, abs=1)


# --- geometry, done another way ---------------------------------------------------------------------------------------


@given(st.data(), latitudes)
def test_the_azimuth_leads_to_the_inclination(data, latitude):
    # the plane through the site along the azimuth, by vectors: its normal leans from the pole by the inclination
    inclination = data.draw(reached(latitude))
    azimuth = launch.launch_azimuth(latitude, inclination)
    up = np.array([cos(latitude), 0, sin(latitude)])
    north, east = np.array([-sin(latitude), 0, cos(latitude)]), np.array([0, 1, 0])
    normal = np.cross(up, cos(azimuth) * north + sin(azimuth) * east)
    assert acos(normal[2]) == pytest.approx(inclination, abs=1e-7)  # acos near 1 doubles the lost digits
    assert cos(azimuth) <= 0, "to the south"


@given(st.data(), latitudes, st.floats(150e3, 1000e3))
def test_the_rocket_and_the_turning_earth_together_make_the_orbit(data, latitude, altitude):
    inclination = data.draw(reached(latitude))
    azimuth = launch.rotating_launch_azimuth(latitude, inclination, altitude)
    own = launch.site_delta_v_penalty(latitude, inclination, pi / 2, altitude) + orbit.speed(altitude)
    site = 2 * pi / 86164.1 * R_EARTH * cos(latitude)  # one turn in a sidereal day
    velocity = np.array([own * sin(azimuth) + site, own * cos(azimuth)])
    assert np.hypot(*velocity) == pytest.approx(orbit.speed(altitude), rel=1e-6)
    assert np.arctan2(velocity[0], -velocity[1]) == pytest.approx(
        pi - launch.launch_azimuth(latitude, inclination), abs=1e-5
    )


@given(st.floats(0.0, 1.2), st.floats(150e3, 1000e3))
def test_a_launch_due_east_from_the_reference_site_pays_nothing(latitude, altitude):
    assert launch.site_delta_v_penalty(latitude, latitude, latitude, altitude) == pytest.approx(0, abs=1e-8)


@given(st.floats(0.01, 1.2), st.floats(150e3, 1000e3))
def test_the_penalty_grows_from_east_to_west(latitude, altitude):
    inclination = np.linspace(latitude + 1e-3, pi - latitude - 1e-3, 20)
    assert (np.diff(launch.site_delta_v_penalty(latitude, inclination, latitude, altitude)) > 0).all()


def test_a_polar_orbit_needs_the_whole_circular_speed_and_more():
    # north or south, the site's own speed is no help and must be cancelled besides
    penalty = launch.site_delta_v_penalty(0.0, pi / 2, pi / 2, INSERTION)
    speed = orbit.speed(INSERTION)
    assert penalty == pytest.approx(np.hypot(speed, 465.1) - speed, abs=1e-3)


def test_no_orbit_leans_less_than_the_site_is_high():
    with np.errstate(invalid="ignore"):
        assert np.isnan(launch.launch_azimuth(VANDENBERG, CAPE))
        assert np.isnan(launch.rotating_launch_azimuth(VANDENBERG, CAPE, INSERTION))
        assert np.isnan(launch.site_delta_v_penalty(VANDENBERG, CAPE, CAPE, INSERTION))


@pytest.mark.parametrize(
    ("latitude", "inclination"), [(34.63, 1.7), (0.6, 97.63), (0.6, -1.7), (-2.0, 1.7), (0.6, 2 * pi - 1.7)]
)
def test_degrees_for_radians_launch_nowhere(latitude, inclination):
    with np.errstate(invalid="ignore"):
        assert np.isnan(launch.launch_azimuth(latitude, inclination))
        assert np.isnan(launch.rotating_launch_azimuth(latitude, inclination, INSERTION))
        assert np.isnan(launch.site_delta_v_penalty(latitude, inclination, CAPE, INSERTION))
        assert np.isnan(launch.site_delta_v_penalty(VANDENBERG, SUN_SYNCHRONOUS, 28.5, INSERTION))


@given(st.data(), latitudes)
def test_the_azimuth_is_that_of_the_textbooks_arcsine(data, latitude):
    inclination = data.draw(reached(latitude))
    textbook = pi - asin(cos(inclination) / cos(latitude))
    assert launch.launch_azimuth(latitude, inclination) == pytest.approx(textbook, abs=1e-7)  # asin near 1


# --- payload ----------------------------------------------------------------------------------------------------------


@given(masses, masses, masses, st.floats(0, 2000), st.floats(2500, 4600))
def test_the_rocket_equation_gives_the_penalty_back(payload, dry_mass, propellant, delta_v, exhaust_speed):
    left = launch.payload_after_penalty(payload, dry_mass, propellant, delta_v, exhaust_speed)
    before = exhaust_speed * log(1 + propellant / (payload + dry_mass))
    after = exhaust_speed * log(1 + propellant / (left + dry_mass))
    assert left >= 0
    if left > 0:
        assert after - before == pytest.approx(delta_v, abs=1e-6)
    else:  # not even the empty stage gets there, or only just
        assert after - before <= delta_v + 1e-6


@given(masses, masses, masses, st.floats(2500, 4600))
def test_without_a_penalty_the_payload_stays(payload, dry_mass, propellant, exhaust_speed):
    left = launch.payload_after_penalty(payload, dry_mass, propellant, 0.0, exhaust_speed)
    assert left == pytest.approx(payload, rel=1e-9)  # three digits cancel where the propellant is a thousandth


@given(masses, masses, masses, st.floats(2500, 4600))
def test_payload_falls_with_the_penalty_and_reaches_zero(payload, dry_mass, propellant, exhaust_speed):
    delta_v = np.linspace(0, 20e3, 50)
    left = launch.payload_after_penalty(payload, dry_mass, propellant, delta_v, exhaust_speed)
    assert (np.diff(left) <= 0).all()
    assert left[-1] == 0 or exp(20e3 / exhaust_speed) < 1 + propellant / dry_mass


def test_the_two_readings_of_a_payload_differ_by_a_quarter_or_so():
    # a stage like Starship's, 100 t dry with 1200 t of propellant: 100 t to 28.5°, or 100 t to the orbit itself
    stage = {"payload": 100e3, "dry_mass": 100e3, "propellant": 1.2e6, "exhaust_speed": 3700.0}
    penalty = launch.site_delta_v_penalty(VANDENBERG, SUN_SYNCHRONOUS, CAPE, INSERTION)
    assert launch.payload_after_penalty(delta_v=penalty, **stage) == pytest.approx(72.2e3, abs=0.1e3)
    assert launch.payload_after_penalty(delta_v=0.0, **stage) == pytest.approx(100e3)


@given(masses, masses)
def test_launches_and_their_cost_are_proportional(mass, payload):
    assert launch.launches(mass, payload) * payload == pytest.approx(mass, rel=ROUNDING)
    assert launch.launch_cost(2 * mass, 1500.0) == pytest.approx(2 * launch.launch_cost(mass, 1500.0), rel=ROUNDING)
    power = launch.power_per_launch(payload, 1.0, 300.0)
    assert launch.power_per_launch(payload, 2.0, 600.0) == pytest.approx(power, rel=ROUNDING)


@pytest.mark.parametrize(
    ("relation", "arguments"),
    [
        (launch.payload_after_penalty, (-100e3, 100e3, 1.2e6, 480.0, 3700.0)),
        (launch.payload_after_penalty, (100e3, -50e3, 1.2e6, 480.0, 3700.0)),
        (launch.payload_after_penalty, (100e3, 100e3, -1.2e6, 480.0, 3700.0)),
        (launch.payload_after_penalty, (100e3, 100e3, 1.2e6, 480.0, -3700.0)),
        (launch.power_per_launch, (-100e3, -1.0, 300.0)),
        (launch.launches, (-1e6, -100e3)),
        (launch.launches, (1e6, -100e3)),
        (launch.launch_cost, (2600.0, -1500.0)),
        (launch.launch_cost, (-2600.0, -1500.0)),
        (launch.folded_thickness, (-614.0, 1.0, -100e3)),
        (launch.sun_synchronous_launches, (-1.0,)),
        (launch.sun_synchronous_launches, (nan,)),
    ],
)
def test_less_than_nothing_is_no_number(relation, arguments):
    assert np.isnan(relation(*arguments))
    assert np.isnan(relation(*map(np.array, arguments)))


def test_without_a_payload_it_takes_infinitely_many_launches():
    with np.errstate(divide="ignore"):
        assert launch.launches(1e6, 0.0) == inf
        assert launch.folded_thickness(614.0, 1.0, 0.0) == inf
        assert launch.power_per_launch(100e3, 0.0, 300.0) == inf


# --- strange numbers --------------------------------------------------------------------------------------------------

RELATIONS = [
    launch.launch_azimuth,
    launch.rotating_launch_azimuth,
    launch.site_delta_v_penalty,
    launch.payload_after_penalty,
    launch.power_per_launch,
    launch.launches,
    launch.launch_cost,
]
each = pytest.mark.parametrize("relation", RELATIONS, ids=lambda relation: relation.name)


@each
def test_not_a_number_in_gives_not_a_number_out(relation):
    for place in range(len(relation.units)):
        arguments = [1.0] * len(relation.units)
        arguments[place] = nan
        assert np.isnan(relation(*arguments)), list(relation.units)[place]


@each
def test_arrays_may_be_empty_or_crossed(relation):
    count = len(relation.units)
    assert np.shape(relation(*[np.array([])] * count)) == (0,)
    crossed = relation(np.ones((2, 1)), *[np.ones(3)] * (count - 1))
    assert np.shape(crossed) == (2, 3)
    with pytest.raises(ValueError, match="broadcast"):
        relation(np.ones(2), *[np.ones(3)] * (count - 1))


@each
@given(data=st.data())
def test_strange_numbers_give_numbers(relation, data):
    strange = st.sampled_from([nan, inf, -inf, 0.0, -1.0, 1e300, 1e-300]) | st.floats(-1e6, 1e6)
    arguments = [np.array([data.draw(strange)]) for _ in relation.units]
    with np.errstate(all="ignore"):
        answer = relation(*arguments)
    assert answer.shape == (1,)
    assert answer.dtype == float


def test_no_warning_inside_sensible_ranges():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        latitude, inclination = np.linspace(-0.7, 0.7, 30), np.linspace(0.75, 2.3, 30)[:, None]
        assert np.isfinite(launch.site_delta_v_penalty(latitude, inclination, CAPE, INSERTION)).all()
        assert np.isfinite(launch.rotating_launch_azimuth(latitude, inclination, INSERTION)).all()
        stage = np.linspace(10e3, 500e3, 20)
        left = launch.payload_after_penalty(stage, stage[:, None], 1.2e6, 480.0, 3700.0)
        assert np.isfinite(left).all()


def test_a_dozen_starlink_launches_of_2025_went_from_vandenberg_to_a_sun_synchronous_inclination():
    polar = [row for row in launch.record() if row["inclination"] > 90]
    assert [row["group"].split("-")[0] for row in polar] == ["17"] * 12
    assert (str(polar[0]["date"]), str(polar[-1]["date"])) == ("2025-05-27", "2025-09-26")
    assert launch.sun_synchronous_launches(Q(1, "year")) == 12


def test_the_last_of_them_counts_from_the_day_it_flew():
    assert [float(launch.sun_synchronous_launches(days * 86400.0)) for days in (0, 72, 73)] == [0, 0, 1]


def test_the_record_is_in_order_and_names_its_sources():
    dates = [row["date"] for row in launch.record()]
    assert dates == sorted(set(dates))
    assert max(dates) < launch.POST
    assert {row["source"] for row in launch.record()} <= sources()


def test_a_folded_sheet_fills_the_bay():
    thickness = launch.folded_thickness(614.0, 2.0, 100e3)
    assert thickness * 100e3 / 2.0 == pytest.approx(614.0)


# --- who pays what ----------------------------------------------------------------------------------------------------

LADDER = {(row["name"], row["date"]): row for row in launch.prices()}


def test_the_ladder_goes_down_and_names_its_sources():
    found = [row["price"] for row in launch.prices()]
    assert found == sorted(found, reverse=True)
    assert {row["source"] for row in [*launch.prices(), *launch.learning()]} <= set(sources())
    assert {row["grade"] for row in [*launch.prices(), *launch.learning()]} <= set("ABCD")
    kinds = {"list", "rideshare", "internal", "contract", "estimate", "forecast", "threshold"}
    assert {row["payer"] for row in launch.prices()} <= kinds
    for row in launch.prices():
        assert (row["low"] or row["price"]) <= row["price"] <= (row["high"] or row["price"])


@pytest.mark.parametrize(
    ("name", "date", "millions", "tonnes"),
    [
        ("Falcon 9's list price to this orbit", "2026", 74, 24 * 0.575),
        ("Falcon 9's list price to any low orbit", "2018", 62, 22.8),
        ("Falcon 9's list price to any low orbit", "2022", 67, 22.8),
        ("Falcon 9's list price to any low orbit", "2026", 74, 22),
        ("Falcon Heavy's list price", "2022", 97, 63.8),
        ("what a Falcon 9 cost SpaceX in 2020, everything counted", "2020", 28, 24 * 0.575),
        ("what one more Falcon 9 costs SpaceX", "2026-02", 12.5, 24 * 0.575),
        ("NASA's price for Starship", "2024-01", 85, 100),
        ("Voyager's contract for a Starship, if it were full", "2026", 90, 150),
        ("what Deutsche Bank expects", "2030", 10, 150),
    ],
)
def test_a_price_is_its_millions_over_its_tonnes(name, date, millions, tonnes):
    assert LADDER[name, date]["price"] == pytest.approx(1e3 * millions / tonnes, rel=0.01)  # as rounded in print


@pytest.mark.parametrize(
    ("price", "name"),
    [
        (1600, "SemiAnalysis's figure for Falcon 9, read as SpaceX's own cost"),
        (Q(5, "USD/g"), "Falcon 9's list price to this orbit"),
        (Q(7, "kUSD/kg"), "a place on a shared Falcon 9"),
        (1000, "what one more Falcon 9 costs SpaceX"),
    ],
)
def test_somebody_pays_about_that_today(price, name):
    assert launch.payers(price)[0] == name
    assert launch.who_pays(price) == f"that is {name}"


@pytest.mark.parametrize("price", [0, 67, Q(200, "USD/kg"), 500])
def test_nobody_pays_yet_what_is_expected_or_wanted(price):
    assert launch.payers(price) == []
    assert launch.who_pays(price) == "nobody pays that yet"


def test_a_price_of_the_past_is_nobodys_today():
    assert not any("2020" in name for name in launch.payers(2030))
    assert launch.who_pays(2100).startswith("that is between ")
    assert launch.who_pays(15000) == "nobody has to pay that much"


def test_a_newer_tariff_takes_the_place_of_the_older():
    assert launch.payers(5500) == ["Falcon 9's list price to this orbit"]


@pytest.mark.parametrize("price", [-1, nan, None, "1600 USD/kg", [1600]])
def test_what_is_no_price_is_refused(price):
    for function in (launch.payers, launch.who_pays):
        with pytest.raises(ValueError, match=r"launch price is .*USD/kg"):
            function(price)


def test_a_price_in_another_dimension_is_refused():
    with pytest.raises(TypeError, match=r"launch price must be convertible to USD/kg"):
        launch.payers(Q(1600, "USD/m"))
