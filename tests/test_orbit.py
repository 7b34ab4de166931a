"""Orbit, shadow and year, beside brahe, skyfield and pvlib, and the values others computed before us."""

from importlib.resources import files

import brahe
import numpy as np
import pvlib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from skyfield.api import load, load_file

from starcalc import Q, orbit, solar
from starcalc.constants import AU, OBLIQUITY, R_EARTH, R_SUN

ARGUMENT_SAMPLES = {  # argument name: (low, high) in plain units, for tests over all relations
    "air_height": (0.0, 100e3),
    "angle": (0.0, 1.5),
    "area_per_mass": (0.01, 1.0),
    "array_hazard": (0.0, 0.05),
    "casualty_risk": (1e-6, 1e-3),
    "chip_hazard": (0.01, 0.3),
    "discount_rate": (0.0, 0.3),
    "clearing_time": (0.05, 100.0),
    "distance": (1.0, 100.0),
    "dying": (0.0, 1000.0),
    "fleet": (1.0, 1e6),
    "fragments": (100.0, 5000.0),
    "inertia_difference": (1e3, 1e6),
    "launch_rate": (1e5, 1e6),  # whose mean holds up the mean fleet
    "length": (1.0, 100.0),
    "magnetic_field": (2e-5, 5e-5),
    "manoeuvre_rate": (1.0, 100.0),
    "momentum": (1.0, 1e4),
    "offset": (0.0, 30.0),
    "other_mass": (100.0, 1e4),
    "period": (5600.0, 6100.0),
    "pressure": (1e-7, 1e-4),
    "reentries": (1.0, 1e5),
    "sinking_speed": (1e-5, 0.1),
    "specific_momentum": (1.0, 20.0),
    "strays": (1e-18, 1e-16),
    "torque": (1e-3, 2.0),
    "undodged": (0.001, 1.0),
    "volume": (1e19, 3e19),
    "wrecks": (0.0, 1000.0),
    "altitude": (400e3, 1500e3),
    "area": (1.0, 1000.0),
    "ascending_node": (0.0, 6.28),
    "ballistic_area": (1.0, 1000.0),
    "beta": (-1.5, 1.5),
    "day_of_year": (86400.0, 365 * 86400.0),
    "debris_flux": (1e-12, 1e-8),
    "delta_v": (1.0, 500.0),
    "density": (1e-15, 1e-11),
    "dose_rate": (1e-9, 1e-5),
    "drag_coefficient": (0.1, 3.0),
    "dry_mass": (100.0, 5000.0),
    "duration": (1.0, 10.0),
    "failure_rate": (0.01, 0.3),
    "final_altitude": (200e3, 390e3),
    "force": (1e-6, 0.1),
    "hazard": (0.0, 1.0),
    "high": (600e3, 1500e3),
    "incidence": (0.0, 1.57),
    "inclination": (1.6, 1.8),
    "life": (3.0, 10.0),
    "local_time": (16 * 3600.0, 20 * 3600.0),
    "low": (200e3, 600e3),
    "mass": (100.0, 3000.0),
    "molar_mass": (0.004, 0.028),
    "satellites": (1.0, 1e5),
    "side": (1.0, 500.0),
    "perforations": (1.0, 500.0),
    "relative_speed": (5e3, 15e3),
    "restart_time": (60.0, 3600.0),
    "shield_thickness": (1e-4, 20e-3),
    "size": (1e-3, 0.1),
    "solar_distance": (147.1e9, 152.1e9),
    "solar_flux": (65.0, 250.0),
    "solar_longitude": (0.0, 6.28),
    "specific_impulse": (200.0, 3000.0),
    "speed": (7000.0, 7900.0),
    "speed_ratio": (3.0, 15.0),
    "stops": (0.0, 1000.0),
    "temperature": (200.0, 1500.0),
    "wall_temperature_ratio": (0.1, 1.0),
}

HOUR, MINUTE, KM = 3600.0, 60.0, 1e3
DAWN, DUSK = 6 * HOUR, 18 * HOUR
FULL_TURN = 2 * np.pi

altitudes = st.floats(400e3, 1500e3)
betas = st.floats(-1.5, 1.5)
distances = st.floats(147.1e9, 152.1e9)
local_times = st.floats(16 * HOUR, 20 * HOUR)


# Values that others computed: (name, ours, theirs, tolerance, whose).
SEED = orbit.year(560e3, DAWN), orbit.year(560e3, DUSK)
NOON = orbit.year(560e3, 12 * HOUR)
EQUINOX = SEED[0]["date"] == np.datetime64("2026-03-20")
EDGE_ON = np.abs(np.sin(SEED[0]["beta"]))
SUNLIGHT = solar.irradiance(SEED[0]["solar_distance"])
NUMERICAL = "J2 orbit over JPL DE421, one sample a second"


def shortest(days):
    """The least |β| of a year, in degrees."""
    return np.degrees(np.abs(days["beta"]).min())


def free(shadow):
    """Eclipse-free altitude in km, the mean of dawn and dusk."""
    return np.mean([orbit.eclipse_free_altitude(node, shadow) for node in (DAWN, DUSK)]) / KM


@pytest.mark.parametrize(
    ("ours", "theirs", "tolerance"),
    [
        pytest.param(orbit.period(560e3), 5751.423, 0.01, id="O1 period, s: brahe 1.8 orbital_period"),
        pytest.param(orbit.speed(560e3), 7579.62, 0.01, id="O2 speed, m/s: closed form"),
        pytest.param(
            np.degrees(orbit.sun_synchronous_inclination(560e3)), 97.6316, 0.002, id="O3 inclination, deg: brahe 1.8"
        ),
        pytest.param(
            np.degrees(orbit.sun_synchronous_inclination(1400e3)), 101.4269, 0.002, id="O4 inclination, deg: brahe 1.8"
        ),
        pytest.param(
            np.degrees(orbit.sun_synchronous_inclination(560e3)),
            97.65,
            0.03,  # what first order in J2 may miss
            id="O6 inclination, deg: Orekit 13.1.9, EIGEN-6S 20x20, Sun and Moon, one year",
        ),
        pytest.param(shortest(SEED[0]), 58.928, 0.05, id="O7 least |beta|, dawn, deg: skyfield DE421"),
        pytest.param(shortest(SEED[1]), 58.927, 0.05, id="O7 least |beta|, dusk, deg: skyfield DE421"),
        pytest.param(
            np.degrees(SEED[0]["beta"][EQUINOX][0]), -82.102, 0.05, id="O8 beta at the equinox, deg: skyfield DE421"
        ),
        pytest.param(np.degrees(orbit.earth_angular_radius(560e3)), 66.822, 0.005, id="O9 critical beta, deg"),
        pytest.param(
            orbit.period(560e3) * orbit.eclipse_fraction(560e3, np.radians(58.93)) / MINUTE,
            21.4625,
            0.01,
            id="O10 cylinder, min: brahe.eclipse_cylindrical 21.467",
        ),
        pytest.param(
            orbit.period(560e3) * orbit.umbra_fraction(560e3, np.radians(58.93), 147.16e9) / MINUTE,
            21.065,
            0.02,
            id="O11a umbra, min: brahe.eclipse_conical, satkit.sun.shadowfunc",
        ),
        pytest.param(
            orbit.period(560e3) * orbit.penumbra_fraction(560e3, np.radians(58.93), 147.16e9) / MINUTE,
            21.86,
            0.02,
            id="O11b penumbra, min: brahe.eclipse_conical, satkit.sun.shadowfunc",
        ),
        pytest.param(SEED[0]["umbra"].max() / MINUTE, 21.09, 0.2, id=f"O12 longest umbra, min: {NUMERICAL}"),
        pytest.param(SEED[0]["umbra"].max() / MINUTE, 20.98, 0.2, id="O12 longest umbra, min: Orekit, sphere"),
        pytest.param(SEED[0]["penumbra"].max() / MINUTE, 21.89, 0.2, id=f"O13 longest penumbra, min: {NUMERICAL}"),
        pytest.param(SEED[0]["visible_sun"].mean(), 0.9528, 0.002, id=f"O14a visible Sun, dawn: {NUMERICAL}"),
        pytest.param(SEED[1]["visible_sun"].mean(), 0.9508, 0.002, id=f"O14b visible Sun, dusk: {NUMERICAL}"),
        pytest.param(SEED[0]["visible_sun"].mean(), 0.9524, 0.002, id="O14a visible Sun, dawn: Orekit"),
        pytest.param(SEED[1]["visible_sun"].mean(), 0.9520, 0.002, id="O14b visible Sun, dusk: Orekit"),
        pytest.param((SEED[0]["umbra"] > 0).sum(), 95, 3, id=f"O15a days with umbra, dawn: {NUMERICAL}"),
        pytest.param((SEED[1]["umbra"] > 0).sum(), 99, 3, id=f"O15b days with umbra, dusk: {NUMERICAL}"),
        pytest.param(free("cylinder"), 1391.2, 4, id=f"O17 eclipse-free altitude, cylinder, km: {NUMERICAL}"),
        pytest.param(free("penumbra"), 1442.8, 5, id=f"O19 eclipse-free altitude, penumbra, km: {NUMERICAL}"),
        pytest.param(NOON["umbra"].max() / MINUTE, 35.49, 0.2, id=f"O22a longest umbra, noon, min: {NUMERICAL}"),
        pytest.param(NOON["visible_sun"].mean(), 0.629, 0.003, id=f"O22b visible Sun, noon: {NUMERICAL}"),
        pytest.param(SUNLIGHT.max(), 1407.6, 0.3, id="S1a sunlight at perihelion, W/m2: skyfield, astropy, pvlib"),
        pytest.param(SUNLIGHT.min(), 1316.8, 0.3, id="S1b sunlight at aphelion, W/m2: skyfield, astropy, pvlib"),
        pytest.param(SUNLIGHT.mean(), 1361.16, 0.3, id="S1c sunlight, mean, W/m2: skyfield, astropy, pvlib"),
        pytest.param(
            (SUNLIGHT * SEED[0]["visible_sun"]).mean(), 1295.1, 0.003 * 1295.1, id="S5a sunlight, facing the Sun, W/m2"
        ),
        pytest.param(
            (SUNLIGHT * SEED[0]["visible_sun"] * EDGE_ON).mean(),
            1235.4,
            0.003 * 1235.4,
            id="S5b sunlight, held in the plane of the orbit, W/m2",
        ),
        pytest.param(orbit.sky_fraction(560e3), 0.303206, 1e-4, id="T3 share of the sky that Earth covers"),
    ],
)
def test_values_agree_with_those_of_others(ours, theirs, tolerance):
    assert float(ours) == pytest.approx(theirs, abs=tolerance)


@pytest.mark.parametrize(
    ("days", "dark", "light"), [(SEED[1], "2026-05-03", "2026-08-09"), (SEED[0], "2026-11-04", "2026-02-06")]
)
def test_the_eclipse_season_begins_and_ends_within_two_days_of_orekit(days, dark, light):  # O16
    shaded = days["umbra"] > 0
    turns = np.flatnonzero(shaded[1:] != shaded[:-1]) + 1
    begins = next(days["date"][turn] for turn in turns if shaded[turn])
    ends = next(days["date"][turn - 1] for turn in turns if not shaded[turn])
    assert abs(begins - np.datetime64(dark)) <= np.timedelta64(2, "D")
    assert abs(ends - np.datetime64(light)) <= np.timedelta64(2, "D")


# Live, beside the field's own tools.


@pytest.fixture(scope="module")
def sun_of_date():
    """Skyfield's apparent Sun at each noon of 2026, and the mean Sun's right ascension, from JPL DE421."""
    kernel = load_file(str(files("skyfield_data") / "data" / "de421.bsp"))
    time = load.timescale(builtin=True).ut1(2026, 1, range(1, 366), 12)
    ascension, declination, distance = kernel["earth"].at(time).observe(kernel["sun"]).apparent().radec(epoch="date")
    mean_sun = time.gmst / 24 * FULL_TURN  # at noon the mean Sun stands over Greenwich
    kernel.close()
    return ascension.radians, declination.radians, distance.m, mean_sun


def normal(local_time, mean_sun, inclination):
    """The orbit's normal in equatorial axes, one row per instant."""
    node = mean_sun + FULL_TURN * (local_time / 86400 - 0.5)
    x, y = np.sin(node) * np.sin(inclination), -np.cos(node) * np.sin(inclination)
    return np.stack([x, y, np.full_like(node, np.cos(inclination))], axis=-1)


def toward(ascension, declination):
    """Unit vectors to points of the sky."""
    x, y = np.cos(declination) * np.cos(ascension), np.cos(declination) * np.sin(ascension)
    return np.stack([x, y, np.sin(declination)], axis=-1)


@pytest.mark.parametrize("local_time", [DAWN, DUSK, 12 * HOUR, 16.5 * HOUR])
def test_beta_agrees_with_skyfield_to_a_fiftieth_of_a_degree_all_year(sun_of_date, local_time):
    ascension, declination, _, mean_sun = sun_of_date
    across = normal(local_time, mean_sun, orbit.sun_synchronous_inclination(560e3))
    beta = np.arcsin((across * toward(ascension, declination)).sum(axis=-1))
    error = np.abs(orbit.year(560e3, local_time)["beta"] - beta)
    assert np.degrees(error).max() < 0.02  # 0.01 degree is the Sun's; near 90 degrees beta moves faster


def test_distance_of_the_sun_agrees_with_skyfield_and_pvlib(sun_of_date):
    ours = SEED[0]["solar_distance"] / AU
    assert np.abs(ours - sun_of_date[2] / AU).max() < 1e-4  # the Almanac's formula has no planets
    theirs = pvlib.solarposition.nrel_earthsun_distance(
        SEED[0]["date"].astype("datetime64[ns]") + np.timedelta64(12, "h")
    )
    assert np.abs(ours - np.asarray(theirs)).max() < 1e-4


def test_period_and_inclination_agree_with_brahe():
    height = np.linspace(400e3, 1500e3, 12)
    theirs = brahe.sun_synchronous_inclination(R_EARTH + height, 0.0, angle_format=brahe.AngleFormat.RADIANS)
    assert orbit.sun_synchronous_inclination(height) == pytest.approx(theirs, abs=1e-6)  # radius differs by 0.7 m
    assert orbit.period(560e3) == pytest.approx(brahe.orbital_period(R_EARTH + 560e3), rel=1e-6)


def flown(altitude, beta, distance, samples):
    """Illuminations by brahe round a circular orbit, the Sun at its place and distance."""
    sun = distance * np.array([np.cos(beta), 0.0, np.sin(beta)])
    turn = FULL_TURN * (np.arange(samples) + 0.5) / samples
    places = (R_EARTH + altitude) * np.stack([np.cos(turn), np.sin(turn), 0 * turn], axis=-1)
    return np.array([brahe.eclipse_conical(place, sun) for place in places])


@pytest.mark.parametrize("altitude", [400e3, 560e3, 1200e3])
@pytest.mark.parametrize("beta", [0.0, 0.5, 0.9, 1.02])
def test_shadow_agrees_with_brahe_flown_round_the_orbit(altitude, beta):
    light = flown(altitude, beta, 147.16e9, 4000)
    step = 2 / 4000  # both edges of the shadow fall between samples
    assert orbit.umbra_fraction(altitude, beta, 147.16e9) == pytest.approx((light == 0).mean(), abs=step)
    assert orbit.penumbra_fraction(altitude, beta, 147.16e9) == pytest.approx((light < 1).mean(), abs=step)
    assert orbit.visible_sun(altitude, beta, 147.16e9) == pytest.approx(light.mean(), abs=step / 2)


@pytest.mark.parametrize("local_time", [DAWN, DUSK])
def test_the_year_agrees_with_skyfields_sun_and_brahes_shadow(sun_of_date, local_time):
    ascension, declination, distance, mean_sun = sun_of_date
    across = normal(local_time, mean_sun, orbit.sun_synchronous_inclination(560e3))
    beta = np.arcsin((across * toward(ascension, declination)).sum(axis=-1))
    light = np.array([flown(560e3, *day, 600) for day in zip(beta, distance, strict=True)])
    ours = orbit.year(560e3, local_time)
    assert ours["visible_sun"].mean() == pytest.approx(light.mean(), abs=0.0005)
    longest = orbit.period(560e3) * (light == 0).mean(axis=1).max()
    assert ours["umbra"].max() == pytest.approx(longest, abs=0.2 * MINUTE)
    assert (ours["umbra"] > 0).sum() == pytest.approx((light == 0).any(axis=1).sum(), abs=2)


# Properties.


@given(altitude=altitudes, beta=betas, distance=distances)
def test_umbra_lies_in_the_cylinder_and_the_cylinder_in_the_penumbra(altitude, beta, distance):
    umbra, penumbra = (shadow(altitude, beta, distance) for shadow in (orbit.umbra_fraction, orbit.penumbra_fraction))
    assert 0 <= umbra <= orbit.eclipse_fraction(altitude, beta) <= penumbra < 0.5
    assert 1 - penumbra <= orbit.visible_sun(altitude, beta, distance) <= 1 - umbra


@given(altitude=altitudes, beta=betas)
def test_a_far_small_sun_casts_a_cylinder(altitude, beta):
    assert np.isclose(orbit.visible_sun(altitude, beta, 1e18), 1 - orbit.eclipse_fraction(altitude, beta), atol=2e-5)


@given(altitude=altitudes, beta=betas, distance=distances, more=st.floats(0, 0.1))
def test_eclipses_shorten_as_the_sun_leaves_the_plane_of_the_orbit(altitude, beta, distance, more):
    for shadow in (orbit.umbra_fraction, orbit.penumbra_fraction):
        assert shadow(altitude, min(abs(beta) + more, np.pi / 2), distance) <= shadow(altitude, beta, distance) + 1e-12


@given(altitude=altitudes, more=st.floats(1e3, 500e3))
def test_higher_is_slower_longer_and_sees_less_of_earth(altitude, more):
    higher = altitude + more
    assert orbit.period(higher) > orbit.period(altitude)
    assert orbit.speed(higher) < orbit.speed(altitude)
    assert orbit.sun_synchronous_inclination(higher) > orbit.sun_synchronous_inclination(altitude)
    assert orbit.sky_fraction(higher) < orbit.sky_fraction(altitude)
    assert orbit.eclipse_fraction(higher, 0.0) < orbit.eclipse_fraction(altitude, 0.0)


@given(altitude=altitudes)
def test_a_lap_is_a_circumference(altitude):
    assert np.isclose(orbit.period(altitude) * orbit.speed(altitude), FULL_TURN * (R_EARTH + altitude), rtol=1e-14)


@given(longitude=st.floats(0, 6.28), node=st.floats(0, 6.28), inclination=st.floats(0, 3.14))
def test_beta_turns_its_sign_with_the_orbit(longitude, node, inclination):
    beta = orbit.beta_angle(longitude, node, inclination)
    assert abs(beta) <= np.pi / 2
    assert np.isclose(beta, -orbit.beta_angle(longitude, node + np.pi, np.pi - inclination), atol=1e-7)


def test_beta_reaches_ninety_degrees_and_not_beyond():
    nodes = np.linspace(0, FULL_TURN, 10001)
    beta = orbit.beta_angle(0.0, nodes, np.pi / 2)
    assert np.isfinite(beta).all()
    assert beta.max() == pytest.approx(np.pi / 2, abs=1e-7)


def test_shadow_covers_half_the_orbit_at_the_ground_and_none_beyond_its_tip():
    assert orbit.eclipse_fraction(0.0, 0.0) == pytest.approx(0.5)
    tip = R_EARTH * AU / (R_SUN - R_EARTH)
    assert orbit.umbra_fraction(np.array([1.1, 100.0]) * tip, 0.0, AU) == pytest.approx([0, 0])
    assert orbit.umbra_fraction(0.9 * tip - R_EARTH, 0.0, AU) > 0


@settings(max_examples=30, deadline=None)
@given(altitude=altitudes, local_time=st.one_of(local_times, st.floats(4 * HOUR, 8 * HOUR)))
def test_the_formula_for_the_mean_visible_sun_is_within_a_thousandth_of_the_year(altitude, local_time):
    formula = orbit.mean_visible_sun(altitude, local_time)
    assert abs(formula - orbit.year(altitude, local_time)["visible_sun"].mean()) < 0.001


@settings(max_examples=20, deadline=None)
@given(local_time=st.floats(5.7 * HOUR, 6.3 * HOUR))
def test_just_above_the_eclipse_free_altitude_no_day_has_an_eclipse_and_just_below_some_day_has(local_time):
    for shadow in ("umbra", "penumbra"):
        height = orbit.eclipse_free_altitude(local_time, shadow)
        assert orbit.year(height - 1e3, local_time)[shadow].max() > 0
        assert orbit.year(height + 1e3, local_time)[shadow].max() == 0


def test_nothing_but_dawn_and_dusk_is_free_of_eclipses():
    free = orbit.eclipse_free_altitude(np.array([[6, 9, 12], [15, 18, 0]]) * HOUR, "umbra")
    assert np.isfinite(free).tolist() == [[True, False, False], [False, True, False]]


# Out of the domain.


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
@pytest.mark.parametrize("form", [float, lambda value: np.array([value])])
def test_where_no_orbit_or_angle_is_there_is_no_answer(form):
    below, deep, degrees = form(-1e6), form(-2e7), form(58.93)
    for answer in (
        *(orbit.earth_angular_radius(height) for height in (below, deep)),
        *(orbit.sky_fraction(height) for height in (below, deep)),
        orbit.eclipse_fraction(deep, 0.0),
        *(relation(below, DAWN) for relation in (orbit.mean_visible_sun, orbit.least_beta, orbit.mean_beta)),
        orbit.mean_edge_on_sunlight(below, DAWN),
        orbit.edge_on_output(below, DAWN, 0.08, 0.015, 0.1, 5.0),
        orbit.edge_on_output(560e3, DAWN, 0.08, 0.015, 0.1, form(-5.0)),
        orbit.eclipse_fraction(560e3, degrees),
        orbit.umbra_fraction(560e3, degrees, AU),
        orbit.penumbra_fraction(560e3, degrees, AU),
        orbit.visible_sun(560e3, degrees, AU),
        orbit.umbra_fraction(560e3, 0.5, form(-AU)),
        orbit.penumbra_fraction(560e3, 0.5, form(-AU)),
        orbit.visible_sun(560e3, 0.5, form(-AU)),
        orbit.beta_angle(1.0, 2.0, form(97.63)),
        orbit.beta_angle(1.0, 2.0, form(-0.1)),
        orbit.tidal_torque(560e3, degrees, 7600.0, 54.0),
        orbit.tidal_torque(560e3, 1.0, 7600.0, form(-54.0)),
        orbit.tidal_torque(deep, 1.0, 7600.0, 54.0),
        orbit.hohmann_delta_v(200e3, deep),
        orbit.hohmann_delta_v(deep, deep),
    ):
        assert np.isnan(answer).all()


@pytest.mark.parametrize("turns", [-2, 1, 50])
def test_longitudes_and_clocks_go_round_and_round(turns):
    around = turns * FULL_TURN
    assert orbit.beta_angle(1.0 + around, 2.0 + around, 1.7) == pytest.approx(orbit.beta_angle(1.0, 2.0, 1.7))
    assert orbit.least_beta(560e3, DAWN + turns * 24 * HOUR) == pytest.approx(orbit.least_beta(560e3, DAWN))


@pytest.mark.parametrize("beta", [-np.pi / 2, np.pi / 2])
def test_the_whole_right_angle_is_an_angle_in_either_precision(beta):
    for exact in (np.float64(beta), np.array([beta]), np.array([beta], dtype=np.float32)):
        assert orbit.eclipse_fraction(560e3, exact) == 0
        assert orbit.edge_on_sunlight(exact) == pytest.approx(1)


# The day of the year.

EVERY_DAY = np.arange(1, 366) * 24 * HOUR
A_FEW_SECONDS = 0.1 * MINUTE  # year() looks four times a day, eclipse_duration twice


@settings(max_examples=20, deadline=None)
@given(altitude=altitudes, local_time=st.floats(0, 24 * HOUR))
def test_the_days_make_up_the_year(altitude, local_time):
    table = orbit.year(altitude, local_time)
    assert orbit.sun_synchronous_beta(altitude, local_time, EVERY_DAY) == pytest.approx(table["beta"], abs=1e-9)
    assert orbit.eclipse_duration(altitude, local_time, EVERY_DAY) == pytest.approx(table["umbra"], abs=A_FEW_SECONDS)


def test_the_sun_of_a_day_agrees_with_skyfield(sun_of_date):
    ascension, declination, distance, mean_sun = sun_of_date
    x, y, z = toward(ascension, declination).T
    longitude = np.arctan2(y * np.cos(OBLIQUITY) + z * np.sin(OBLIQUITY), x)
    for ours, theirs in ((orbit.solar_longitude, longitude), (orbit.mean_solar_longitude, mean_sun)):
        error = (ours(EVERY_DAY) - theirs + np.pi) % FULL_TURN - np.pi
        assert np.degrees(np.abs(error)).max() < 0.02
    assert orbit.solar_distance(EVERY_DAY) == pytest.approx(distance, rel=1e-4)


def test_dusk_orbits_are_darkest_at_the_june_solstice_and_dawn_orbits_at_that_of_december():
    worst = [orbit.eclipse_duration(560e3, node, EVERY_DAY).argmax() + 1 for node in (DUSK, DAWN)]
    assert worst == pytest.approx([172, 355], abs=1)  # 21 June, 21 December


# The year as a table.


def test_the_year_comes_as_quantities_when_asked_in_quantities():
    table = orbit.year(Q(560, "km"), Q(6, "hour"))
    assert {name: str(column.units) for name, column in table.items() if name != "date"} == {
        "beta": "radian",
        "solar_distance": "meter",
        "umbra": "second",
        "penumbra": "second",
        "visible_sun": "dimensionless",
    }
    assert table["umbra"].max().m_as("min") == pytest.approx(SEED[0]["umbra"].max() / MINUTE)
    assert table["date"].dtype == np.dtype("datetime64[D]")


def test_a_leap_year_has_one_day_more():
    assert len(orbit.year(560e3, DAWN, 2028)["date"]) == 366
    assert len(orbit.year(560e3, DAWN, year=2026)["beta"]) == 365


def test_years_of_many_orbits_come_at_once():
    table = orbit.year(np.array([[560e3], [800e3]]), np.array([DAWN, DUSK, 12 * HOUR]))
    assert {name: column.shape for name, column in table.items()} == {"date": (365,)} | {
        name: (2, 3, 365) for name in ("beta", "solar_distance", "umbra", "penumbra", "visible_sun")
    }
    assert table["umbra"][0, 1] == pytest.approx(SEED[1]["umbra"])
    assert orbit.year(np.array([]), DAWN)["umbra"].shape == (0, 365)


@pytest.mark.parametrize("year", [1949, 2051, -1])
def test_a_year_out_of_reach_of_the_almanac_is_refused(year):
    with pytest.raises(ValueError, match="1950 to 2050"):
        orbit.year(560e3, DAWN, year)
    with pytest.raises(ValueError, match="1950 to 2050"):
        orbit.eclipse_free_altitude(DAWN, "umbra", year)


def test_a_broken_year_is_refused():
    with pytest.raises(ValueError, match=r"year is 2026\.5; give a whole year from 1950 to 2050"):
        orbit.year(560e3, DAWN, 2026.5)
    assert orbit.year(560e3, DAWN, 2026.0)["date"][0] == np.datetime64("2026-01-01")


def test_a_shadow_of_another_name_is_refused():
    with pytest.raises(ValueError, match="choose one of cylinder, umbra, penumbra"):
        orbit.eclipse_free_altitude(Q(6, "hour"), "cone")
