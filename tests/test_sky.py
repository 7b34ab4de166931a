"""The sky against geometry in the large, the Moon, and what must hold."""

from math import inf, nan, pi

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from starcalc import Q, orbit, sky
from starcalc.constants import OBLIQUITY, R_EARTH
from starcalc.sky.brightness import SUN_MAGNITUDE

ROUNDING = 1e-12  # a handful of operations
H = 560e3
SIX, EIGHTEEN = 6 * 3600.0, 18 * 3600.0
ALTITUDE = st.floats(400e3, 1500e3)
REFLECTIVITY, AREA, DISTANCE = st.floats(0.05, 1), st.floats(1, 1000), st.floats(4e5, 3e6)


# --- values of others ------------------------------------------------------------------------------------------------


def test_a_satellite_overhead_is_lit_until_the_sun_is_23_degrees_down():
    assert np.degrees(sky.sunlit_depression(H)) == pytest.approx(23.178, abs=0.005)  # acos(R⊕/a), row V1


def test_the_ring_over_latitude_45_in_twilight_stands_where_skyfield_has_it():
    elevation = sky.ring_elevation(H, np.radians(45), np.radians(12), 0.0, EIGHTEEN)
    assert np.degrees(elevation) == pytest.approx(6.59, abs=0.05)  # own geometry checked against skyfield, row V2b
    central_angle = np.arccos(R_EARTH / (R_EARTH + H) * np.cos(elevation)) - elevation
    assert np.degrees(central_angle) == pytest.approx(17.46, abs=0.05)  # row V2a


@pytest.mark.parametrize("local_time", [SIX, 17 * 3600.0, EIGHTEEN])
@pytest.mark.parametrize(("latitude", "longitude"), [(0, 0), (45, 0), (45, 90), (-30, 40), (55, 270), (20, 200)])
def test_the_ring_is_as_high_as_its_highest_satellite(latitude, longitude, local_time):
    """A hundred thousand satellites as vectors, the observer's horizon as a plane, at dusk and at dawn."""
    latitude, longitude, depression = np.radians([latitude, longitude, 10])
    declination = np.arcsin(np.sin(OBLIQUITY) * np.sin(longitude))
    hour = np.arccos(
        -(np.sin(depression) + np.sin(latitude) * np.sin(declination)) / np.cos(latitude) / np.cos(declination)
    )
    tilt, node = orbit.sun_synchronous_inclination(H), longitude + 2 * pi * (local_time / 86400 - 0.5)
    u = np.linspace(0, 2 * pi, 100_000)
    ring = (R_EARTH + H) * np.stack(
        [
            np.cos(node) * np.cos(u) - np.sin(node) * np.sin(u) * np.cos(tilt),
            np.sin(node) * np.cos(u) + np.cos(node) * np.sin(u) * np.cos(tilt),
            np.sin(u) * np.sin(tilt),
        ]
    )
    highest = -pi
    for east in (longitude + hour, longitude - hour):
        zenith = np.array([np.cos(latitude) * np.cos(east), np.cos(latitude) * np.sin(east), np.sin(latitude)])
        sun = np.array([np.cos(longitude), np.sin(longitude), np.tan(declination)]) * np.cos(declination)
        assert np.degrees(np.arcsin(zenith @ sun)) == pytest.approx(-10)
        sight = ring - R_EARTH * zenith[:, None]
        highest = max(highest, np.arcsin(zenith @ sight / np.linalg.norm(sight, axis=0)).max())
    assert sky.ring_elevation(H, latitude, depression, longitude, local_time) == pytest.approx(highest, abs=1e-6)


def test_a_plate_as_grey_as_the_full_moon_and_as_far_is_as_bright():
    # Allen's Astrophysical Quantities: albedo 0.12, radius 1737.4 km, mean distance 384 400 km, magnitude -12.7
    assert sky.plate_magnitude(pi * 1737.4e3**2, 0.12, 0.0, 0.0, 384_400e3) == pytest.approx(-12.7, abs=0.1)


def test_a_matt_plate_is_within_a_magnitude_of_the_first_starlinks():
    # Mallama 2020: 4.1 at 1000 km, Sun and observer both before the flat side. Its size and greyness are guesses.
    assert sky.plate_magnitude(3.5, 0.25, 0.0, 0.0, 1e6) == pytest.approx(4.1, abs=1)


# --- what must hold --------------------------------------------------------------------------------------------------


@given(ALTITUDE, st.floats(1.01, 3))
def test_higher_satellites_stay_lit_longer(altitude, times):
    assert 0 < sky.sunlit_depression(altitude) < sky.sunlit_depression(altitude * times) < pi / 2


@given(ALTITUDE)
def test_lit_until_the_sun_is_as_far_down_as_earth_is_narrower_than_half_the_sky(altitude):
    assert sky.sunlit_depression(altitude) == pytest.approx(pi / 2 - orbit.earth_angular_radius(altitude), rel=1e-9)


def test_on_the_ground_it_is_dark_at_sunset():
    assert sky.sunlit_depression(0.0) == 0


@given(ALTITUDE, st.floats(-0.7, 0.7), st.floats(0, 0.3), st.floats(0, 2 * pi), st.floats(57600, 72000))
def test_the_ring_is_no_higher_than_overhead_and_rises_with_altitude(
    altitude, latitude, depression, longitude, local_time
):
    low = sky.ring_elevation(altitude, latitude, depression, longitude, local_time)
    assert -pi / 2 <= low <= pi / 2
    tilt = orbit.sun_synchronous_inclination(altitude)
    assume(abs(tilt - 1.70) < 0.05 and low < 0.5)  # high overhead a higher ring's other tilt counts for more
    assert sky.ring_elevation(altitude + 20e3, latitude, depression, longitude, local_time) > low - 0.01


@given(ALTITUDE, st.floats(-0.7, 0.7), st.floats(0, 0.3), st.floats(0, 2 * pi), st.floats(57600, 72000))
def test_north_and_south_half_a_year_and_half_a_day_apart_are_mirror_images(
    altitude, latitude, depression, longitude, time
):
    north = sky.ring_elevation(altitude, latitude, depression, longitude, time)
    south = sky.ring_elevation(altitude, -latitude, depression, longitude + pi, (time + 43200) % 86400)
    assert south == pytest.approx(north, abs=1e-9)


@given(AREA, REFLECTIVITY, st.floats(0, 1.5), st.floats(0, 1.5), DISTANCE)
def test_ten_times_as_far_is_five_magnitudes_fainter(area, reflectivity, incidence, emergence, distance):
    near = sky.plate_magnitude(area, reflectivity, incidence, emergence, distance)
    assert sky.plate_magnitude(area, reflectivity, incidence, emergence, 10 * distance) == pytest.approx(near + 5)
    assert sky.plate_magnitude(100 * area, reflectivity, incidence, emergence, distance) == pytest.approx(near - 5)


@given(AREA, REFLECTIVITY, st.floats(0, 1.5), st.floats(0, 1.5), DISTANCE)
def test_sun_and_observer_may_change_places(area, reflectivity, incidence, emergence, distance):
    one = sky.plate_magnitude(area, reflectivity, incidence, emergence, distance)
    other = sky.plate_magnitude(area, reflectivity, emergence, incidence, distance)
    assert one == pytest.approx(other, rel=ROUNDING, abs=1e-9)


@given(AREA, REFLECTIVITY, st.floats(0.1, 1.4))
def test_a_matt_plate_throws_back_no_more_than_falls_on_it(area, reflectivity, incidence):
    """What an observer at each angle gets, in units of sunlight, summed over the half-sphere at one distance."""
    nodes, weights = np.polynomial.legendre.leggauss(20)
    emergence, distance = pi / 4 * (nodes + 1), 1e6
    got = 10 ** (-0.4 * (sky.plate_magnitude(area, reflectivity, incidence, emergence, distance) - SUN_MAGNITUDE))
    thrown = (got * np.sin(emergence)) @ weights * pi / 4 * 2 * pi * distance**2
    assert thrown == pytest.approx(reflectivity * area * np.cos(incidence), rel=1e-9)


# --- out of the domain -----------------------------------------------------------------------------------------------


def test_the_dark_side_is_infinitely_faint_without_a_warning():
    for incidence, emergence in ((2.0, 0.0), (0.0, 2.0), (np.array([pi]), 0.0)):
        assert np.isposinf(sky.plate_magnitude(20.0, 0.2, incidence, emergence, 8e5)).all()
    assert np.isposinf(sky.plate_magnitude(20.0, 0.0, 0.0, 0.0, 8e5))
    assert np.isposinf(sky.plate_magnitude(20.0, 0.2, 0.0, 0.0, inf))


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
@pytest.mark.parametrize("form", [float, lambda value: np.array([value])])
def test_what_has_no_answer_is_nan(form):
    for answer in (
        sky.sunlit_depression(form(-1.0)),
        sky.sunlit_depression(form(-1e9)),
        sky.sunlit_depression(form(nan)),
        sky.plate_magnitude(form(-20.0), 0.2, 0.0, 0.0, 8e5),
        sky.plate_magnitude(form(20.0), 0.2, nan, 0.0, 8e5),
        sky.plate_magnitude(form(-20.0), -0.2, 0.0, 0.0, 8e5),
        sky.plate_magnitude(20.0, form(20.0), 0.0, 0.0, 8e5),
        sky.plate_magnitude(20.0, 0.2, form(50.0), 0.0, 8e5),
        sky.plate_magnitude(20.0, 0.2, 0.0, form(50.0), 8e5),
        sky.plate_magnitude(20.0, 0.2, 0.0, 0.0, form(-8e5)),
        sky.ring_elevation(H, form(52.0), 0.2, 0.0, EIGHTEEN),  # degrees
        sky.ring_elevation(H, 0.7, form(12.0), 0.0, EIGHTEEN),
        sky.ring_elevation(form(-1.0), 0.7, 0.2, 0.0, EIGHTEEN),
        sky.ring_elevation(form(-2e7), 0.7, 0.2, 0.0, EIGHTEEN),
        sky.ring_elevation(form(H), np.radians(70), np.radians(12), pi / 2, EIGHTEEN),  # white night
        sky.ring_elevation(form(H), np.radians(89), np.radians(12), 3 * pi / 2, EIGHTEEN),  # polar night
        sky.ring_elevation(form(H), pi / 2, np.radians(12), 0.0, EIGHTEEN),  # at the pole
        sky.ring_elevation(form(H), 0.7, 0.2, 0.0, nan),
        sky.ring_elevation(form(7e6), 0.7, 0.2, 0.0, EIGHTEEN),  # no sun-synchronous orbit
    ):
        assert np.isnan(answer).all()


def test_empty_and_mixed_shapes_come_back_as_they_broadcast():
    column, row = np.full((3, 1), H), np.array([0.1, 0.7])
    assert sky.sunlit_depression(np.array([])).shape == (0,)
    assert sky.ring_elevation(column, row, 0.2, 0.0, EIGHTEEN).shape == (3, 2)
    assert sky.ring_elevation(np.array([]), 0.7, 0.2, 0.0, EIGHTEEN).shape == (0,)
    assert sky.plate_magnitude(20.0, row, 0.0, 0.0, column).shape == (3, 2)
    with pytest.raises(ValueError, match="broadcast"):
        sky.ring_elevation(np.full(2, H), np.ones(3), 0.2, 0.0, EIGHTEEN)


def test_quantities_go_in_and_out():
    elevation = sky.ring_elevation(Q(560, "km"), Q(45, "deg"), Q(12, "deg"), Q(0, "deg"), Q(18, "hour"))
    assert elevation.m_as("deg") == pytest.approx(6.59, abs=0.05)
    assert sky.plate_magnitude(Q(20, "m**2"), 0.2, Q(1, "rad"), Q(0.5, "rad"), Q(800, "km")).m == pytest.approx(
        3.3, abs=0.1
    )
