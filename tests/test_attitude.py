"""One attitude for the whole satellite: what turns it, and what holds it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcalc import Q, orbit, solar

# A satellite of 130 kW: an array of 42 m x 14 m on a bus that hangs at one end, 4.4 t together.
LENGTH, WIDTH, AREA, MASS = 42.0, 14.0, 590.0, 4400.0  # m, m, m2, kg
ARRAY_MASS = 1800.0  # array, radiator and what is spread along them, kg
BUS_MASS = MASS - ARRAY_MASS
LAP = orbit.period(560e3)

torques = st.floats(1e-3, 2.0)


def inertia_difference():
    """Of the long axis against that across the sheet: the plate's own, and the bus's at its end."""
    return orbit.plate_inertia(ARRAY_MASS, LENGTH) + orbit.joined_inertia(ARRAY_MASS, BUS_MASS, LENGTH / 2)


# A reviewer's envelope, for a bus at one end of the array.


def test_sunlight_on_the_array_turns_the_satellite_by_35_millinewton_metres():  # 3 mN x 12 m
    push = solar.radiation_pressure_force(1361.0, AREA, 0.1)
    assert push == pytest.approx(3e-3, rel=0.03)
    offset = orbit.centre_offset(ARRAY_MASS, BUS_MASS, LENGTH / 2)
    assert offset == pytest.approx(12, rel=0.05)
    assert orbit.pressure_torque(push / AREA, AREA, offset) == pytest.approx(35e-3, rel=0.06)


def test_it_piles_up_200_newton_metre_seconds_a_lap():
    assert orbit.secular_momentum(35e-3, LAP) == pytest.approx(200, rel=0.01)


def test_the_tide_pulls_with_up_to_1_4_newton_metres_on_800_tonne_square_metres():
    assert inertia_difference() == pytest.approx(8e5, rel=0.1)
    assert orbit.gravity_gradient_torque(560e3, 8e5, np.pi / 4) == pytest.approx(1.4, rel=0.03)


# Against other relations and sums.


@given(beta=st.floats(-1.5, 1.5), mass=st.floats(100, 1e5), side=st.floats(1, 100))
def test_the_tide_on_a_square_sheet_is_at_most_twice_its_mean_over_a_lap(beta, mass, side):
    greatest = orbit.gravity_gradient_torque(560e3, orbit.plate_inertia(mass, side), beta)
    assert greatest == pytest.approx(2 * orbit.tidal_torque(560e3, beta, mass, side), rel=1e-9, abs=1e-12)


def test_the_tide_on_two_weights_is_what_gravity_pulls_at_each():
    mass, half, angle = 100.0, 20.0, 0.6  # kg, m, rad from the vertical
    square = 3.986004418e14 / (6378137.0 + 560e3) ** 3
    up, ahead = half * np.cos(angle), half * np.sin(angle)
    stretched, squeezed = 2 * square * up, square * ahead  # by gravity: away from the centre, and toward the vertical
    turning = 2 * mass * (ahead * stretched + up * squeezed)
    long_thin = orbit.joined_inertia(mass, mass, 2 * half)
    assert orbit.gravity_gradient_torque(560e3, long_thin, angle) == pytest.approx(turning, rel=1e-9)


@given(torque=torques)
def test_what_a_wave_stores_is_its_integral_over_half_of_it(torque):
    instants = (np.arange(1000) + 0.5) * LAP / 2000
    taken = (torque * np.sin(2 * np.pi * instants / LAP)).sum() * LAP / 2000
    assert orbit.stored_momentum(torque, LAP) == pytest.approx(taken, rel=1e-5)


@given(torque=torques)
def test_a_steady_torque_fills_the_wheels_more_than_a_wave_of_the_same_height(torque):
    assert orbit.secular_momentum(torque, LAP / 2) > orbit.stored_momentum(torque, LAP)


def test_joined_bodies_turn_as_one_rod_cut_in_two_does():
    whole = orbit.plate_inertia(100.0, 8.0)
    halves = 2 * orbit.plate_inertia(50.0, 4.0) + orbit.joined_inertia(50.0, 50.0, 4.0)
    assert halves == pytest.approx(whole)


@given(mass=st.floats(1, 1e4), other=st.floats(1, 1e4), distance=st.floats(0.1, 100))
def test_the_common_centre_lies_between_two_bodies(mass, other, distance):
    both = orbit.centre_offset(mass, other, distance) + orbit.centre_offset(other, mass, distance)
    assert both == pytest.approx(distance)


def test_rods_shed_in_a_lap_what_sunlight_piles_up_in_it():
    moment = orbit.magnetic_moment(Q(200, "N*m*s"), Q(30, "microtesla"), Q(LAP, "s"))
    torque = moment * Q(30, "microtesla")
    assert torque.m_as("mN*m") == pytest.approx(35, rel=0.01)


def test_a_plate_square_to_the_wind_is_the_plate_at_a_right_angle():
    assert orbit.plate_drag_coefficient(7.305, np.pi / 2, 0.3) == pytest.approx(2.15, rel=0.001)  # Sentman's, as quoted


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
@pytest.mark.parametrize("form", [float, lambda value: np.array([value])])
def test_less_than_nothing_has_no_answer(form):
    for answer in (
        orbit.plate_inertia(form(-1.0), 42.0),
        orbit.plate_inertia(1.0, form(-42.0)),
        orbit.joined_inertia(form(-1.0), 5.0, 2.0),
        orbit.joined_inertia(5.0, form(-1.0), 2.0),
        orbit.joined_inertia(1.0, 1.0, form(-2.0)),
        orbit.centre_offset(form(-1.0), 5.0, 2.0),
        orbit.centre_offset(5.0, form(-1.0), 2.0),
        orbit.centre_offset(1.0, 5.0, form(-2.0)),
        orbit.gravity_gradient_torque(form(-1.0), 8e5, 0.5),
        orbit.gravity_gradient_torque(560e3, form(-8e5), 0.5),
        orbit.pressure_torque(5e-6, form(-1.0), 12.0),
        orbit.pressure_torque(5e-6, 590.0, form(-12.0)),
        orbit.secular_momentum(0.035, form(-1.0)),
        orbit.stored_momentum(0.035, form(-1.0)),
        orbit.wheel_mass(200.0, form(-5.0)),
        orbit.magnetic_moment(200.0, form(-3e-5), 5700.0),
        orbit.magnetic_moment(200.0, 3e-5, form(-5700.0)),
    ):
        assert np.isnan(answer).all()
