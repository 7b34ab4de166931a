"""GPUs, language models, what people ask of them, and token rates, published and measured, beside ours."""

from statistics import median

import numpy as np

from starcalc.inference.roofline import (
    batch_limit,
    decode_step_time,
    gpu_token_rate,
    kv_bytes_per_token,
    latent_kv_bytes_per_token,
    prefill_time,
    streamed_parameters,
    token_rate_bound,
)
from starcalc.labels import KINDS, QUANTITY, nearest
from starcalc.tables import beside, catalogue
from starcalc.units import Q, plain_magnitude

WEIGHT_BYTES = {"bf16": 2.0, "fp8": 1.0, "fp4": 0.5}  # bytes a weight takes; scales of small blocks add some percent
BUNDLE = {  # column of gpus.csv: assumption, its unit
    "overhead": ("server_overhead", ""),
    "price": ("gpu_price", "USD"),
    "carried": ("mass_per_gpu", "kg"),
    "die_area": ("die_area", "m**2"),
}
BLACKWELL = ("B200", "B300", "GB200", "GB300")


def gpus():
    """GPUs by name: memory (B), bandwidth (B/s), bf16, fp8, fp4 (dense operations a second), power (W), source, grade.

    Then what comes with one: overhead (the server's power over that of its GPUs), mass (kg, as sold), carried (kg, what
    a satellite takes of it), price (USD, of that month, with the server), die_area (m²), and their sources and grades.
    Prices move: an H100 with its server was 33,750 dollars in May 2023, and 38,750 a year later by Cheah 2024. What
    a chip lacks, or its maker does not say, is None.

    >>> gpus()["H100"]["bandwidth"]
    3350000000000.0
    """
    return catalogue(__file__, "gpus.csv")


def models():
    """Language models by name: what `streamed_parameters` and the two relations for the cache take, source, grade.

    What a model lacks is None.

    >>> models()["Llama-3-70B"]["layers"]
    80.0
    """
    return catalogue(__file__, "models.csv")


def on_chip(name, precision):
    """A GPU of the catalogue at a precision, as values of assumptions: `scenario.but(**on_chip("B200", "fp4"))`.

    Its price and mass stay as they are; `chip` moves all at once. A GPU, a precision or a number that the catalogue
    lacks: ValueError.

    >>> on_chip("B200", "fp4")["bytes_per_weight"].m
    0.5
    """
    row = named("GPU", gpus(), name)
    has = ", ".join(known for known in WEIGHT_BYTES if row[known])
    if precision not in list(WEIGHT_BYTES):
        raise ValueError(f"no precision called {precision!r}{nearest(precision, WEIGHT_BYTES)}; the {name} has {has}")
    if row[precision] is None:
        raise ValueError(f"the {name} has no {precision}; it has {has}")
    units = {"memory": "byte", "bandwidth": "byte/s", precision: "1/s", "power": "W"}
    for column in units:
        if row[column] is None:
            raise ValueError(f"the {column} of the {name} is not in the catalogue, because its maker does not state it")
    memory, bandwidth, peak_flops, gpu_power = (Q(row[column], unit) for column, unit in units.items())
    bytes_per_weight = Q(WEIGHT_BYTES[precision], "byte")
    return {
        "memory": memory,
        "bandwidth": bandwidth,
        "peak_flops": peak_flops,
        "gpu_power": gpu_power,
        "bytes_per_weight": bytes_per_weight,
    }


def chip(name):
    """A GPU of the catalogue with its server, at its lowest precision, as values of assumptions that belong together.

    Power, overhead, price, mass, memory, bandwidth, rate, die area, bytes of a weight: `scenario.but(**chip("GB300"))`.
    The mass is what a satellite takes of the server. A GPU or a number that the catalogue lacks: ValueError.

    >>> bundle = chip("GB300")
    >>> f"{bundle['gpu_price'].m:.0f} USD, {bundle['mass_per_gpu'].m:.0f} kg, {bundle['bytes_per_weight'].m} B"
    '55600 USD, 8 kg, 0.5 B'
    """
    row = named("GPU", gpus(), name)
    precision = [known for known in WEIGHT_BYTES if row[known]][-1]
    found = on_chip(name, precision)
    for column, (assumption, unit) in BUNDLE.items():
        if row[column] is None:
            raise ValueError(f"the {column} of the {name} is not in the catalogue; on_chip({name!r}, ...) needs none")
        found[assumption] = Q(row[column], unit)
    return found


def of_model(name, gpus_per_model, bytes_per_value):
    """A model of the catalogue on so many GPUs, as values of assumptions, with the efficiency of its class.

    `bytes_per_value` is a number of bytes or a Quantity. A model that the catalogue lacks, or a number that is not
    above zero: ValueError.

    >>> of_model("Llama-3-70B", 2, 1)["kv_bytes"].m
    163840.0
    """
    model = named("model", models(), name)
    gpus_per_model = above_zero(gpus_per_model, "", "of_model: gpus_per_model")
    bytes_per_value = above_zero(bytes_per_value, "byte", "of_model: bytes_per_value")
    weights = {key: model[key] for key in ("dense_parameters", "expert_parameters", "experts", "experts_per_token")}
    efficiency = serving()["expert batch" if model["expert_parameters"] else "full batch"]["efficiency"]
    kv_bytes = Q(cache_bytes(model, bytes_per_value), "byte")
    return weights | {"kv_bytes": kv_bytes, "gpus_per_model": gpus_per_model, "serving_efficiency": efficiency}


def named(kind, rows, name):
    """A row of a catalogue by its name, or an error that says what there is."""
    if name not in list(rows):
        raise ValueError(f"no {kind} called {name!r}{nearest(name, rows)}; there are: {', '.join(rows)}")
    return rows[name]


def above_zero(number, unit, whose):
    """A number above zero, given plain or as a Quantity."""
    if KINDS[type(number)] is QUANTITY:
        number = plain_magnitude(number, Q(1, unit).units, whose)
    if not isinstance(number, int | float | np.number):
        raise TypeError(f"{whose}={number!r} is no number; give one, such as 1")
    if not number > 0:
        raise ValueError(f"{whose} is {number}; give a number above zero")
    return number


def serving():
    """Classes of serving by name: the efficiency calibrated on published runs, and what the class holds.

    >>> 0 < serving()["full batch"]["efficiency"] < 1
    True
    """
    return catalogue(__file__, "serving.csv")


def workloads():
    """What people ask of a GPU, by name: tokens, bits beyond them, GPU time beyond theirs (s), wait (s), source, grade.

    >>> workloads()["chat"]["wait"]
    1.0
    """
    return catalogue(__file__, "workloads.csv")


def benchmarks():
    """Published token rates beside ours: a dictionary a row, rates in output tokens per second and GPU.

    Of the row: model, gpu, setting, published, source, grade, serving, fitted (whether its class was calibrated on it).
    Ours: bound, by `token_rate_bound`; ideal, by `gpu_token_rate` without loss; predicted, with the efficiency of the
    row's class; residual, published over predicted. How far that is off: `spread`.

    >>> all(row["published"] <= row["bound"] for row in benchmarks())
    True
    """
    chips, architectures, classes = gpus(), models(), serving()
    return [
        row | prediction(row, architectures[row["architecture"]], chips[row["chip"]], classes[row["serving"]])
        for row in beside(__file__, "throughput.csv")
    ]


def spread(rows):
    """How far predictions lie from what was published, of rows of `benchmarks`: a dictionary.

    Of the residuals, published over predicted: rows (their number), within_two (how many of these within a factor of
    two), median, least, greatest, worst (the row furthest off), blackwell (the median of chips of that family). Of no
    rows NaN. On chips and software that came after the fit the predictions are too high nearly always, by half or more.

    >>> found = spread(row for row in benchmarks() if row["fitted"] == "no")
    >>> f"{found['within_two']} of {found['rows']}, {found['least']:.2f} to {found['greatest']:.2f}"
    '34 of 45, 0.25 to 1.32'
    """
    rows = list(rows)
    residuals = [row["residual"] for row in rows]
    blackwell = [row["residual"] for row in rows if row["chip"] in BLACKWELL]
    return {
        "rows": len(rows),
        "within_two": sum(1 / 2 <= residual <= 2 for residual in residuals),
        "median": median(residuals or [np.nan]),
        "least": min(residuals, default=np.nan),
        "greatest": max(residuals, default=np.nan),
        "worst": max(rows, key=lambda row: abs(np.log(row["residual"])), default=None),
        "blackwell": median(blackwell or [np.nan]),
    }


def prediction(row, model, chip, serving):
    """What our relations make of one published run: bound, ideal, predicted, residual."""
    peak_flops, bytes_per_weight, n = chip[row["precision"]], WEIGHT_BYTES[row["precision"]], row["gpus"]
    weights = [model[name] for name in ("dense_parameters", "expert_parameters", "experts", "experts_per_token")]
    kv_bytes = cache_bytes(model, row["bytes_per_value"])
    context = row["prompt"] + row["reply"] / 2
    fresh_prompt = row["fresh"] * row["prompt"]

    weight_bytes = (model["dense_parameters"] + model["expert_parameters"]) * bytes_per_weight
    batch = row["users"] or batch_limit(chip["memory"], weight_bytes, context, kv_bytes, n)
    active, streamed = streamed_parameters(*weights, 1.0), streamed_parameters(*weights, batch)
    step_time = decode_step_time(
        streamed, active, bytes_per_weight, batch, context, kv_bytes, chip["bandwidth"], peak_flops, n
    )
    prompt_time = prefill_time(active, fresh_prompt, batch, peak_flops, n)
    arithmetic_time = prefill_time(active, fresh_prompt + row["reply"], batch, peak_flops, n)
    ideal = gpu_token_rate(batch, row["reply"], step_time, prompt_time, n, 1.0)
    predicted = serving["efficiency"] * ideal
    return {
        "bound": float(token_rate_bound(batch, row["reply"], step_time, arithmetic_time, n)),
        "ideal": float(ideal),
        "predicted": float(predicted),
        "residual": float(row["published"] / predicted),
    }


def measurements():
    """What we measured ourselves on one GPU, beside ours: a dictionary a row, whose columns `measured.csv` explains.

    Ours: bound, in the unit of the row's rate; share, the rate over it. Of decode and prefill also predicted, with the
    efficiency of few users, and residual, rate over predicted, as `spread` takes it. What a row lacks is None. Nothing
    serves there, so that the program mostly does better than the efficiency, which holds a server's losses too.
    Neglects that 0.53 of the 8.03 billion weights are a table in which tokens are looked up: without it the bounds of
    decode are up to 7 % higher, and those of prefill, where only the last token is turned into words, 15 %.

    >>> shares = [row["share"] for row in measurements() if row["kind"] == "decode" and row["batch"] == 1]
    >>> f"{min(shares):.2f} to {max(shares):.2f} of what memory allows a single user"
    '0.68 to 0.75 of what memory allows a single user'
    """
    chips, architectures, efficiency = gpus(), models(), serving()["few users"]["efficiency"]
    found = []
    for row in beside(__file__, "measured.csv"):
        bound = measured_bound(row, architectures.get(row["architecture"]), chips[row["chip"]])
        predicted = efficiency * bound if row["kind"] in ("decode", "prefill") else None
        share, residual = (of and row["rate"] / of for of in (bound, predicted))
        found.append(row | {"bound": bound, "share": share, "predicted": predicted, "residual": residual})
    return found


def measured_bound(row, model, chip):
    """The rate that our relations and the chip's maker allow to a row of `measurements`; None where it has no rate."""
    if row["kind"] in ("copy", "read"):
        return chip["bandwidth"]
    if row["kind"] == "matmul":
        return chip[row["precision"]]
    if row["kind"] not in ("decode", "prefill"):
        return None
    batch, context, peak_flops = row["batch"], row["context"], chip[row["precision"]]
    weights = [model[name] for name in ("dense_parameters", "expert_parameters", "experts", "experts_per_token")]
    active, streamed = streamed_parameters(*weights, 1.0), streamed_parameters(*weights, batch)
    if row["kind"] == "prefill":
        return float(batch * context / prefill_time(active, context, batch, peak_flops, 1.0))
    bytes_per_weight, kv_bytes = WEIGHT_BYTES[row["precision"]], cache_bytes(model, row["bytes_per_value"])
    memory = (kv_bytes, chip["bandwidth"])
    return float(batch / decode_step_time(streamed, active, bytes_per_weight, batch, context, *memory, peak_flops, 1.0))


def cache_bytes(model, bytes_per_value):
    """Bytes a token of context takes in a model of the catalogue, by its attention; V4's as vLLM Team 2026 prints."""
    if model["cache_values"]:
        return model["cache_values"] * bytes_per_value
    if model["latent_dim"]:
        return latent_kv_bytes_per_token(model["layers"], model["latent_dim"], model["rope_dim"], bytes_per_value)
    return kv_bytes_per_token(model["layers"], model["kv_heads"], model["head_dim"], bytes_per_value)
