"""Single precision: float32 arrays of NumPy, and JAX as installed, are right in money, rockets, links and tokens.

The expected answer is the double-precision one at the same, already rounded arguments, so that only our arithmetic is
judged and not what rounding an argument does to it.
"""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from test_relations import KINKS, PORTABLE, samples

from starcalc.units import RELATIONS

CLOSE = 1e-5  # relative
HERE = [
    relation for relation in PORTABLE if relation.name.split(".")[0] in ("economics", "launch", "inference", "network")
]

# Small, large and adjacent arguments, in plain units, at which digits cancel or single precision's range ends.
EDGES = {
    "economics.interest_before_service": {
        "capital": 1e7,
        "discount_rate": np.geomspace(1e-8, 0.5, 40),
        "wait": np.geomspace(1e-4, 100.0, 25)[:, None],
    },
    "economics.combined_decline": {
        "decline": np.geomspace(1e-9, 1.0, 40),
        "other_decline": np.geomspace(1e-9, 1.0, 40)[:, None],
    },
    "economics.present_value_factor": {
        "discount_rate": np.concatenate([[0.0], np.geomspace(1e-9, 0.5, 60)]),
        "life": np.array([0.01, 0.3, 1.0, 1.5, 2.0, 5.0, 7.5, 14.0, 40.0, 100.0, 500.0])[:, None],
        "decline": np.array([0.0, 1e-8, 1e-4, 0.01, 0.3, 1.0])[:, None, None],
    },
    "economics.capital_recovery_factor": {
        "discount_rate": np.concatenate([[0.0], np.geomspace(1e-9, 0.5, 60)]),
        "life": np.array([0.01, 0.3, 1.0, 2.0, 7.5, 40.0, 500.0])[:, None],
    },
    "economics.late_decline_factor": {
        "discount_rate": np.concatenate([[0.0], np.geomspace(1e-9, 0.5, 30)]),
        "life": np.array([0.3, 1.0, 5.0, 14.0])[:, None],
        "spell": np.array([0.0, 1e-3, 0.5, 3.0, 9.0])[:, None, None],
        "early_decline": 0.015,
        "decline": np.array([0.0, 1e-6, 0.2])[:, None, None, None],
    },
    "economics.spares_last": {
        "failure_rate": np.geomspace(2e-6, 0.9, 30),
        "degradation": np.geomspace(1e-6, 1e-2, 20)[:, None],
        "spares": np.geomspace(1e-6, 1.0, 10)[:, None, None],
    },
    "economics.learning_cost": {
        "first_cost": 1e8,
        "units": np.geomspace(1.0, 1e7, 20),
        "learning_rate": np.geomspace(1e-6, 0.5, 20)[:, None],
    },
    "inference.streamed_parameters": {
        "dense_parameters": 0.0,
        "expert_parameters": 1e13,
        "experts": np.array([8.0, 100.0, 384.0, 3000.0]),
        "experts_per_token": 1.0,
        "batch": np.geomspace(1.0, 1e5, 30)[:, None],
    },
    "inference.decode_step_time": {
        "streamed_parameters": 1e13,
        "active_parameters": 1e12,
        "bytes_per_weight": 2.0,
        "batch": np.geomspace(1.0, 1e6, 5),
        "context": 1e7,
        "kv_bytes": 1e7,
        "bandwidth": 1e14,
        "peak_flops": 1e19,
        "gpus": np.array([1.0, 1e5])[:, None],
    },
    "launch.launch_azimuth": {"latitude": 0.6, "inclination": 0.6 + np.geomspace(1e-6, 1.0, 25)},
    "launch.rotating_launch_azimuth": {
        "latitude": 0.6,
        "inclination": 0.6 + np.geomspace(1e-6, 1.0, 25),
        "altitude": 200e3,
    },
    "network.slant_range": {
        "altitude": np.geomspace(1e-2, 4e8, 40),
        "elevation": np.linspace(0.0, 1.5707, 20)[:, None],
    },
    "network.ring_latency": {
        "altitude": np.array([560e3, 1400e3]),
        "user_latitude": np.linspace(-1.5707, 1.5707, 31)[:, None],
        "relay_altitude": 80e3 + np.geomspace(1.0, 2e6, 20)[:, None, None],
        "grazing_altitude": 80e3,
    },
    "network.ring_distance": {
        "altitude": np.array([560e3, 1400e3]),
        "user_latitude": np.linspace(-1.5, 1.5, 31)[:, None],
    },
    "network.direct_share": {
        "altitude": np.array([400e3, 560e3, 1400e3]),
        "user_latitude": np.linspace(-1.1, 1.1, 23)[:, None],
        "minimum_elevation": np.array([0.0, 0.2, 0.4363, 0.9])[:, None, None],
    },
    "network.received_power": {
        "transmit_power": np.array([1e-3, 1.0, 1e6]),
        "transmit_gain": 1.0,
        "receive_gain": 1.0,
        "distance": np.geomspace(1e-3, 1e12, 20)[:, None],
        "frequency": np.geomspace(1e6, 1e12, 10)[:, None, None],
    },
    "network.link_capacity": {
        "received_power": np.geomspace(1e-20, 1.0, 40),
        "channel_width": np.geomspace(1e3, 1e10, 10)[:, None],
        "noise_temperature": np.array([3.0, 290.0, 1e4])[:, None, None],
    },
}

# Differences that may truly vanish: to CLOSE of the larger term, with which a rounding in it grows.
LARGER_TERM = {
    "economics.net_present_value": lambda a: a["capital"],
    "launch.site_delta_v_penalty": lambda a: 7.8e3,  # the speed on a low orbit, of which it is the small rest
    "launch.payload_after_penalty": lambda a: a["payload"] + a["dry_mass"],  # less the stage that takes it
    "network.link_margin": lambda a: 1.0,  # a logarithm near 1: 1e-5 dB
    "inference.batch_limit": lambda a: a["gpus"] * a["memory"] / (a["context"] * a["kv_bytes"]),  # room beside weights
}


def single(arguments):
    """Arguments rounded to single precision, and the same numbers in double."""
    rounded = {name: np.asarray(value, dtype=np.float32) for name, value in arguments.items()}
    return rounded, {name: value.astype(np.float64) for name, value in rounded.items()}


def check(relation, arguments, compiled=True):
    rounded, exact = single(arguments)
    expected = relation(**exact)
    scale = LARGER_TERM[relation.name](exact) if relation.name in LARGER_TERM else 0.0
    allowed = CLOSE * np.maximum(np.abs(expected), scale)
    assert np.isfinite(expected).all()
    by_jax = jax.jit(relation) if compiled else relation
    answers = {
        "NumPy": relation(**rounded),
        "JAX": by_jax(**{name: jnp.asarray(value) for name, value in rounded.items()}),
    }
    for library, answer in answers.items():
        answer = np.asarray(answer, dtype=np.float64)
        wrong = ~(np.abs(answer - expected) <= allowed)
        at = {name: np.broadcast_to(value, wrong.shape)[wrong][:3] for name, value in exact.items()}
        assert not wrong.any(), f"{library}: {answer[wrong][:3]}, not {expected[wrong][:3]}, at {at}"


@pytest.mark.parametrize("relation", HERE, ids=lambda relation: relation.name)
def test_single_precision_is_right_inside_the_ranges(relation):
    assert not jax.config.jax_enable_x64
    check(relation, samples(relation), compiled=False)
    check(relation, samples(relation))


@pytest.mark.parametrize("name", EDGES)
def test_single_precision_is_right_at_the_edges(name):
    check(RELATIONS[name], EDGES[name])


@pytest.mark.parametrize("name", [name for name in KINKS if RELATIONS[name] in HERE])
def test_single_precision_is_right_beside_a_kink(name):
    check(RELATIONS[name], KINKS[name][1])


@pytest.mark.parametrize("relation", HERE, ids=lambda relation: relation.name)
def test_single_precision_stays_single(relation):
    rounded, _ = single(samples(relation))
    assert relation(**{name: jnp.asarray(value) for name, value in rounded.items()}).dtype == np.float32
    if relation.name != "launch.sun_synchronous_launches":  # a count, made of plain numbers
        assert relation(**rounded).dtype == np.float32
