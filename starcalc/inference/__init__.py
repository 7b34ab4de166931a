"""Tokens: how many GPUs a power feeds, what they make, and what a token costs in energy."""

from starcalc.inference.catalogue import benchmarks, gpus, models, of_model, on_chip, serving, workloads
from starcalc.inference.roofline import (
    batch_limit,
    decode_step_time,
    energy_per_token,
    fleet_token_rate,
    gpu_count,
    gpu_token_rate,
    kv_bytes_per_token,
    latent_kv_bytes_per_token,
    prefill_time,
    ridge_batch,
    streamed_parameters,
    token_rate_bound,
    user_token_rate,
)

__all__ = [
    "batch_limit",
    "benchmarks",
    "decode_step_time",
    "energy_per_token",
    "fleet_token_rate",
    "gpu_count",
    "gpu_token_rate",
    "gpus",
    "kv_bytes_per_token",
    "latent_kv_bytes_per_token",
    "models",
    "of_model",
    "on_chip",
    "prefill_time",
    "ridge_batch",
    "serving",
    "streamed_parameters",
    "token_rate_bound",
    "user_token_rate",
    "workloads",
]


def __dir__():
    return __all__
