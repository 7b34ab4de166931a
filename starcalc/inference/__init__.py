"""Tokens: how many GPUs a power feeds, what they make, and what a token costs in energy."""

from starcalc.inference.catalogue import (
    benchmarks,
    chip,
    gpus,
    measurements,
    models,
    of_model,
    on_chip,
    serving,
    spread,
    workloads,
)
from starcalc.inference.roofline import (
    attention_flops,
    batch_limit,
    decode_step_time,
    energy_per_token,
    fleet_token_rate,
    gpu_count,
    gpu_token_rate,
    kv_bytes_per_token,
    latent_kv_bytes_per_token,
    pooled_token_rate,
    prefill_time,
    rate_share,
    ridge_batch,
    streamed_parameters,
    token_rate_bound,
    user_token_rate,
)

__all__ = [
    "attention_flops",
    "batch_limit",
    "benchmarks",
    "chip",
    "decode_step_time",
    "energy_per_token",
    "fleet_token_rate",
    "gpu_count",
    "gpu_token_rate",
    "gpus",
    "kv_bytes_per_token",
    "latent_kv_bytes_per_token",
    "measurements",
    "models",
    "of_model",
    "on_chip",
    "pooled_token_rate",
    "prefill_time",
    "rate_share",
    "ridge_batch",
    "serving",
    "spread",
    "streamed_parameters",
    "token_rate_bound",
    "user_token_rate",
    "workloads",
]


def __dir__():
    return __all__
