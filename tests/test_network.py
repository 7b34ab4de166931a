"""Links: light time against geometry done another way, radio against other tools, traffic against a published count."""

import warnings
from math import acos, asin, cos, degrees, inf, nan, pi, radians, sin, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from starcalc import Q, network
from starcalc.constants import BOLTZMANN, LIGHT_SPEED, R_EARTH
from starcalc.orbit import sun_synchronous_inclination

# Over which range each argument of network, launch and the new relations of economics is to be tried, in plain units;
# "module.relation.argument" where one relation differs. Counts that must be whole have one value.
ARGUMENT_SAMPLES = {
    "bytes_per_value": (1.0, 4.0),
    "delta_v": (1.0, 1000.0),
    "distance": (1.0, 1e7),
    "dry_mass": (5e4, 1.5e5),
    "exhaust_speed": (3000.0, 4000.0),
    "frequency": (2.4e9, 60e9),
    "gpus": (1.0, 400.0),
    "grazing_altitude": (0.0, 200e3),
    "hidden_size": (1024.0, 20e3),
    "inclination": (1.0, 1.8),  # beyond every latitude below: an orbit that misses the site is no number
    "latitude": (0.1, 0.7),
    "layers": (16.0, 130.0),
    "link_range": (3000e3, 8000e3),
    "minimum_elevation": (0.3, 0.7),
    "output": (1e10, 1e12),
    "network.mesh_latency.phasing": (5.0, 5.0),
    "network.mesh_latency.planes": (24.0, 24.0),
    "propellant": (5e5, 1.5e6),
    "receive_gain": (0.5, 1000.0),
    "reference_inclination": (0.0, 0.6),
    "relay_altitude": (400e3, 1200e3),
    "relay_inclination": (0.8, 1.2),
    "network.mesh_latency.satellites_per_plane": (22.0, 22.0),
    "sensitivity": (1e-13, 1e-7),
    "transmit_gain": (0.5, 1000.0),
    "transmit_power": (0.01, 10.0),
    "user_latitude": (-0.6, 0.6),
}

ROUNDING = 1e-12  # a few roundings of a few 1e-16
CANCELLING = 1e-9  # where a difference of radii loses three digits

MILLISECOND = 1e-3
SHELL = {  # Starlink's first: 53°: 1584/72/17 at 550 km
    "relay_altitude": 550e3,
    "relay_inclination": radians(53),
    "planes": 72,
    "satellites_per_plane": 22,
    "phasing": 17,
    "minimum_elevation": radians(25),
    "link_range": 5400e3,
    "grazing_altitude": 80e3,
}

altitudes = st.floats(200e3, 2000e3)
latitudes = st.floats(-1.5, 1.5)


# --- distances --------------------------------------------------------------------------------------------------------


@given(altitudes, st.floats(0, pi / 2))
def test_slant_range_is_the_distance_at_which_the_satellite_has_its_altitude(altitude, elevation):
    line = network.slant_range(altitude, elevation)
    place = np.array([line * cos(elevation), R_EARTH + line * sin(elevation)])  # the observer stands on the y axis
    assert np.hypot(*place) - R_EARTH == pytest.approx(altitude, rel=CANCELLING)


@given(altitudes)
def test_slant_range_is_the_altitude_overhead_and_the_tangent_at_the_horizon(altitude):
    assert network.slant_range(altitude, pi / 2) == pytest.approx(altitude, rel=ROUNDING * 10)
    assert network.slant_range(altitude, 0.0) == pytest.approx(sqrt((R_EARTH + altitude) ** 2 - R_EARTH**2))
    assert (np.diff(network.slant_range(altitude, np.linspace(0, pi / 2, 30))) < 0).all()


def test_slant_range_below_horizon_or_surface_is_no_number():
    assert np.isnan(network.slant_range(np.array([560e3, -1.0, -1e7]), np.array([-0.01, 1.0, 1.0]))).all()


def test_light_goes_round_the_earth_seven_and_a_half_times_a_second():
    assert network.light_time(Q(40_075, "km")).m_as("ms") == pytest.approx(133.7, abs=0.05)
    assert network.light_time(LIGHT_SPEED) == 1


@pytest.mark.parametrize("angle", [25.0, 45.0, -2.0, 1.58])
def test_degrees_for_radians_reach_no_ring(angle):
    with np.errstate(invalid="ignore"):
        assert np.isnan(network.slant_range(550e3, abs(angle)))
        assert np.isnan(network.direct_share(560e3, 0.0, abs(angle)))
        assert np.isnan(network.direct_share(560e3, angle, 0.4363))
        assert np.isnan(network.ring_distance(560e3, angle))
        assert np.isnan(network.ring_latency(560e3, angle, 550e3, 80e3))
        assert np.isnan(network.mesh_latency(560e3, angle, **SHELL))
        assert np.isnan(network.mesh_latency(560e3, 0.0, **SHELL | {"minimum_elevation": angle}))


def test_at_the_pole_and_overhead_there_is_an_answer():
    right_angle = Q(90, "deg")
    assert network.slant_range(Q(550, "km"), right_angle).m_as("km") == pytest.approx(550)
    assert np.isfinite(network.ring_latency(Q(560, "km"), -right_angle, Q(550, "km"), Q(80, "km")).m_as("ms"))
    assert network.slant_range(0.0, 0.0) == 0


def test_lasers_do_not_graze_below_the_ground():
    with np.errstate(invalid="ignore"):
        assert np.isnan(network.ring_latency(560e3, 0.0, 550e3, -80e3))
        assert np.isnan(network.mesh_latency(560e3, 0.0, **SHELL | {"grazing_altitude": -80e3}))
        assert np.isnan(network.mesh_latency(560e3, 0.0, **SHELL | {"link_range": -1.0}))


# --- the ring, along a taut string ------------------------------------------------------------------------------------


def test_ring_latency_from_the_equator():
    # own geometry of 2026: relay overhead at 550 km, grazing R + 80 km, i = 97.632°; to 0.02 ms
    assert network.ring_latency(560e3, 0.0, 550e3, 80e3) / MILLISECOND == pytest.approx(33.588, abs=0.02)


@pytest.mark.parametrize(("altitude", "latency"), [(560e3, 36.457), (1400e3, 37.784)])
def test_ring_latency_from_the_worst_latitude(altitude, latency):
    # the same, where the ring is a right angle away; to 0.02 ms
    worst = sun_synchronous_inclination(altitude) - pi / 2
    assert network.ring_latency(altitude, worst, 550e3, 80e3) / MILLISECOND == pytest.approx(latency, abs=0.02)
    everywhere = network.ring_latency(altitude, np.linspace(-pi / 2, pi / 2, 2001), 550e3, 80e3)
    assert everywhere.max() / MILLISECOND == pytest.approx(latency, abs=0.02)


def test_an_equatorial_user_at_noon_has_the_ring_82_degrees_away_and_nobody_has_it_beyond_90():
    tilt = sun_synchronous_inclination(560e3)
    assert degrees(network.plane_distance(tilt)) == pytest.approx(82.37, abs=0.01)
    assert degrees(network.plane_distance(tilt + np.linspace(-2, 2, 100_001)).max()) == pytest.approx(90, abs=0.01)


def taut_string(altitude, latitude, relay_altitude, grazing_altitude):
    """The same bound as a curve in 40,000 steps: a chord, or where that dips too low two tangents and an arc."""
    tilt = float(sun_synchronous_inclination(altitude))
    start, end, lowest = R_EARTH + relay_altitude, R_EARTH + altitude, R_EARTH + grazing_altitude
    lengths = []
    for noon in (1, -1):
        user, normal = np.array([cos(latitude), sin(latitude)]), np.array([noon * sin(tilt), cos(tilt)])
        angle = asin(min(1.0, abs(user @ normal)))
        turn = np.linspace(0, angle, 40_001)
        radius = start * end * sin(angle) / (start * np.sin(turn) + end * np.sin(angle - turn))
        if radius.min() < lowest:
            before, behind = acos(lowest / start) - turn, turn - angle + acos(lowest / end)
            radius = lowest / np.cos(np.maximum(0, np.maximum(before, behind)))
        points = radius[:, None] * np.stack([np.cos(turn), np.sin(turn)], axis=1)
        lengths.append(np.linalg.norm(np.diff(points, axis=0), axis=1).sum())
    return (relay_altitude + max(lengths)) / LIGHT_SPEED


@settings(max_examples=20)
@given(st.floats(300e3, 2000e3), latitudes, st.floats(300e3, 2000e3), st.floats(0, 250e3))
def test_ring_latency_is_the_length_of_a_string_in_steps(altitude, latitude, relay_altitude, grazing_altitude):
    expected = taut_string(altitude, latitude, relay_altitude, grazing_altitude)
    latency = network.ring_latency(altitude, latitude, relay_altitude, grazing_altitude)
    assert latency == pytest.approx(expected, rel=1e-6)  # 40,000 steps


@given(altitudes, latitudes)
def test_the_ring_is_in_sight_for_as_long_as_a_turning_user_finds_it(altitude, latitude):
    tilt, elevation = sun_synchronous_inclination(altitude), SHELL["minimum_elevation"]
    turn = (np.arange(100_000) + 0.5) / 100_000 * 2 * pi
    user = np.stack([cos(latitude) * np.cos(turn), cos(latitude) * np.sin(turn), np.full_like(turn, sin(latitude))])
    off = np.array([sin(tilt), 0, cos(tilt)]) @ user  # sine of the angle to the ring's plane
    distance = np.hypot((R_EARTH + altitude) - R_EARTH * np.sqrt(1 - off**2), R_EARTH * off)
    # a satellite at that slant range stands exactly at the elevation: nearer is higher
    share = np.mean(distance <= network.slant_range(altitude, elevation))
    assert network.direct_share(altitude, latitude, elevation) == pytest.approx(share, abs=1e-4)


@given(altitudes, latitudes, altitudes)
def test_ring_latency_is_the_same_north_and_south(altitude, latitude, relay_altitude):
    north, south = (network.ring_latency(altitude, way, relay_altitude, 80e3) for way in (latitude, -latitude))
    assert north == pytest.approx(south, rel=ROUNDING)


@given(altitudes, latitudes, altitudes)
def test_ring_latency_lies_between_the_straight_line_and_the_detour_over_the_ground_track(altitude, latitude, relay):
    latency = network.ring_latency(altitude, latitude, relay, 80e3)
    tilt = float(sun_synchronous_inclination(altitude))
    angle = max(asin(abs(sin(tilt + way))) for way in (latitude, -latitude))
    straight = sqrt((relay - altitude) ** 2 + 4 * (R_EARTH + relay) * (R_EARTH + altitude) * sin(angle / 2) ** 2)
    assert latency >= (relay + straight) / LIGHT_SPEED * (1 - CANCELLING)
    around = (R_EARTH + max(relay, altitude)) * angle + abs(relay - altitude)
    assert latency <= (relay + around) / LIGHT_SPEED * (1 + CANCELLING)


def test_from_the_pole_a_ring_that_lies_open_to_the_relay_is_reached_straight():
    relay = ring = 1400e3
    lean = float(sun_synchronous_inclination(ring)) - pi / 2  # over the pole the ring is only its tilt away
    straight = 2 * (R_EARTH + ring) * sin(lean / 2)
    assert network.ring_latency(ring, pi / 2, relay, 80e3) == pytest.approx((relay + straight) / LIGHT_SPEED)


@given(altitudes, latitudes, altitudes)
def test_a_string_that_may_dip_lower_is_never_longer(altitude, latitude, relay_altitude):
    latency = network.ring_latency(altitude, latitude, relay_altitude, np.array([0.0, 80e3, 150e3]))
    assert (np.diff(latency) >= -1e-15).all()


def test_ring_latency_where_there_is_no_ring_is_no_number():
    with np.errstate(invalid="ignore"):
        assert np.isnan(network.ring_latency(6000e3, 0.0, 550e3, 80e3)), "no sun-synchronous orbit so high"
        assert np.isnan(network.ring_latency(560e3, 0.0, 550e3, 555e3)), "the relay is below the grazing altitude"
        assert np.isnan(network.ring_latency(50e3, pi / 2, 550e3, 80e3)), "the ring is below the grazing altitude"


# --- the ring, through a mesh -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("altitude", "latency"), [(560e3, 34.3), (1400e3, 34.0)])
def test_mesh_latency_through_starlinks_first_shell(altitude, latency):
    # scipy's dijkstra, 40 to 60 random positions, 2026: equatorial user, elevation > 25°, links < 5400 km; to 0.4 ms
    assert network.mesh_latency(altitude, 0.0, **SHELL) / MILLISECOND == pytest.approx(latency, abs=0.4)


def test_bound_and_mesh_stand_together():
    # the mesh may save what a first relay low toward the ring saves, and no more
    elevation, relay = SHELL["minimum_elevation"], SHELL["relay_altitude"]
    covered = acos(R_EARTH * cos(elevation) / (R_EARTH + relay)) - elevation
    saved = relay + (R_EARTH + SHELL["grazing_altitude"]) * covered - network.slant_range(relay, elevation)
    assert saved / LIGHT_SPEED / MILLISECOND == pytest.approx(1.3, abs=0.05), "as the docstring of ring_latency says"
    for latitude in (-0.5, 0.0, 0.3):
        bound = network.ring_latency(560e3, latitude, relay, SHELL["grazing_altitude"])
        mesh = network.mesh_latency(560e3, latitude, **SHELL)
        assert bound - saved / LIGHT_SPEED < mesh < 1.1 * bound


def test_mesh_latency_is_the_same_north_and_south():
    north, south = (network.mesh_latency(560e3, way, **SHELL) for way in (0.3, -0.3))
    assert north == pytest.approx(south, abs=0.05 * MILLISECOND)  # what 40 positions are good for


def test_what_hinders_the_mesh_never_makes_it_quicker():
    for name, values in {
        "minimum_elevation": np.radians([15, 25, 40]),
        "grazing_altitude": np.array([0.0, 80e3, 200e3]),
        "link_range": np.array([inf, 5400e3, 4000e3, 2500e3]),
    }.items():
        latency = network.mesh_latency(560e3, 0.2, **SHELL | {name: values})
        assert (np.diff(latency) >= 0).all(), name


def test_one_relay_over_the_pole_by_hand():
    # a plane of two satellites, pole to pole at the middle moment; the ring passes near the pole, the user stands there
    altitude = 2000e3
    shell = {
        "relay_altitude": altitude,
        "relay_inclination": pi / 2,
        "planes": 1,
        "satellites_per_plane": 1,
        "phasing": 0,
    }
    reach = {"minimum_elevation": -pi / 2, "link_range": inf, "grazing_altitude": 0.0}
    latency = network.mesh_latency(altitude, pi / 2, **shell, **reach)
    r, tilt = R_EARTH + altitude, float(sun_synchronous_inclination(altitude))
    horizon = 2 * sqrt(r**2 - R_EARTH**2)
    means = []
    for noon in (1, -1):
        paths = []
        for moment in range(network.MOMENTS):
            node, along = 2 * pi * (moment + 0.5) / network.MOMENTS, 2 * pi * (moment * network.GOLDEN_SECTION % 1)
            relay = r * np.array([cos(along) * cos(node), cos(along) * sin(node), sin(along)])
            angle = asin(min(1, abs(relay @ [noon * sin(tilt), 0, cos(tilt)]) / r))
            hop = 2 * r * sin(angle / 2)
            paths.append(np.linalg.norm(relay - [0, 0, R_EARTH]) + (hop if hop <= horizon else inf))
        means.append(np.mean(paths))
    assert latency * LIGHT_SPEED == pytest.approx(max(means), rel=CANCELLING)


def test_no_way_through_the_mesh_takes_for_ever():
    assert network.mesh_latency(560e3, radians(80), **SHELL) == inf, "the shell never rises there"
    assert network.mesh_latency(560e3, 0.0, **SHELL | {"link_range": 100e3}) == inf


def test_mesh_latency_answers_what_it_was_asked():
    altitudes = np.array([[560e3], [1400e3]])
    crossed = network.mesh_latency(altitudes, np.array([0.0, 0.1, nan]), **SHELL)
    assert crossed.shape == (2, 3)
    assert crossed[0, 0] == network.mesh_latency(560e3, 0.0, **SHELL)
    assert np.isnan(crossed[:, 2]).all()
    assert network.mesh_latency(np.array([]), 0.0, **SHELL).shape == (0,)
    quantity = network.mesh_latency(
        Q(560, "km"),
        Q(0, "deg"),
        Q(550, "km"),
        Q(53, "deg"),
        72,
        22,
        17,
        Q(25, "deg"),
        Q(5400, "km"),
        Q(80, "km"),
    )
    assert quantity.m_as("s") == pytest.approx(crossed[0, 0], rel=CANCELLING)


@pytest.mark.parametrize("count", ["planes", "satellites_per_plane", "phasing"])
@pytest.mark.parametrize("wrong", [2.5, -1, 1e9, nan, inf])
def test_a_mesh_has_whole_satellites(count, wrong):
    with pytest.raises(ValueError, match=f"{count} must be a whole number from [01] to 200, not"):
        network.mesh_latency(560e3, 0.0, **SHELL | {count: wrong})


def test_a_mesh_with_something_that_is_no_number_has_no_latency():
    whole = ("planes", "satellites_per_plane", "phasing")
    for name in SHELL:
        if name not in whole:
            assert np.isnan(network.mesh_latency(560e3, 0.0, **SHELL | {name: nan})), name
    with np.errstate(invalid="ignore"):
        assert np.isnan(network.mesh_latency(np.array([inf, 6000e3]), 0.0, **SHELL)).all(), "no such orbit"
    assert np.isnan(network.mesh_latency(50e3, 0.0, **SHELL)), "below the grazing altitude"


# --- radio ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("distance", "frequency", "loss"),
    [
        (1e3, 1e9, 92.44778322188337),  # sdr 0.0.x, free_space_path_loss(1e3, 1e9), its documentation
        (2e3, 1e9, 98.468383135163),  # the same, 2 km
        (10e3, 10e9, 132.4478),  # MATLAB Phased Array System Toolbox, fspl of 10 GHz over 10 km, its documentation
    ],
)
def test_free_space_loses_what_other_tools_say(distance, frequency, loss):
    margin = network.link_margin(1.0, 1.0, 1.0, distance, frequency, 1.0)
    assert -margin == pytest.approx(loss, abs=5e-5)


def test_a_link_budget_adds_up_in_decibels():
    # 20 dBm, 6 dBi and 3 dBi, ITU-R P.525: 32.4 + 20 log10(5800 MHz) + 20 log10(0.02 km), sensitivity −43 dBm
    expected = 20 + 6 + 3 - (32.4 + 20 * np.log10(5800) + 20 * np.log10(0.02)) + 43
    margin = network.link_margin(Q(100, "mW"), Q(6, "dB"), Q(3, "dB"), Q(20, "m"), Q(5.8, "GHz"), Q(10**-4.3, "mW"))
    assert margin.m_as("dB") == pytest.approx(expected, abs=0.06)  # 32.4 is rounded from 32.448


positive = st.floats(1e-3, 1e3)


@given(positive, positive, positive, positive, positive)
def test_twice_the_distance_costs_six_decibels(power, gain, distance, frequency, sensitivity):
    near, far = (
        network.link_margin(power, gain, gain, d, frequency * 1e9, sensitivity) for d in (distance, 2 * distance)
    )
    assert near - far == pytest.approx(20 * np.log10(2), abs=1e-9)


@given(positive, positive, positive, positive)
def test_a_margin_of_nothing_is_reception_at_the_limit(power, gain, distance, frequency):
    received = network.received_power(power, gain, 1.0, distance, frequency * 1e9)
    assert network.link_margin(power, gain, 1.0, distance, frequency * 1e9, received) == pytest.approx(0, abs=1e-12)
    assert network.received_power(power, 1.0, gain, distance, frequency * 1e9) == pytest.approx(received, rel=ROUNDING)


def test_a_silent_transmitter_has_no_margin_at_all():
    with np.errstate(divide="ignore", invalid="ignore"):
        assert network.link_margin(0.0, 1.0, 1.0, 1.0, 1e9, 1e-9) == -inf
        assert np.isnan(network.link_margin(-1.0, 1.0, 1.0, 1.0, 1e9, 1e-9))


@pytest.mark.parametrize("name", ["transmit_power", "transmit_gain", "receive_gain", "distance", "frequency"])
def test_a_radio_of_less_than_nothing_receives_no_number(name):
    right = {"transmit_power": 0.1, "transmit_gain": 1.0, "receive_gain": 1.0, "distance": 20.0, "frequency": 5.8e9}
    wrong = right | {name: -right[name]}
    assert np.isnan(network.received_power(**wrong))
    assert np.isnan(network.link_margin(**wrong, sensitivity=1e-9))
    assert np.isnan(network.link_margin(**right, sensitivity=-1e-9))


@pytest.mark.parametrize("wrong", [(-4e-9, 320e6, 1200.0), (-4e-9, -320e6, 1200.0), (4e-9, 320e6, -1200.0)])
def test_a_link_of_less_than_nothing_carries_no_number(wrong):
    assert np.isnan(network.link_capacity(*wrong))


def test_links_without_a_rate_a_power_or_noise():
    with np.errstate(divide="ignore"):
        assert network.link_share(1e6, 0.0) == inf
        assert network.data_per_energy(1e11, 0.0) == inf
        assert network.received_power(0.1, 1.0, 1.0, 0.0, 5.8e9) == inf
        assert network.link_capacity(4e-9, 320e6, 0.0) == inf
    assert np.isnan(network.link_share(-1e6, -1e9))
    assert np.isnan(network.data_per_energy(-1e11, -1e3))


# --- traffic ----------------------------------------------------------------------------------------------------------


def test_thirteen_thousand_tokens_a_second_do_not_fill_a_laser():
    # arithmetic: 13,000 token/s × 4 byte as a share of 100 Gbit/s
    traffic = network.token_bit_rate(Q(13_000, "token/s"), Q(4, "byte/token"))
    assert network.link_share(traffic, Q(100, "Gbit/s")).m_as("") == pytest.approx(4.16e-6, rel=1e-9)


@given(st.integers(1, 64), st.integers(1, 4096), st.integers(128, 20_000), st.integers(2, 64))
def test_split_models_send_what_narayanan_counts(batch, sequence, hidden_size, gpus):
    # Narayanan and others 2021, section 3.2: 8 b s h (t − 1)/t values a layer, forward and backward; b s h a stage
    tokens = batch * sequence
    forward = 8 * batch * sequence * hidden_size * (gpus - 1) / gpus / 2
    assert network.tensor_parallel_traffic(tokens, 1, hidden_size, 1, gpus) == pytest.approx(forward, rel=ROUNDING)
    assert network.pipeline_traffic(tokens, hidden_size, 1) == batch * sequence * hidden_size


def test_around_a_ring_each_gpu_sends_twice_all_but_its_own_part():
    # a sum over 5 GPUs, step by step: each part goes round once to be summed and once to be told
    gpus, size = 5, 7.0
    sent = sum(size / gpus for _ in ("sum", "tell") for _ in range(gpus - 1))
    assert network.tensor_parallel_traffic(1.0, 1.0, size, 1.0, gpus) == pytest.approx(2 * sent, rel=ROUNDING)


def test_a_model_on_one_gpu_sends_nothing():
    assert network.tensor_parallel_traffic(1e6, 80.0, 8192.0, 2.0, 1.0) == 0
    assert np.isnan(network.tensor_parallel_traffic(1e6, 80.0, 8192.0, 2.0, np.array([0.0, 0.5, -8.0]))).all()


def test_split_within_layers_a_model_asks_hundreds_of_times_more_of_its_links_than_split_between_them():
    tensor = network.tensor_parallel_traffic(Q(1000, "token/s"), 80, 8192, Q(2, "byte"), 8)
    pipeline = network.pipeline_traffic(Q(1000, "token/s"), 8192, Q(2, "byte"))
    assert (tensor / pipeline).m_as("") == pytest.approx(4 * 80 * 7 / 8)
    assert pipeline.m_as("Mbit/s") == pytest.approx(131.07, abs=0.01)


# --- strange numbers --------------------------------------------------------------------------------------------------

PORTABLE = [
    network.slant_range,
    network.light_time,
    network.ring_distance,
    network.direct_share,
    network.ring_latency,
    network.token_bit_rate,
    network.link_share,
    network.data_per_energy,
    network.received_power,
    network.link_margin,
    network.pipeline_traffic,
    network.tensor_parallel_traffic,
]
each = pytest.mark.parametrize("relation", PORTABLE, ids=lambda relation: relation.name)


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
    assert np.shape(crossed) == ((2, 3) if count > 1 else (2, 1))
    if count > 1:
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
        for relation in (*PORTABLE, network.mesh_latency):
            names = [name for name in relation.units if name in ARGUMENT_SAMPLES]
            corners = {name: np.array(ARGUMENT_SAMPLES[name]) for name in names}
            rest = {"altitude": 560e3, "elevation": 0.5, "token_rate": 1e4, "bits_per_token": 32.0}
            rest |= {"traffic": 1e6, "link_rate": 1e11, "power": 1e5}
            rest |= {"planes": 24.0, "satellites_per_plane": 22.0, "phasing": 5.0}
            given = corners | {name: rest[name] for name in relation.units if name not in corners}
            assert np.isfinite(relation(**given)).all(), relation.name


def test_a_signal_fifteen_times_the_noise_carries_four_bits_a_cycle():
    noise = BOLTZMANN * 290.0 * 1e6
    assert network.link_capacity(15 * noise, 1e6, 290.0) == pytest.approx(4e6)


def test_sixteen_laptops_got_less_than_shannon_allows():
    # Alethea 2025: together 926 Mbit/s at -32 dBm in 80 MHz, receivers of two antennas each; noise figure of 6 dB
    bound = network.link_capacity(10**-3.2 * 1e-3, 80e6, 1160.0)
    assert bound / 4 < 925.56e6 < 2 * bound
