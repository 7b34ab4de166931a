"""How bright: against measured satellites, with two magnitudes of doubt, against other people's sums, and the stars."""

from math import inf, pi, radians

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcalc import Q, sky

DOUBT = 2.0  # magnitudes: a matt plate and ball say nothing of paint, mirrors and attitude
AREAS, SHARES, PHASES, DISTANCES = st.floats(1, 1000), st.floats(0.05, 1), st.floats(0.01, 3.0), st.floats(4e5, 3e6)

# V at 1000 km, a mean over all phases: what is seen of each, in m², as far as it does not hide; measured value; source.
MEASURED = {
    "Starlink Gen2 Mini, without care: its flat body alone": (11.07, 0.2, 5.08),  # Mallama 2023
    "BlueBird, an array of 64 m² that faces the ground": (64.4, 0.2, 3.84),  # Mallama, arXiv:2505.05820, abstract
    "BlueWalker 3, the same": (64.4, 0.2, 3.3),  # Mallama, arXiv:2409.20432, abstract
    "Starlink for telephones, without care: twice the body": (25.0, 0.2, 4.62),  # Mallama, first value, of two shapes
    "the first Starlinks: a flat body of 4 m²": (4.0, 0.25, 5.9),  # V without visor, 4.6 at 550 km: Mallama 2020
}


@pytest.mark.parametrize(("area", "reflectivity", "measured"), MEASURED.values(), ids=MEASURED)
def test_a_ball_is_as_bright_as_satellites_are_seen_within_two_magnitudes(area, reflectivity, measured):
    phases = np.radians(np.linspace(40, 130, 19))  # as they are mostly seen
    seen = sky.sphere_magnitude(area, reflectivity, phases, 1e6)
    assert seen.mean() == pytest.approx(measured, abs=DOUBT)


def test_the_whole_array_taken_for_a_ball_is_brighter_than_what_is_seen():
    # 116 m² of Starlink Gen2 Mini, 105 of them array that is turned away: why an area alone says little. Mallama 2023
    assert sky.sphere_magnitude(116.03, 0.2, pi / 2, 1e6) < 5.08 - DOUBT


def test_a_filed_satellite_as_a_ball_is_as_bright_as_the_astronomers_have_it():
    # Boley et al. 2026, eq. 2, whose Sun is at −26.77
    assert sky.sphere_magnitude(800.0, 0.2, 0.0, 700e3) - 0.01 == pytest.approx(-1.372, abs=1e-3)


@given(AREAS, SHARES)
def test_a_matt_ball_throws_back_its_share_of_what_falls_on_it(area, reflectivity):
    """What an observer all round gets, in units of sunlight, summed over the sphere at one distance."""
    nodes, weights = np.polynomial.legendre.leggauss(40)
    phases, distance = pi / 2 * (nodes + 1), 1e6
    got = 10 ** (-0.4 * (sky.sphere_magnitude(area, reflectivity, phases, distance) - sky.brightness.SUN_MAGNITUDE))
    thrown = (got * np.sin(phases)) @ weights * pi / 2 * 2 * pi * distance**2
    assert thrown == pytest.approx(reflectivity * area, rel=1e-6)


@given(AREAS, SHARES, PHASES, DISTANCES)
def test_a_satellite_is_its_sheet_and_its_body_together(area, reflectivity, phase, distance):
    sheet = sky.plate_magnitude(area, reflectivity, 0.0, phase, distance)
    body = sky.sphere_magnitude(20.0, 0.3, phase, distance)
    both = sky.satellite_magnitude(area, reflectivity, 20.0, 0.3, phase, distance)
    assert 10 ** (-0.4 * both) == pytest.approx(10 ** (-0.4 * sheet) + 10 ** (-0.4 * body), rel=1e-9)


@given(AREAS, SHARES, DISTANCES)
def test_from_behind_the_sheet_is_black_and_only_the_body_shows(area, reflectivity, distance):
    with_sheet = sky.satellite_magnitude(area, reflectivity, 12.0, 0.2, 2.0, distance)
    assert with_sheet == pytest.approx(sky.sphere_magnitude(12.0, 0.2, 2.0, distance))
    assert sky.satellite_magnitude(area, reflectivity, 0.0, 0.2, 2.0, distance) == inf


@pytest.mark.parametrize(("elevation", "expected"), [(90, 1.0), (60, 1.154), (30, 1.994), (10, 5.59), (0, 37.9)])
def test_the_airmass_is_that_of_the_revised_tables(elevation, expected):
    assert sky.airmass(radians(elevation)) == pytest.approx(expected, rel=3e-3)  # Kasten and Young 1989, table 2


def test_air_dims_and_shadow_hides():
    assert sky.apparent_magnitude(5.0, 1.0, pi / 2, 0.15) == pytest.approx(5.15, abs=1e-3)
    assert sky.apparent_magnitude(5.0, 0.1, pi / 2, 0.0) == pytest.approx(7.5)
    assert sky.apparent_magnitude(5.0, 0.0, 1.0, 0.15) == inf
    assert sky.apparent_magnitude(5.0, 1.0, -0.01, 0.15) == inf


# --- the sky and the eye ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("depression", "limit"), [(11.9, 5.01), (13.4, 5.86), (17.7, 6.49)])
def test_the_eye_sees_as_faint_at_dusk_as_another_programme_has_it(depression, limit):
    # Ross 2026, after Kleijn and Schaefer; ours joins the two curves half a degree later, which is 0.1 magnitude there
    ours = sky.limiting_magnitude(sky.twilight_brightness(radians(depression)))
    assert ours == pytest.approx(limit, abs=0.06)


@pytest.mark.parametrize(
    ("planet", "magnitude", "at_sunset"), [("Venus", -4.4, True), ("Jupiter", -2.5, True), ("Sirius", -1.4, False)]
)
def test_the_eye_sees_at_sunset_what_people_see(planet, magnitude, at_sunset):
    assert (magnitude < sky.limiting_magnitude(sky.twilight_brightness(0.0))) == at_sunset, planet


def test_by_day_there_is_venus_and_no_star():
    noon = sky.limiting_magnitude(sky.twilight_brightness(-0.5))
    assert -4.5 < noon < sky.bright_stars()[0].magnitude


def schaefer(nanolamberts):
    """The faintest star by rods and by cones, and the sky's light as sky meters have it."""
    rods, cones = (
        best - 5 * np.log10(1 + np.sqrt(10.0**weight * nanolamberts)) for best, weight in ((7.93, -1.9), (4.305, -5.9))
    )
    return rods, cones - sky.eye.FOUND, (20.7233 - np.log(nanolamberts / 34.08)) / 0.92104


def test_far_from_where_they_change_over_rods_and_cones_are_those_of_schaefer():
    for nanolamberts in (100, 1e5, 1e8):
        rods, cones, light = schaefer(nanolamberts)
        assert sky.limiting_magnitude(light) == pytest.approx(max(rods, cones), abs=0.01)
    rods, cones, _ = schaefer(1500)  # his own switch, where both see alike
    assert rods == pytest.approx(cones + sky.eye.FOUND, abs=0.1)


def test_where_rods_and_cones_see_alike_they_help_each_other_by_less_than_a_plain_sum():
    rods, cones, light = schaefer(np.geomspace(100, 1e5, 2000))
    gain = sky.limiting_magnitude(light) - np.maximum(rods, cones)
    assert (gain > 0).all()
    assert gain.max() == pytest.approx(2.5 * np.log10(2) / 2, abs=1e-2)  # at right angles
    assert abs(rods - cones)[gain.argmax()] < 0.01


def test_stars_come_out_without_a_step():
    """In a tenth of a degree the eye gains less than a tenth of a magnitude, at most a fifth more than in the last."""
    limit = sky.limiting_magnitude(sky.twilight_brightness(np.radians(np.arange(0, 18, 0.1))))
    faster = np.diff(limit)
    assert (faster > -1e-4).all()
    assert faster.max() < 0.1
    assert (faster[1:] < 1.2 * faster[:-1] + 1e-4).all()


@pytest.mark.parametrize(("depression", "magnitude"), [(4, 1), (6, 2), (8, 3)])
def test_stars_come_out_at_dusk_when_people_say_they_do(depression, magnitude):
    """Vega before civil dusk, the Plough after it, third magnitudes a little later, to half a magnitude."""
    found = sky.limiting_magnitude(sky.twilight_brightness(radians(depression)))
    assert found == pytest.approx(magnitude, abs=0.5)


def test_the_sky_darkens_without_a_step():
    down = sky.twilight_brightness(np.radians(np.linspace(-10, 40, 4001)))
    assert (np.diff(down) > -1e-4).all()
    assert np.diff(down).max() < 0.015
    assert down[-1] == pytest.approx(21.73, abs=0.01)


@pytest.mark.parametrize(
    ("limit", "stars"),
    [(1, 15), (2, 48), (3, 171), (4, 513), (5, 1602), (6, 4800), (6.5, 9110), (7, 14_000), (8, 42_000)],
)
def test_stars_are_as_many_as_in_the_catalogue(limit, stars):
    assert sky.star_count(limit) == pytest.approx(stars, rel=0.08)  # Hoffleit and Jaschek 1991, as printed by others


@pytest.mark.parametrize(("limit", "stars"), [(5.39, 756), (6.02, 1539), (6.41, 2376), (6.48, 2565), (6.0, 1612)])
def test_stars_above_the_horizon_are_as_many_as_in_another_programme(limit, stars):
    assert sky.stars_in_sight(limit, 0.15) == pytest.approx(stars, rel=0.06)  # Ross 2026, one draw of random places


def test_without_air_half_the_stars_are_up():
    assert sky.stars_in_sight(6.0, 0.0) == pytest.approx(sky.star_count(6.0) / 2)


# --- out of the domain ------------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
@pytest.mark.parametrize("form", [float, lambda value: np.array([value])])
def test_what_has_no_answer_is_nan(form):
    for answer in (
        sky.sphere_magnitude(form(-1.0), 0.2, 1.0, 1e6),
        sky.sphere_magnitude(1.0, form(20.0), 1.0, 1e6),
        sky.sphere_magnitude(1.0, 0.2, form(-0.1), 1e6),
        sky.sphere_magnitude(1.0, 0.2, form(90.0), 1e6),
        sky.sphere_magnitude(1.0, 0.2, 1.0, form(-1e6)),
        sky.satellite_magnitude(form(-1.0), 0.2, 1.0, 0.2, 1.0, 1e6),
        sky.satellite_magnitude(1.0, 0.2, 1.0, form(2.0), 1.0, 1e6),
        sky.airmass(form(-0.01)),
        sky.airmass(form(30.0)),
        sky.apparent_magnitude(5.0, form(1.5), 1.0, 0.15),
        sky.apparent_magnitude(5.0, 1.0, form(30.0), 0.15),
        sky.twilight_brightness(form(-12.0)),
        sky.twilight_brightness(form(12.0)),
        sky.stars_in_sight(6.0, form(-0.1)),
    ):
        assert np.isnan(answer).all()


def test_quantities_go_in_and_out():
    ball = sky.sphere_magnitude(Q(800, "m**2"), Q(20, "percent"), Q(0, "deg"), Q(700, "km"))
    assert ball.m == pytest.approx(-1.362, abs=1e-3)
    assert sky.airmass(Q(30, "deg")).m == pytest.approx(1.994, abs=1e-3)
