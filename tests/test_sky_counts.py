"""How many at once: against another programme's counts, the same done one by one, and what must hold."""

from math import pi, radians

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcalc import Q, orbit, sky
from starcalc.constants import DAY, R_EARTH

HOUR, MINUTE = 3600.0, 60.0
H = 560e3
TILT = orbit.sun_synchronous_inclination(H)
SIX, EIGHTEEN = 6 * HOUR, 18 * HOUR
NINETY = pi / 2
EQUINOX, JUNE, DECEMBER = 79.1 * DAY, 172 * DAY, 355 * DAY

# Ross 2026: 500,000 sun-synchronous satellites in shells as filed, nodes within 10° of 6 h and 18 h, from 37.23° N,
# brighter than the eye's limit at that moment; 800 m² × 0.2 as matt balls, or as Starlink Gen2 Mini with care, scaled.
FILED = [(565e3, 585e3, 99_980), (707e3, 744e3, 244_860), (967e3, 1002e3, 253_880)]
BLACKSBURG = radians(37.23)
LATE = -7.4 * MINUTE  # his Sun keeps the mean Sun's time; the true one of our March is so late


def as_filed(day, hour, spread, late=0.0):
    """Share of the fleet and dome of each filed shell in the middle, from either node."""
    whole = sum(shell[2] for shell in FILED)
    for low, high, count in FILED:
        altitude = (low + high) / 2
        for node in (SIX, EIGHTEEN):
            tilt = orbit.sun_synchronous_inclination(altitude)
            where = (altitude, tilt, node - late, spread / 360 * DAY, BLACKSBURG, day, hour - late)
            yield count / whole / 2, sky.dome(*where)


def scaled_mini(dome):
    """Starlink Gen2 Mini with care, Mallama 2023, figure 5, for 710 m² in place of 116: as Ross scales it."""
    degrees = np.degrees(dome["phase_angle"])
    near = 2.630 + 0.1065 * degrees - 0.0005167 * degrees**2 - 1.97
    return near + 5 * np.log10(dome["distance"] / 1e6)


def ball(dome):
    return sky.sphere_magnitude(800.0, 0.2, dome["phase_angle"], dome["distance"])


def brighter(day, hour, limit, spread=10, of=ball, late=0.0):
    """How many of half a million are brighter than a limit."""
    return 5e5 * sum(
        share
        * sky.brighter_share(sky.apparent_magnitude(of(dome), dome["illumination"], dome["elevation"], 0.15), limit)
        for share, dome in as_filed(day, hour, spread, late)
    )


@pytest.mark.parametrize(
    ("minutes", "depression", "limit", "count", "careful"),
    [
        (62, 12.3, 5.39, 36_136, 147),
        (70, 13.9, 6.02, 37_798, 692),
        (80, 15.8, 6.41, 36_308, 1405),
        (106, 20.8, 6.48, 24_639, 10),
    ],
)
def test_as_many_are_bright_at_an_equinox_as_another_programme_counts(minutes, depression, limit, count, careful):
    hour = EIGHTEEN + minutes * MINUTE
    down = sky.solar_depression(BLACKSBURG, EQUINOX, hour - LATE)
    assert np.degrees(down) == pytest.approx(depression, abs=0.15)  # whole minutes
    assert brighter(EQUINOX, hour, limit, late=LATE) == pytest.approx(count, rel=0.05)
    found = brighter(EQUINOX, hour, limit, of=scaled_mini, late=LATE)
    assert found == pytest.approx(careful, rel=0.15, abs=80)  # a rare tail, over 108 random planes of his


@pytest.mark.parametrize(("minutes", "count", "within"), [(120, 18_569, 0.07), (198, 104, 1.0)])
def test_few_are_left_deep_in_the_night(minutes, count, within):
    assert brighter(EQUINOX, EIGHTEEN + minutes * MINUTE, 6.5, late=LATE) == pytest.approx(count, rel=within)


@pytest.mark.parametrize(("spread", "count", "careful"), [(20, 36_800, 3500), (30, 34_400, 5600)])
def test_wider_nodes_show_fewer_bright_ones_and_more_faint_ones(spread, count, careful):
    hours = EIGHTEEN + MINUTE * np.array([62, 70, 80])
    limits = [5.39, 6.02, 6.41]
    pairs = list(zip(hours, limits, strict=True))
    assert max(brighter(EQUINOX, *at, spread, late=LATE) for at in pairs) == pytest.approx(count, rel=0.05)
    found = max(brighter(EQUINOX, *at, spread, scaled_mini, LATE) for at in pairs)
    assert found == pytest.approx(careful, rel=0.1)


@pytest.mark.parametrize(
    ("day", "evening", "count"), [(20 * DAY, 18.5, 63_523), (DECEMBER, 18.0, 62_272), (JUNE, 20.75, 759)]
)
def test_a_winters_evening_shows_eighty_times_a_summers(day, evening, count):
    def at(hour):
        down = sky.solar_depression(BLACKSBURG, day, hour)
        return brighter(day, hour, sky.limiting_magnitude(sky.twilight_brightness(down)))

    # the most of his evening; every quarter of an hour about ours, the dates as far as he names them
    assert max(at(hour * HOUR) for hour in evening + np.arange(-0.25, 0.3, 0.25)) == pytest.approx(count, rel=0.1)


def test_as_many_are_lit_above_the_horizon_as_another_programme_counts():
    # Ross 2026: a million at 500, 1000 and 2000 km, nodes within 10°, the Sun 4.2° down; 164,028, and 133,335 under 6
    hour = EIGHTEEN + 4.2 / np.cos(BLACKSBURG) / 360 * DAY - LATE
    lit, bright = 0, 0
    for altitude in (500e3, 1000e3, 2000e3):
        for node in (SIX, EIGHTEEN):
            tilt = orbit.sun_synchronous_inclination(altitude)
            where = (altitude, tilt, node - LATE, DAY / 36, BLACKSBURG, EQUINOX, hour)
            lit += sky.satellites_in_sight(1e6 / 6, *where, 0.0)
            dome = sky.dome(*where)
            seen = sky.apparent_magnitude(ball(dome), dome["illumination"], dome["elevation"], 0.15)
            bright += 1e6 / 6 * sky.brighter_share(seen, 6.0)
    assert lit == pytest.approx(164_028, rel=0.02)
    assert bright == pytest.approx(133_335, rel=0.06)


# --- the same done another way ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("node_spread", [0.0, 2 * HOUR, 12 * HOUR])
@pytest.mark.parametrize("inclination", [radians(30), TILT])
@pytest.mark.parametrize(("latitude", "day", "hour"), [(52, 79, 18.75), (10, 172, 19.2), (-34, 355, 21), (80, 300, 12)])
def test_arcs_count_what_one_by_one_counts(latitude, day, hour, inclination, node_spread):
    where = (700e3, inclination, EIGHTEEN, node_spread, radians(latitude), day * DAY, hour * HOUR)
    dome = sky.dome(*where)
    counted = ((dome["elevation"] > 0.1) * dome["illumination"]).mean()
    assert sky.satellites_in_sight(1.0, *where, 0.1) == pytest.approx(counted, abs=6e-4)  # half a place of 360, twice


def test_a_drifting_shell_is_a_band_as_wide_as_its_tilt():
    """Of a shell with nodes all round, those overhead crowd at the latitude of its tilt, and none go far beyond."""
    shell = (1.0, H, radians(30), 0.0, 12 * HOUR)
    overhead = [sky.satellites_in_sight(*shell, radians(at), EQUINOX, 12 * HOUR, 0.5) for at in (0, 29, 40)]
    assert overhead[1] > 1.5 * overhead[0] > overhead[2] == 0
    assert sky.satellites_in_sight(*shell, radians(60), EQUINOX, 12 * HOUR, 0.0) == 0  # 30° + 23°: below the horizon


def test_summed_over_the_ground_everyone_sees_the_cap_of_a_sphere():
    latitudes = np.arcsin(np.linspace(-1, 1, 401))
    seen = sky.satellites_in_sight(1.0, H, radians(53), 0.0, 12 * HOUR, latitudes, EQUINOX, 12 * HOUR, 0.0)
    cap = (1 - R_EARTH / (R_EARTH + H)) / 2
    assert seen.mean() == pytest.approx(cap, rel=0.02)  # at noon all that are in sight are lit


# --- what must hold ---------------------------------------------------------------------------------------------------

LATITUDES, DAYS, HOURS = st.floats(-1.5, 1.5), st.floats(1, 365), st.floats(0, 24)


@given(LATITUDES, DAYS, HOURS, st.floats(0, 12))
def test_no_more_are_seen_higher_up_and_all_go_with_the_fleet(latitude, day, hour, spread):
    where = (H, TILT, EIGHTEEN, spread * HOUR, latitude, day * DAY, hour * HOUR)
    low, high = (sky.satellites_in_sight(1e6, *where, elevation) for elevation in (0.0, 0.3))
    assert 0 <= high <= low <= 1e6 / 2
    assert sky.satellites_in_sight(1.0, *where, 0.0) == pytest.approx(low / 1e6)
    assert sky.satellites_in_sight(0.0, *where, 0.0) == 0


@given(DAYS)
def test_at_the_pole_the_hour_does_not_matter_to_a_shell(day):
    where = (H, TILT, 0.0, 12 * HOUR, NINETY, day * DAY)
    seen = [sky.satellites_in_sight(1.0, *where, hour * HOUR, 0.0) for hour in (9, 12, 15)]
    assert seen == pytest.approx([seen[1]] * 3, abs=2e-3)  # the Sun moves on by an eighth of a day


def test_at_the_equator_dawn_and_dusk_are_alike_but_for_the_equation_of_time():
    # March, when noon by the Sun is 7.4 minutes late
    dusk, dawn = (
        sky.satellites_in_sight(1.0, H, NINETY, EIGHTEEN, 0.0, 0.0, EQUINOX, hour * HOUR, 0.0) for hour in (19, 5)
    )
    assert dusk == pytest.approx(dawn, abs=1e-3)
    assert dusk > 0


def test_the_ring_goes_from_north_to_south_at_dusk():
    """At the latitude of Rome, half an hour after sunset at the equinox: up in the south, past the west, down."""
    u = np.linspace(0, 2 * pi, 3600)
    where = (H, TILT, EIGHTEEN, u, radians(42), 18.6 * HOUR)
    up = sky.satellite_elevation(*where) > 0
    azimuths = np.degrees(sky.satellite_azimuth(*where))[up]
    assert azimuths[0] == pytest.approx(200, abs=12)
    assert azimuths[-1] == pytest.approx(335, abs=12)
    assert 230 < azimuths[azimuths.size // 2] < 290


def test_a_ring_is_in_sight_of_berlin_for_part_of_twilight():
    ring = (H, TILT, EIGHTEEN, 0.0, radians(52))
    spent = [sky.visible_time(*ring, EQUINOX, radians(down), 0.0) / MINUTE for down in (0, 6, 12)]
    assert spent == sorted(spent, reverse=True)
    assert 60 < spent[1] < 240
    assert sky.visible_time(*ring, JUNE, radians(18), 0.0) == 0  # white nights


# --- out of the domain ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"latitude": radians(98)}, r"sky\.\w+: latitude is 1\.7\d*; give -90° to 90°"),
        ({"day_of_year": 0.0}, "day_of_year is 0; give day 1 to 366"),
        ({"day_of_year": 367 * DAY}, "give day 1 to 366"),
        ({"altitude": -1.0}, "altitude is -1; give 1 to 100,000 km"),
        ({"inclination": 98.0}, "inclination is 98; give 0° to 180°"),
        ({"node_spread": 13 * HOUR}, "node_spread is 46800; give 0 to 12 h"),
        ({"local_time": 25 * HOUR}, "local_time is 90000; give 0 to 24 h"),
    ],
)
def test_what_cannot_be_is_refused_by_name_with_its_range(wrong, said):
    right = dict(altitude=H, inclination=TILT, local_time=EIGHTEEN, node_spread=0.0, latitude=0.9, day_of_year=DAY)
    with pytest.raises(ValueError, match=said):
        sky.dome(**right | wrong, hour=EIGHTEEN)
    with pytest.raises(ValueError, match=said):
        sky.visible_time(**right | wrong, solar_depression=0.1, minimum_elevation=0.0)
    with pytest.raises(ValueError, match=r"sky\.dome: hour is 90000; give 0 to 24 h"):
        sky.dome(**right, hour=25 * HOUR)
    with pytest.raises(ValueError, match="latitude is nan"):
        sky.dome(**right | {"latitude": np.array([0.1, np.nan])}, hour=EIGHTEEN)


@pytest.mark.filterwarnings("ignore:invalid value:RuntimeWarning")
def test_what_has_no_answer_is_nan():
    right = dict(fleet=1e3, altitude=H, inclination=TILT, local_time=EIGHTEEN, node_spread=0.0, latitude=0.9)
    right |= dict(day_of_year=DAY, hour=EIGHTEEN, minimum_elevation=0.0)
    assert np.isfinite(sky.satellites_in_sight(**right))
    wrongs = [("fleet", -1.0), ("altitude", -1.0), ("inclination", 98.0), ("latitude", 52.0), ("hour", 25 * HOUR)]
    for name, wrong in [*wrongs, ("minimum_elevation", 10.0), ("hour", -1.0)]:
        assert np.isnan(sky.satellites_in_sight(**right | {name: wrong})), name
        assert np.isnan(sky.satellites_in_sight(**right | {name: np.array([wrong])})).all(), name


def test_nobody_is_brighter_than_anything():
    with pytest.raises(ValueError, match="magnitude is empty"):
        sky.brighter_share(np.array([]), 6.0)


def test_a_dome_of_several_hours_and_of_quantities_comes_in_its_shape():
    hours = Q([18, 19], "hour")
    ring = Q(560, "km"), Q(97.6, "deg"), Q(18, "hour"), Q(2, "hour")
    dome = sky.dome(*ring, Q(52, "deg"), Q(79, "day"), hours)
    assert {name: column.shape for name, column in dome.items()} == dict.fromkeys(dome, (2, 48 * 360))
    assert dome["distance"].to("km").m.min() > 560
    shares = sky.brighter_share(np.where(dome["elevation"].m > 0, 1.0, np.inf), np.array([2.0, 0.0]))
    assert shares[0] > 0 == shares[1]
