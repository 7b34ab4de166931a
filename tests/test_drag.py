"""Drag of thin air and the manoeuvres that answer it, beside a Monte Carlo of molecules and the values of others."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad, solve_ivp
from scipy.special import ellipe, erf

from starcalc import orbit
from starcalc.constants import GM_EARTH, R_EARTH
from starcalc.environment import air_density
from starcalc.orbit.drag import error_function

DAY, YEAR = 86400.0, 365.25 * 86400
FACE_ON = orbit.drag_force(2.7614e-13, 7579.62, 2.2, 400.0)
BARE_EDGE = orbit.drag_force(2.7614e-13, 7579.62, 2.2, 0.4)

speed_ratios = st.floats(3, 15)
incidences = st.floats(0, np.pi / 2)
walls = st.floats(0.05, 1)


def yearly(force):
    """Change of speed that makes good a year of drag on 2000 kg."""
    return orbit.delta_v(force, 2000.0, YEAR)


@pytest.mark.parametrize(
    ("ours", "theirs", "tolerance"),
    [
        pytest.param(FACE_ON, 0.00698, 0.001, id="A5a drag face-on, N: closed form"),
        pytest.param(yearly(FACE_ON), 110.14, 0.001, id="A5b delta-v a year, face-on, m/s: closed form"),
        pytest.param(
            orbit.propellant(2000.0, yearly(FACE_ON), 2500.0), 8.965, 0.001, id="A5c argon a year, face-on, kg"
        ),
        pytest.param(BARE_EDGE, 6.98e-6, 0.001, id="A6a drag of the bare edge, N: closed form"),
        pytest.param(yearly(BARE_EDGE), 0.11, 0.002, id="A6b delta-v a year, bare edge, m/s: closed form"),
        pytest.param(
            orbit.propellant(2000.0, yearly(BARE_EDGE), 2500.0), 0.009, 0.005, id="A6d argon a year, bare edge, kg"
        ),
        pytest.param(orbit.molecular_speed_ratio(7579.62, 1036.0, 0.0159994), 7.305, 0.0002, id="A7 speed ratio"),
        pytest.param(
            orbit.plate_drag_coefficient(7.305, 0.0, 0.3), 0.1545, 0.005, id="A7 edge-on plate: Sentman, Monte Carlo"
        ),
        pytest.param(
            orbit.decay_time(560e3, 180e3, 880.0, 2000.0, 65.0) / DAY, 1341, 0.05, id="A9a decay, quiet Sun, days"
        ),
        pytest.param(
            orbit.decay_time(560e3, 180e3, 880.0, 2000.0, 140.0) / DAY, 118, 0.05, id="A9b decay, mean Sun, days"
        ),
        pytest.param(
            orbit.decay_time(560e3, 180e3, 880.0, 2000.0, 250.0) / DAY, 26.4, 0.05, id="A9c decay, active Sun, days"
        ),
        pytest.param(orbit.hohmann_delta_v(200e3, 560e3), 204.6, 0.0005, id="C2 Hohmann 200 to 560 km, m/s"),
    ],
)
def test_values_agree_with_those_of_others(ours, theirs, tolerance):
    assert float(ours) == pytest.approx(theirs, rel=tolerance)


def test_an_edge_on_sheet_drags_seventy_times_more_than_its_bare_edge():
    sheet = orbit.drag_force(2.7614e-13, 7579.62, orbit.plate_drag_coefficient(7.305, 0.0, 0.3), 400.0)
    assert 65 < sheet / BARE_EDGE < 75


def thrown(speed_ratio, incidence, wall_temperature_ratio, molecules=2_000_000, seed=20261123):
    """Drag coefficient from molecules drawn at random, with its standard error.

    Speeds in units of the gas's √(2kT/m). Each face counts what flies into it and throws it back by Lambert's law
    at the wall's temperature.
    """
    draw = np.random.default_rng(seed)
    heading = np.array([np.cos(incidence), np.sin(incidence)])  # along the plate, into its front
    gas = speed_ratio * heading + draw.normal(0, 0.5**0.5, (molecules, 2))
    into = np.abs(gas[:, 1])  # flux weight: into the front if positive, into the back if negative
    leaving = np.sqrt(-wall_temperature_ratio * np.log(draw.random(molecules)))  # normal part of a flux at the wall
    push = into * (gas @ heading + np.sign(gas[:, 1]) * leaving * heading[1])
    return 2 * push.mean() / speed_ratio**2, 2 * push.std() / molecules**0.5 / speed_ratio**2


@pytest.mark.parametrize("incidence", [0.0, 0.05, 0.2, 0.7, np.pi / 2])
@pytest.mark.parametrize(("speed_ratio", "wall"), [(7.305, 0.3), (3.0, 1.0), (12.0, 0.1)])
def test_the_plate_agrees_with_molecules_drawn_at_random(speed_ratio, incidence, wall):
    mean, error = thrown(speed_ratio, incidence, wall)
    assert abs(orbit.plate_drag_coefficient(speed_ratio, incidence, wall) - mean) < 4 * error
    assert error < 0.001 * mean


def test_our_error_function_is_scipys_to_two_parts_in_a_hundred_million():
    x = np.linspace(0, 40, 400_001)
    assert np.abs(error_function(x) - erf(x)).max() < 2e-8


@given(speed_ratio=speed_ratios, incidence=incidences, wall=walls)
def test_the_plate_is_sentmans_formula(speed_ratio, incidence, wall):
    sine = np.sin(incidence)
    x = speed_ratio * sine
    exact = 2 * np.exp(-(x**2)) / np.sqrt(np.pi) / speed_ratio + sine * (2 + speed_ratio**-2) * erf(x)
    exact += np.sqrt(np.pi * wall) / speed_ratio * sine**2
    assert np.isclose(orbit.plate_drag_coefficient(speed_ratio, incidence, wall), exact, rtol=0, atol=5e-8)


@given(speed_ratio=speed_ratios, incidence=incidences, wall=walls, more=st.floats(0, 0.5))
def test_drag_grows_as_the_plate_turns_to_the_flow_and_is_the_same_on_either_side(speed_ratio, incidence, wall, more):
    here = orbit.plate_drag_coefficient(speed_ratio, incidence, wall)
    assert orbit.plate_drag_coefficient(speed_ratio, min(incidence + more, np.pi / 2), wall) >= here - 1e-7
    assert np.isclose(orbit.plate_drag_coefficient(speed_ratio, -incidence, wall), here, rtol=1e-12)


def test_a_beam_on_a_cold_plate_gives_up_its_momentum():
    assert orbit.plate_drag_coefficient(1e6, np.pi / 2, 0.0) == pytest.approx(2)
    assert orbit.plate_drag_coefficient(1e6, np.pi / 6, 0.0) == pytest.approx(1)
    assert orbit.plate_drag_coefficient(1e6, 0.0, 1.0) == pytest.approx(2e-6 / np.pi**0.5)


@given(speed_ratio=speed_ratios, beta=st.floats(-np.pi / 2, np.pi / 2), wall=walls)
def test_the_orbit_mean_is_the_integral_round_the_orbit(speed_ratio, beta, wall):
    def here(turn):
        return orbit.plate_drag_coefficient(speed_ratio, np.arcsin(np.cos(beta) * np.sin(turn)), wall)

    integral = quad(here, 0, np.pi / 2, epsabs=1e-9, limit=200)[0] / (np.pi / 2)
    assert np.isclose(orbit.mean_plate_drag_coefficient(speed_ratio, beta, wall), integral, rtol=0, atol=2e-6)


def test_a_plate_held_to_the_sun_from_a_dawn_dusk_orbit_at_beta_ninety_is_edge_on():
    edge_on = orbit.plate_drag_coefficient(7.305, 0.0, 0.3)
    assert orbit.mean_plate_drag_coefficient(7.305, np.pi / 2, 0.3) == pytest.approx(edge_on, abs=1e-8)


@given(speed_ratio=speed_ratios, wall=walls)
def test_edge_on_only_the_heat_of_the_air_reaches_the_plate(speed_ratio, wall):
    plate = orbit.plate_drag_coefficient(speed_ratio, 0.0, wall)
    assert orbit.edge_drag_coefficient(speed_ratio) == pytest.approx(plate, rel=1e-12)


def test_rolled_toward_the_sun_an_edge_on_sheet_sees_the_circumference_of_an_ellipse():
    beta = np.linspace(0, np.pi / 2, 500)
    error = np.abs(orbit.edge_on_sunlight(beta) - 2 / np.pi * ellipe(np.cos(beta) ** 2))
    assert error.max() < 3e-4  # Ramanujan's formula for an ellipse with no width at all
    assert error[beta > np.pi / 6].max() < 1e-9


@given(beta=st.floats(-np.pi / 2, np.pi / 2))
def test_rolling_is_better_than_lying_in_the_plane_of_the_orbit_and_worse_than_facing_the_sun(beta):
    assert np.abs(np.sin(beta)) - 1e-12 <= orbit.edge_on_sunlight(beta) <= 1 + 1e-12


@given(altitude=st.floats(400e3, 1500e3), local_time=st.floats(0, 86400))
def test_a_year_edge_on_is_the_mean_of_its_days(altitude, local_time):
    days = orbit.edge_on_sunlight(orbit.year(altitude, local_time)["beta"])
    assert orbit.mean_edge_on_sunlight(altitude, local_time) == pytest.approx(days.mean(), abs=1e-4)


def kept_by_sums(altitude, local_time, chip_hazard, array_hazard, discount_rate, life):
    """`edge_on_output` as a plain sum over all days, 90 places of a lap and 400 times of a life."""
    beta, places = orbit.year(altitude, local_time)["beta"], (np.arange(90) + 0.5) / 90 * np.pi / 2
    light = np.sqrt(1 - np.cos(beta)[:, None] ** 2 * np.sin(places) ** 2).ravel()
    times = (np.arange(400) + 0.5) / 400 * life
    worth, chips, array = ((1 + discount_rate) ** -times, np.exp(-chip_hazard * times), np.exp(-array_hazard * times))
    kept = np.array([np.minimum(chip, cells * light).mean() for chip, cells in zip(chips, array, strict=True)])
    return (worth * kept).sum() / (worth * np.minimum(chips, array)).sum()


@pytest.mark.parametrize(
    "craft",
    [
        (560e3, 64800.0, 0.083, 0.015, 0.13, 5.0),
        (400e3, 60000.0, 0.3, 0.02, 0.05, 8.0),
        (1200e3, 21600.0, 0.01, 0.03, 0.2, 4.0),  # cells that age faster than chips die
    ],
)
def test_where_chips_die_faster_than_cells_age_a_dim_sheet_loses_little(craft):
    assert orbit.edge_on_output(*craft) == pytest.approx(kept_by_sums(*craft), abs=5e-4)


def test_where_nothing_dies_a_dim_sheet_loses_what_light_it_loses():
    whole = orbit.edge_on_output(560e3, 64800.0, 0.0, 0.0, 0.1, 5.0)
    assert whole == pytest.approx(orbit.mean_edge_on_sunlight(560e3, 64800.0), abs=2e-4)
    assert orbit.edge_on_output(560e3, 64800.0, 0.08, 0.015, 0.1, 0.0) == 0


@given(mass=st.floats(100, 3000), first=st.floats(0, 500), second=st.floats(0, 500), impulse=st.floats(200, 3000))
def test_two_burns_take_what_one_burn_of_both_takes(mass, first, second, impulse):
    burnt = orbit.propellant(mass, first, impulse)
    both = burnt + orbit.propellant(mass - burnt, second, impulse)
    assert np.isclose(both, orbit.propellant(mass, first + second, impulse), rtol=1e-9, atol=1e-12)
    assert 0 <= both < mass


def test_a_tiny_burn_keeps_all_its_digits():
    assert orbit.propellant(1.0, 1e-9, 1000.0) == pytest.approx(1e-9 / 9806.65, rel=1e-12)


@given(low=st.floats(150e3, 2000e3), high=st.floats(150e3, 2000e3))
def test_a_transfer_costs_the_same_up_and_down_and_no_more_than_a_slow_spiral(low, high):
    cost = orbit.hohmann_delta_v(low, high)
    assert np.isclose(cost, orbit.hohmann_delta_v(high, low), rtol=1e-9, atol=1e-9)
    assert cost <= abs(orbit.speed(low) - orbit.speed(high)) + 1e-9  # what a spiral of tiny thrust takes


def test_no_transfer_costs_nothing():
    assert orbit.hohmann_delta_v(560e3, 560e3) == 0


@pytest.mark.parametrize("step", [1e-6, 1.0, 1e3])
def test_a_small_transfer_keeps_all_its_digits(step):
    low, high = 2.0**22, 2.0**22 + step  # numbers whose difference is exact enough
    radius = R_EARTH + (low + high) / 2
    slope = np.sqrt(GM_EARTH / radius) / radius / 2  # of the speed on a circular orbit
    assert orbit.hohmann_delta_v(low, high) == pytest.approx(slope * (high - low), rel=1e-7)


@given(middle=st.floats(250e3, 500e3), flux=st.floats(65, 250), mass=st.floats(100, 3000))
def test_a_fall_in_two_stages_takes_as_long_as_in_one(middle, flux, mass):
    whole = orbit.decay_time(560e3, 200e3, 10.0, mass, flux)
    parts = orbit.decay_time(560e3, middle, 10.0, mass, flux) + orbit.decay_time(middle, 200e3, 10.0, mass, flux)
    assert np.isclose(whole, parts, rtol=2e-3)
    assert np.isclose(whole, orbit.decay_time(560e3, 200e3, 20.0, 2 * mass, flux), rtol=1e-12)


def test_decay_is_the_time_in_which_the_equation_of_motion_comes_down():
    def sink(_, height):
        return -air_density(height, 140.0) * 0.44 * np.sqrt(GM_EARTH * (R_EARTH + height))

    def arrival(_, height):
        return height[0] - 200e3

    arrival.terminal = True
    fall = solve_ivp(sink, (0, 1e9), [560e3], events=arrival, rtol=1e-8, atol=1e-3, max_step=1e5)
    assert orbit.decay_time(560e3, 200e3, 880.0, 2000.0, 140.0) == pytest.approx(fall.t_events[0][0], rel=1e-3)


def test_what_is_already_down_needs_no_time_and_what_would_fall_upward_has_none():
    times = orbit.decay_time(np.array([300e3, 250e3]), 300e3, 10.0, 100.0, 140.0)
    assert times[0] == 0
    assert np.isnan(times[1])


def test_no_speed_has_no_drag_coefficient():
    for ratio in (0.0, -7.0):
        assert np.isnan(orbit.plate_drag_coefficient(ratio, 0.1, 0.3))
        assert np.isnan(orbit.mean_plate_drag_coefficient(ratio, 0.1, 0.3))


def test_degrees_for_radians_have_no_drag_coefficient():
    for degrees in (25.0, -90.0, np.array([58.93])):
        assert np.isnan(orbit.plate_drag_coefficient(7.3, degrees, 0.3))
        assert np.isnan(orbit.mean_plate_drag_coefficient(7.3, degrees, 0.3))
        assert np.isnan(orbit.edge_on_sunlight(degrees))


@pytest.mark.parametrize("beta", [-1.4, 0.3, 1.0, 1.29])
def test_the_tide_turns_a_sheet_as_point_masses_on_an_orbit_feel_it(beta):
    # gravity on the masses of a square sheet, one by one, less that on its centre, over one lap, by vectors
    mass, side, altitude = 7600.0, 54.0, 560e3
    radius, points = R_EARTH + altitude, (np.arange(8) - 3.5) / 8 * side * np.sqrt(8**2 / (8**2 - 1))
    normal = np.array([np.cos(beta), 0, np.sin(beta)])  # the orbit is in the plane of x and y
    across, along = np.array([0, 1.0, 0]), np.cross(normal, [0, 1.0, 0])
    arms = np.array([x * across + y * along for x in points for y in points])
    total = np.zeros(3)
    for u in np.linspace(0, 2 * np.pi, 36, endpoint=False):
        centre = radius * np.array([np.cos(u), np.sin(u), 0])
        places = centre + arms
        pull = -GM_EARTH * places / np.linalg.norm(places, axis=1)[:, None] ** 3 + GM_EARTH * centre / radius**3
        total += np.cross(arms, pull).sum(axis=0) * mass / len(arms) / 36
    assert np.linalg.norm(total) == pytest.approx(orbit.tidal_torque(altitude, beta, mass, side), rel=1e-4)


def test_neighbours_in_a_full_ring_touch():
    altitude = 560e3
    assert orbit.ring_spacing(altitude, 2 * np.pi * (R_EARTH + altitude)) == pytest.approx(1.0)
