"""Tokens: how many GPUs a power feeds, what they make, and what a token costs in energy."""

import csv
from pathlib import Path
from typing import Annotated

from starcalc.units import Array, Dimensionless, Power, TokenRate, relation

EnergyPerToken = Annotated[Array, "J/token"]


@relation
def gpu_count(power: Power, gpu_power: Power, server_overhead: Dimensionless) -> Dimensionless:
    """GPUs that a power feeds: n = P / (P_gpu κ), with κ the power of the whole server over that of its GPUs.

    Not rounded, so that it has a slope; round where it is shown. Source: bookkeeping; κ = 10.2 kW / (8 × 700 W) on the
    ground by {cite:t}`nvidia2023dgx`.

    >>> f"{gpu_count(130e3, 700.0, 1.0):.1f}"
    '185.7'
    """
    return power / (gpu_power * server_overhead)


@relation
def fleet_token_rate(gpus: Dimensionless, token_rate_per_gpu: TokenRate) -> TokenRate:
    """Tokens a second of many GPUs: n r.

    Neglects the loss of splitting a model over GPUs, which published rates per GPU already hold. Source: bookkeeping.

    >>> f"{fleet_token_rate(200.0, 65.0):.0f} token/s"
    '13000 token/s'
    """
    return gpus * token_rate_per_gpu


@relation
def energy_per_token(power: Power, token_rate: TokenRate) -> EnergyPerToken:
    """Electric energy behind one token: E = P / ṅ.

    All the power, whoever draws it. No tokens: infinite. Source: definition.

    >>> f"{energy_per_token(130e3, 13000.0):.1f} J/token"
    '10.0 J/token'
    """
    return power / token_rate


def benchmarks():
    """Published token rates: a dictionary a row with model, gpu, setting, published (token/s per GPU), source, grade.

    >>> sum(row["published"] > 65 for row in benchmarks()) > len(benchmarks()) / 2
    True
    """
    with Path(__file__).with_name("data").joinpath("throughput.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return [row | {"published": float(row["published"])} for row in rows]
