"""Single precision: float32 arrays of NumPy, and JAX as installed, are right in physics and in the whole model."""

import jax.numpy as jnp
import numpy as np
import pytest
from test_single_precision_money import CLOSE, single

from starcalc import Q, Scenario, model
from starcalc.units import plain_unit

# Small differences of large results, which a rounding of these moves: to CLOSE of the term named, another result or 1.
DIFFERENCES = {
    "debris_cost": "cost",
    "dimming_cost": "edge_on_cost",
    "argon_worth": "edge_on_cost",
    "slicing_premium": "edge_on_cost",
    "particle_cost": "cost",
    "spare_saving": None,
    "net_present_value": "capital",
    "income": "revenue",
    "latency_saved": "latency",
    "sun_down": None,  # near the horizon
    **dict.fromkeys(("satellites_left", "output_left", "income_left")),  # an exponential of a rate near its end
}
CALCULATIONS = [getattr(model, name) for name in model.__all__ if name.islower() and name not in ("bill", "slices")]


def worlds(count=6):
    """Some worlds about the best estimate, in plain units; switches stay where they are."""
    best, random, drawn = Scenario(), np.random.default_rng(7), {}
    for name in best:
        row = best.assumption(name)
        low, high = (Q(end, row.unit).m_as(plain_unit(row.unit)) for end in row.range)
        if row.range != (0, 1):
            step = random.uniform(-0.2, 0.2, count) * (high - low)
            drawn[name] = np.clip(float(best.si[name]) + step, low, high)
    return drawn


@pytest.mark.parametrize("library", [np.asarray, jnp.asarray], ids=["NumPy", "JAX"])
@pytest.mark.parametrize("calculation", CALCULATIONS, ids=lambda calculation: calculation.__name__)
def test_a_whole_model_is_right_in_single_precision(calculation, library):
    rounded, exact = single(worlds())
    expected = vars(calculation(Scenario().si.but(**exact)))
    found = vars(calculation(Scenario().si.but(**{name: library(value) for name, value in rounded.items()})))
    for name, value in expected.items():
        scale = np.abs(expected.get(DIFFERENCES[name], 1.0)) if name in DIFFERENCES else 0.0
        allowed = CLOSE * np.maximum(np.abs(value), scale)
        answer, far = np.asarray(found[name], dtype=float), np.isinf(value)
        wrong = np.where(far, answer != value, ~(np.abs(answer - np.where(far, 0.0, value)) <= allowed))
        assert not wrong.any(), (name, np.asarray(found[name]), value)
