"""Tokens: golden values, what must hold for any roofline, and published runs beside ours.

Run with `-s` to see the table of residuals.
"""

import math
import tomllib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from starcalc import Q, Scenario, inference, model
from starcalc.units import RELATIONS

# Ranges over which an argument is tried, in plain units.
ARGUMENT_SAMPLES = {
    "active_parameters": (1e9, 4e11),
    "arithmetic_time": (0.1, 100.0),
    "bandwidth": (1e12, 1e13),
    "batch": (1.0, 4096.0),
    "bytes_per_value": (1.0, 2.0),
    "bytes_per_weight": (0.5, 2.0),
    "context": (100.0, 1e5),
    "dense_parameters": (1e9, 4e11),
    "expert_parameters": (1e9, 7e11),
    "experts": (16.0, 256.0),
    "experts_per_token": (1.0, 8.0),
    "fresh": (0.05, 1.0),
    "gpu_power": (300.0, 1400.0),
    "gpus": (1.0, 144.0),
    "head_dim": (64.0, 256.0),
    "heads": (32.0, 128.0),
    "key_dim": (64.0, 576.0),
    "kv_bytes": (3e4, 1e6),
    "kv_heads": (1.0, 16.0),
    "latent_dim": (256.0, 1024.0),
    "layers": (20.0, 130.0),
    "memory": (3e10, 3e11),
    "peak_flops": (1e14, 2e16),
    "power": (1e3, 2e5),
    "prompt": (100.0, 1e5),
    "prompt_time": (0.01, 100.0),
    "reference_rate": (50.0, 5e3),
    "reply": (10.0, 1e4),
    "rope_dim": (32.0, 128.0),
    "server_overhead": (1.0, 1.9),
    "serving_efficiency": (0.05, 1.0),
    "step_time": (1e-3, 0.2),
    "streamed_parameters": (1e9, 7e11),
    "token_rate": (1e3, 1e6),
    "token_rate_per_gpu": (50.0, 5e3),
    "users_per_gpu": (0.1, 1000.0),
    "value_dim": (64.0, 512.0),
    "weight_bytes": (1e9, 7e11),
}

ROWS = inference.benchmarks()
WITHIN = 2  # the factor that one efficiency per class is good for on the chips and software it was fitted with
WITH_THE_FIT = {
    "tensorrtllm2025",
    "nvidia2025nim",
    "mlcommons2024",
    "lmsys2025",
    "deepseek2025",
}  # sources of its months
OF_THE_FIT = [row for row in ROWS if row["source"] in WITH_THE_FIT]
SINCE = [row for row in ROWS if row["source"] not in WITH_THE_FIT]
CLASSES = sorted(inference.serving())
MEASURED = inference.measurements()
TIMED = [row for row in MEASURED if row["rate"]]
OF_A_MODEL = [row for row in TIMED if row["kind"] in ("decode", "prefill")]
BYTE = Q(1, "byte")


def of(*names):
    """Random values of some arguments, as keywords."""
    return st.fixed_dictionaries({name: st.floats(*ARGUMENT_SAMPLES[name]) for name in names})


def each_row(rows):
    return [pytest.param(row, id=f"{row['model']}, {row['gpu']}, {row['setting']}") for row in rows]


# --- golden values ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("layers", "expected"), [(32, 65_536), (80, 163_840), (126, 258_048)])
def test_a_token_of_llama_3s_context_takes_this_many_bytes(layers, expected):  # G1
    assert inference.kv_bytes_per_token(layers, 8, 128, BYTE).m_as("byte") == pytest.approx(expected, rel=1e-9)


def step_of_llama_70b():
    return inference.decode_step_time(
        70.554e9, 70.554e9, BYTE, 64, 1024, Q(163_840, "byte"), Q(3.35, "TB/s"), Q(1979e12, "1/s"), 2
    )


def test_a_step_of_llama_70b_on_two_h100_takes_twelve_milliseconds():  # G2a
    assert step_of_llama_70b().m_as("ms") == pytest.approx(12.133, rel=1e-3)


def test_that_step_makes_2637_tokens_a_second_and_gpu():  # G2b
    rate = inference.gpu_token_rate(64, 1000, step_of_llama_70b(), Q(0, "s"), 2, 1)
    assert rate.m_as("token/s") == pytest.approx(2637.4, rel=1e-3)


@pytest.mark.parametrize(
    ("model", "published"), [("Llama-3.1-8B fp8", 15_220), ("Llama-3.3-70B fp8", 2102.5), ("Llama-3.1-405B fp8", 364.9)]
)
def test_the_roofline_lies_above_what_tensorrt_llm_reached_on_h100(model, published):  # G4
    (row,) = [r for r in ROWS if (r["model"], r["chip"], r["setting"]) == (model, "H100", "1000/1000")]
    assert row["published"] == pytest.approx(published, abs=0.05)
    assert row["bound"] >= published


# --- published runs ---------------------------------------------------------------------------------------------------


def test_the_residuals_are_shown():
    print(f"\n{'model':22} {'GPUs':12} {'setting':34} {'published':>9} {'bound':>7} {'predicted':>9} residual")
    for row in sorted(ROWS, key=lambda row: (row["serving"], row["fitted"], -row["published"])):
        print(
            f"{row['model']:22} {row['gpu']:12} {row['setting']:34} {row['published']:9.1f} {row['bound']:7.0f} "
            f"{row['predicted']:9.1f} {row['residual']:5.2f}  {row['serving']}{', fitted' * (row['fitted'] == 'yes')}"
        )


@pytest.mark.parametrize("row", each_row(ROWS))
def test_no_published_run_beats_the_roofline(row):
    assert row["published"] <= row["ideal"] <= row["bound"] * (1 + 1e-12)


@pytest.mark.parametrize("row", each_row(OF_THE_FIT))
def test_one_efficiency_per_class_predicts_a_run_of_its_months_within_a_factor_of_two(row):
    assert 1 / WITHIN < row["published"] / row["predicted"] < WITHIN


def test_of_the_runs_since_three_in_five_lie_within_a_factor_of_two_and_none_beyond_four():
    found = inference.spread(SINCE)
    assert (found["rows"], found["within_two"]) == (27, 16)
    assert 1 / 4 < found["least"] < 0.26
    assert found["greatest"] < 1.25


def test_what_was_promised_of_blackwell_is_too_much():
    found = inference.spread(ROWS)
    assert found["blackwell"] == pytest.approx(0.62, abs=0.01)
    blackwell = [row for row in SINCE if row["chip"] in ("B200", "GB200", "GB300")]
    assert sum(row["residual"] < 1 for row in blackwell) >= 0.8 * len(blackwell)


def test_the_miss_on_h100_by_inferencex_is_kept():
    (row,) = [row for row in SINCE if row["chip"] == "H100"]
    assert row["residual"] == pytest.approx(0.34, abs=0.01)


def test_seven_months_of_software_made_the_same_rack_2_77_times_as_fast():
    server = {row["setting"]: row["published"] for row in SINCE if row["gpu"] == "72 x GB300" and "R1" in row["model"]}
    assert server["server in 6.0"] / server["server in 5.1"] == pytest.approx(2.77, abs=0.01)  # as NVIDIA prints


def test_a_spread_of_nothing_is_nothing():
    found = inference.spread([])
    assert (found["rows"], found["worst"]) == (0, None)
    assert math.isnan(found["median"])


def test_inferencex_counts_input_with_output():
    (row,) = [row for row in SINCE if row["setting"] == "8000/1000 at 27 tokens/s a user" and row["chip"] == "GB300"]
    assert row["published"] * 9 == pytest.approx(6182, abs=5)


@pytest.mark.parametrize("name", CLASSES)
def test_the_efficiency_of_a_class_is_the_fit_that_its_header_states(name):
    ratios = [r["published"] / r["ideal"] for r in ROWS if r["serving"] == name and r["fitted"] == "yes"]
    assert inference.serving()[name]["efficiency"] == pytest.approx(math.sqrt(min(ratios) * max(ratios)), abs=0.005)


@pytest.mark.parametrize("name", CLASSES)
def test_most_of_what_is_predicted_was_not_fitted(name):
    if name != "full batch":  # its fourteen fitted rows are one table of one server
        assert sum(r["fitted"] == "no" for r in ROWS if r["serving"] == name) > sum(
            r["fitted"] == "yes" for r in ROWS if r["serving"] == name
        )


def test_a_mixture_of_experts_is_served_far_less_well_than_a_dense_model():
    serving = inference.serving()
    assert serving["expert batch"]["efficiency"] < serving["full batch"]["efficiency"] / 2


def test_rows_keep_what_a_chapter_shows():
    wanted = {"model", "gpu", "setting", "published", "source", "grade", "bound", "predicted"}
    assert all(wanted <= row.keys() for row in ROWS)
    assert all(isinstance(row[name], float) for row in ROWS for name in ("published", "bound", "predicted"))


@pytest.mark.parametrize("row", each_row(row for row in ROWS if row["fitted"] == "no" or row["users"]))
def test_the_calculation_of_a_server_makes_of_a_run_what_the_table_does(row):
    users = row["users"] or 1e9  # more than fit, so that memory decides
    scenario = Scenario().but(
        **inference.of_model(row["architecture"], row["gpus"], row["bytes_per_value"]),
        **inference.on_chip(row["chip"], row["precision"]),
        **{name: row[name] for name in ("prompt", "reply", "fresh")},
        users_per_gpu=users / row["gpus"],
    )
    found = model.server(scenario.but(serving_efficiency=1.0)).gpu_rate.m_as("token/s")
    assert found == pytest.approx(row["ideal"], rel=1e-9)


# --- what we measured -------------------------------------------------------------------------------------------------


def each_point(rows):
    rows = list(rows)
    names = [f"{row['chip']} {row['kind']} {row['batch'] or 0:g} x {row['context'] or 0:g}" for row in rows]
    return [pytest.param(row, id=name) for row, name in zip(rows, names, strict=True)]


def drawn(chip, kind):
    """What a chip drew at something that was measured once, W."""
    (row,) = [row for row in MEASURED if (row["chip"], row["kind"]) == (chip, kind)]
    return row["watts"]


def test_what_a_measured_point_may_not_beat_is_what_a_hand_finds():
    model, chip = inference.models()["Llama-3-8B"], inference.gpus()["H100"]
    row = {"kind": "decode", "precision": "bf16", "batch": 16.0, "context": 2048.0, "bytes_per_value": 2.0}
    bound = inference.catalogue.measured_bound(row, model, chip)
    assert bound == pytest.approx(16 * 3.35e12 / (2 * 8.030e9 + 16 * 2048 * 131_072), rel=1e-9)  # memory binds
    bound = inference.catalogue.measured_bound(row | {"batch": 512.0, "context": 1.0}, model, chip)
    assert bound == pytest.approx(989e12 / (2 * 8.030e9), rel=1e-9)  # arithmetic binds
    assert inference.catalogue.measured_bound(row | {"kind": "prefill"}, model, chip) == pytest.approx(bound, rel=1e-9)
    assert inference.catalogue.measured_bound({"kind": "copy"}, None, chip) == 3.35e12
    assert inference.catalogue.measured_bound({"kind": "matmul", "precision": "bf16"}, None, chip) == 989e12
    assert inference.catalogue.measured_bound({"kind": "idle"}, None, chip) is None


def test_what_we_measured_is_shown():
    numbers = {
        "rate": "10.4g",
        "bound": "10.4g",
        "share": "5.2f",
        "predicted": "10.4g",
        "residual": "5.2f",
        "watts": "5.0f",
    }
    print(f"\n{'':24}{' '.join(numbers)} attention")
    for point in each_point(MEASURED):
        (row,) = point.values
        shown = " ".join(format(row[name] or 0, how) for name, how in numbers.items())
        print(f"{point.id:24}{shown} {row['attention'] or ''}")


@pytest.mark.parametrize("row", each_point(TIMED))
def test_no_measured_rate_beats_the_roofline(row):
    assert 0 < row["rate"] <= row["bound"]
    assert row["step_least"] <= row["step"]


@pytest.mark.parametrize("row", each_point(OF_A_MODEL))
def test_a_measured_rate_is_what_was_made_over_the_time_it_took(row):
    made = row["batch"] * (row["context"] if row["kind"] == "prefill" else 1)
    assert row["rate"] == pytest.approx(made / row["step"], rel=1e-4)
    assert inference.models()[row["architecture"]]["dense_parameters"] == pytest.approx(8.03e9)


@pytest.mark.parametrize("row", each_point(OF_A_MODEL))
def test_the_efficiency_of_few_users_is_good_to_a_factor_of_two_for_what_we_measured(row):
    assert 1 / WITHIN < row["residual"] < WITHIN


@pytest.mark.parametrize("row", each_point(row for row in TIMED if row["watts"]))
def test_a_gpu_at_work_draws_more_than_idle_and_no_more_than_its_rating(row):
    assert drawn(row["chip"], "ready") < row["watts"] < 1.05 * inference.gpus()[row["chip"]]["power"]


@pytest.mark.parametrize("row", each_point(row for row in OF_A_MODEL if row["kind"] == "decode"))
def test_no_measured_rate_beats_a_bound_that_leaves_out_the_table_of_tokens(row):
    looked_up = 128_256 * inference.models()[row["architecture"]]["hidden_size"]
    assert looked_up == pytest.approx(0.525e9, rel=1e-3)
    memory = 2 * (8.030e9 - looked_up) + row["batch"] * row["context"] * 131_072
    chip = inference.gpus()[row["chip"]]
    arithmetic = 2 * (8.030e9 - looked_up) * row["batch"]
    assert row["step_least"] > max(memory / chip["bandwidth"], arithmetic / chip["bf16"])


def test_how_near_the_roofline_a_bare_program_comes():
    shares = {kind: [row["share"] for row in TIMED if row["kind"] == kind] for kind in {row["kind"] for row in TIMED}}
    few = [row["share"] for row in OF_A_MODEL if row["kind"] == "decode" and row["batch"] <= 16]
    assert 0.67 < min(few) < max(few) < 0.82
    assert 0.38 < min(shares["decode"]) < max(shares["decode"]) < 0.83
    assert 0.60 < min(shares["prefill"]) < max(shares["prefill"]) < 0.68
    assert 0.86 < min(shares["copy"] + shares["read"]) < max(shares["copy"] + shares["read"]) < 0.91
    assert 0.67 < min(shares["matmul"]) < max(shares["matmul"]) < 0.70


def test_a_gpu_that_serves_a_crowd_draws_what_its_plate_says():
    crowd = [row for row in OF_A_MODEL if row["kind"] == "prefill" or row["batch"] >= 64]
    assert min(row["watts"] for row in crowd) > 0.9 * 700
    assert all(row["capped"] == 1 for row in crowd if row["kind"] == "prefill" or row["batch"] >= 128)


@pytest.mark.parametrize(("chip", "ready"), [("H100", 0.19), ("H200", 0.17)])
def test_a_gpu_that_waits_with_its_weights_loaded_draws_half_as_much_again_as_an_idle_one(chip, ready):
    assert drawn(chip, "idle") / 700 == pytest.approx(0.11, abs=0.005)
    assert drawn(chip, "ready") / 700 == pytest.approx(ready, abs=0.005)


# --- catalogues -------------------------------------------------------------------------------------------------------


def test_the_catalogues_hold_what_they_promise():
    chips = {"H100", "H200", "B200", "B300", "GB200", "GB300", "VR200", "MI300X", "TPU v6e"}
    assert inference.gpus().keys() == chips
    assert inference.models().keys() == {
        "Llama-3-8B",
        "Llama-3-70B",
        "Llama-3-405B",
        "Llama-2-70B",
        "Mixtral-8x7B",
        "DeepSeek-V3",
        "Qwen3-235B",
        "DeepSeek-V4-Pro",
        "DeepSeek-V4-Flash",
        "GPT-OSS-120B",
    }


@pytest.mark.parametrize(
    ("model", "total", "active"),
    [
        ("Mixtral-8x7B", 46.7e9, 12.9e9),
        ("DeepSeek-V3", 671e9, 37e9),
        ("Qwen3-235B", 235e9, 22e9),
        ("DeepSeek-V4-Flash", 284e9, 13e9),
        ("GPT-OSS-120B", 116.8e9, 5.1e9 + 0.58e9),  # its maker leaves the 0.58e9 of the first table out of "active"
    ],
)
def test_a_mixtures_dense_and_expert_parameters_make_what_its_makers_print(model, total, active):
    found = inference.models()[model]
    shape = [found[name] for name in ("dense_parameters", "expert_parameters", "experts", "experts_per_token")]
    assert shape[0] + shape[1] == pytest.approx(total, rel=0.002)
    assert inference.streamed_parameters(*shape, 1) == pytest.approx(active, rel=0.02)


def test_v4_pro_has_1_6_trillion_parameters_and_49_billion_active():
    found = inference.models()["DeepSeek-V4-Pro"]
    shape = [found[name] for name in ("dense_parameters", "expert_parameters", "experts", "experts_per_token")]
    assert f"{(shape[0] + shape[1]) / 1e12:.1f}" == "1.6"
    assert inference.streamed_parameters(*shape, 1) == pytest.approx(49e9, rel=1e-3)
    assert shape[1] == pytest.approx(61 * 384 * 3 * 7168 * 3072, rel=2e-5)


def test_a_million_tokens_of_v4_pro_take_what_vllm_prints():
    cache = inference.of_model("DeepSeek-V4-Pro", 72, 2)["kv_bytes"].m_as("byte") * 2**20
    assert f"{cache / 2**30:.2f}" == "9.62"  # GiB, in 16 bits
    v32 = 61 * (512 + 64 + 128) * 2 * 2**20  # latent vector, key of the position, and that of the index
    assert v32 / cache == pytest.approx(8.7, abs=0.05)


def test_a_token_of_deepseek_v3_at_its_mean_context_costs_more_to_look_back_than_to_think():
    looking_back = inference.attention_flops(61, 128, 512 + 64, 512, 4988)
    assert looking_back == pytest.approx(84.7e9, rel=1e-3)  # 61 × 128 × 1088 × 4988, twice, by hand
    assert looking_back > 2 * 37e9


BUNDLES = [name for name, row in inference.gpus().items() if row["price"]]


@pytest.mark.parametrize("name", BUNDLES)
def test_a_chip_comes_with_its_server_price_and_die(name):
    found, row = inference.chip(name), inference.gpus()[name]
    wanted = {"gpu_power", "server_overhead", "gpu_price", "mass_per_gpu", "memory", "bandwidth", "peak_flops"}
    assert found.keys() == wanted | {"die_area", "bytes_per_weight"}
    assert 0.35 < row["carried"] / row["mass"] < 0.5
    assert 0.4 < found["gpu_power"].m_as("W") / found["die_area"].m_as("mm**2") < 1.2
    assert 1 < row["overhead"] < 1.9


@pytest.mark.parametrize("name", ["H100", "H200", "B200", "GB200", "GB300", "VR200"])
def test_a_chip_of_the_catalogue_is_the_design_of_that_name(name):
    design = tomllib.loads(
        (Path(inference.__file__).parents[1] / "designs" / f"{name.lower()}.toml").read_text("utf-8")
    )
    for assumption, found in inference.chip(name).items():
        unit = Scenario().assumption(assumption).unit
        assert found.m_as(unit) == pytest.approx(design[assumption]["value"], rel=1e-9), assumption


def test_a_dollar_buys_fewer_watts_of_the_newest_chips():
    def dollars_per_watt(name):
        found = inference.chip(name)
        return (found["gpu_price"] / found["gpu_power"] / found["server_overhead"]).m_as("USD/W")

    assert [round(dollars_per_watt(name)) for name in ("GB200", "GB300", "VR200")] == [28, 30, 41]


def test_every_chip_run_and_model_has_sources_and_grades():
    from starcalc.assumptions import GRADES, sources

    for row in (*inference.gpus().values(), *inference.models().values(), *ROWS):
        keys = [key for key in row if key.endswith("source")]
        assert all(row[key] in sources() for key in keys if row[key])
        assert all(row[key.replace("source", "grade")] in GRADES for key in keys if row[key])


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            lambda: inference.on_chip("H1000", "fp8"),
            r"no GPU called 'H1000'; did you mean 'H100'\?; there are: H100, H2",
        ),
        (lambda: inference.on_chip(None, "fp8"), "no GPU called None; there are: H100"),
        (lambda: inference.on_chip("H100", "fp4"), "the H100 has no fp4; it has bf16, fp8"),
        (
            lambda: inference.on_chip("H100", "fp16"),
            r"no precision called 'fp16'; did you mean .*\?; the H100 has bf16, f",
        ),
        (lambda: inference.on_chip("TPU v6e", "fp8"), "the power of the TPU v6e is not in the catalogue"),
        (lambda: inference.chip("GB30"), "no GPU called 'GB30'; did you mean 'GB300'"),
        (lambda: inference.chip("MI300X"), "the overhead of the MI300X is not in the catalogue"),
        (lambda: inference.of_model("GPT-4", 1, 1), "no model called 'GPT-4'; there are: Llama-3-8B"),
        (lambda: inference.of_model("Llama-3-70b", 1, 1), "did you mean 'Llama-3-70B'"),
        (lambda: inference.of_model("Llama-3-70B", 0, 1), "of_model: gpus_per_model is 0; give a number above zero"),
        (lambda: inference.of_model("Llama-3-70B", 1, -1), "of_model: bytes_per_value is -1; give a number above zero"),
    ],
)
def test_what_the_catalogue_lacks_is_refused_with_what_it_has(call, said):
    with pytest.raises(ValueError, match=said):
        call()


def test_numbers_of_a_model_are_numbers():
    with pytest.raises(TypeError, match="of_model: gpus_per_model='2' is no number"):
        inference.of_model("Llama-3-70B", "2", 1)
    with pytest.raises(TypeError, match="of_model: bytes_per_value must be"):
        inference.of_model("Llama-3-70B", 2, Q(1, "kg"))
    assert inference.of_model("Llama-3-70B", 2, BYTE) == inference.of_model("Llama-3-70B", 2, 1)


def test_lower_precision_is_never_slower():
    for chip in inference.gpus().values():
        rates = [chip[name] for name in ("bf16", "fp8", "fp4") if chip[name]]
        assert rates == sorted(rates)


# --- what holds for any roofline --------------------------------------------------------------------------------------


@given(of("dense_parameters", "expert_parameters", "experts", "experts_per_token", "batch"))
def test_a_step_reads_at_least_the_active_and_at_most_all_parameters(given_):
    active = inference.streamed_parameters(**given_ | {"batch": 1.0})
    all_of_them = given_["dense_parameters"] + given_["expert_parameters"]
    assert active * (1 - 1e-12) <= inference.streamed_parameters(**given_) <= all_of_them * (1 + 1e-12)
    assert inference.streamed_parameters(**given_ | {"batch": 1e6}) == pytest.approx(all_of_them)


@pytest.mark.parametrize(("experts", "experts_per_token", "batch"), [(8, 2, 4), (128, 8, 20), (256, 8, 64)])
def test_experts_touched_are_those_of_a_draw(experts, experts_per_token, batch):
    random, draws = np.random.default_rng(20261123), 300
    order = random.random((draws, batch, experts)).argsort(axis=-1)[..., :experts_per_token]
    touched = [len(np.unique(drawn)) for drawn in order]
    expected = inference.streamed_parameters(0.0, experts, experts, experts_per_token, batch)
    assert np.mean(touched) == pytest.approx(expected, abs=5 * np.std(touched) / math.sqrt(draws))


STEP = ("streamed_parameters", "active_parameters", "bytes_per_weight", "batch", "context", "kv_bytes")
MACHINE = ("bandwidth", "peak_flops", "gpus")


@given(of(*STEP, *MACHINE), st.sampled_from(STEP), st.floats(1.01, 10))
def test_more_work_never_makes_a_step_shorter(given_, name, factor):
    more = given_ | {name: factor * given_[name]}
    assert inference.decode_step_time(**more) >= inference.decode_step_time(**given_)


@given(of(*STEP, *MACHINE), st.sampled_from(MACHINE), st.floats(1.01, 10))
def test_a_better_machine_never_makes_a_step_longer(given_, name, factor):
    better = given_ | {name: factor * given_[name]}
    assert inference.decode_step_time(**better) <= inference.decode_step_time(**given_)


@given(of("active_parameters", "bytes_per_weight", "bandwidth", "peak_flops", "gpus"))
def test_at_the_ridge_reading_and_arithmetic_take_the_same_time(given_):
    ridge = inference.ridge_batch(given_["peak_flops"], given_["bandwidth"], given_["bytes_per_weight"])
    step = dict(given_, streamed_parameters=given_["active_parameters"], context=0.0, kv_bytes=0.0)
    below, at, above = (inference.decode_step_time(batch=b * ridge, **step) for b in (0.5, 1, 2))
    assert below == pytest.approx(at)
    assert above == pytest.approx(2 * at)


@given(of("memory", "weight_bytes", "context", "kv_bytes", "gpus"))
def test_a_full_batch_and_the_weights_fill_the_memory(given_):
    batch = inference.batch_limit(**given_)
    room = given_["gpus"] * given_["memory"] - given_["weight_bytes"]
    assert batch * given_["context"] * given_["kv_bytes"] == pytest.approx(max(room, 0), abs=1)


@given(of("batch", "reply", "step_time", "prompt_time", "gpus", "serving_efficiency"))
def test_no_prediction_exceeds_the_bound(given_):
    rate = inference.gpu_token_rate(**given_)
    decode, prompt = given_["reply"] * given_["step_time"], given_["prompt_time"]
    bound = inference.token_rate_bound(
        given_["batch"], given_["reply"], given_["step_time"], max(decode, prompt), given_["gpus"]
    )
    assert rate <= bound * (1 + 1e-12)
    assert inference.gpu_token_rate(**given_ | {"prompt_time": 2 * prompt}) < rate


@given(of("active_parameters", "prompt", "batch", "peak_flops", "gpus"))
def test_two_half_batches_are_read_in_as_fast_as_one_whole(given_):
    half = inference.prefill_time(**given_ | {"batch": given_["batch"] / 2})
    assert 2 * half == pytest.approx(inference.prefill_time(**given_))


@given(of("layers", "kv_heads", "head_dim", "bytes_per_value"))
def test_latent_attention_with_a_key_and_a_value_for_every_head_is_grouped_attention(given_):
    width = given_["kv_heads"] * given_["head_dim"]
    latent = inference.latent_kv_bytes_per_token(given_["layers"], width, width, given_["bytes_per_value"])
    assert latent == pytest.approx(inference.kv_bytes_per_token(**given_))


# --- bad input --------------------------------------------------------------------------------------------------------


def test_bytes_are_not_bits():
    assert inference.kv_bytes_per_token(80, 8, 128, Q(8, "bit")).m_as("byte") == pytest.approx(163_840)
    with pytest.raises(TypeError, match="bytes_per_value must be in B"):
        inference.kv_bytes_per_token(80, 8, 128, Q(1, ""))


def test_a_model_that_does_not_fit_serves_nobody():
    assert inference.batch_limit(80e9, 405e9, 1000.0, 258048.0, 4.0) == 0
    assert inference.gpu_token_rate(0.0, 1000.0, 0.1, 0.0, 4.0, 0.5) == 0


def test_a_chip_without_an_arithmetic_says_so():
    assert inference.gpus()["H100"]["fp4"] is None
    assert inference.models()["Llama-3-70B"]["latent_dim"] is None


@pytest.mark.parametrize("batch", [1.0, 2.0, 2.5])
def test_more_experts_per_token_than_experts_read_nothing(batch):
    assert np.isnan(inference.streamed_parameters(1e9, 1e9, 8.0, 20.0, batch))
    assert np.isnan(inference.streamed_parameters(1e9, 1e9, 8.0, -2.0, batch))
    assert np.isnan(inference.streamed_parameters(1e9, 1e9, 8.0, 2.0, -batch))


def test_a_dense_model_is_one_expert_that_is_always_touched():
    assert [inference.streamed_parameters(1e9, 2e9, 1.0, 1.0, batch) for batch in (1.0, 50.0)] == [3e9, 3e9]
    assert inference.streamed_parameters(1e9, 2e9, 256.0, 8.0, 0.0) == 1e9


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("gpu_count", {"power": -130e3}),
        ("gpu_count", {"power": -130e3, "gpu_power": -700.0}),
        ("energy_per_token", {"power": -1.0, "token_rate": -1.0}),
        ("ridge_batch", {"peak_flops": -1e15, "bandwidth": -3e12}),
        ("decode_step_time", {"bandwidth": -3e12}),
        ("decode_step_time", {"peak_flops": -1e15}),
        ("batch_limit", {"memory": -80e9}),
        ("batch_limit", {"weight_bytes": -70e9}),
        ("batch_limit", {"context": -1000.0}),
        ("gpu_token_rate", {"prompt_time": -0.01}),
        ("gpu_token_rate", {"step_time": -0.01}),
        ("user_token_rate", {"batch": -5.0}),
        ("token_rate_bound", {"step_time": -0.01}),
        ("token_rate_bound", {"arithmetic_time": -0.01}),
    ],
)
def test_less_than_nothing_is_no_number(name, wrong):
    relation = RELATIONS[f"inference.{name}"]
    right = {argument: ARGUMENT_SAMPLES[argument][0] for argument in relation.units}
    assert np.isfinite(relation(**right))
    assert np.isnan(relation(**right | wrong))


def test_no_tokens_take_infinite_energy():
    with np.errstate(divide="ignore"):
        assert inference.energy_per_token(130e3, 0.0) == math.inf
        assert inference.ridge_batch(1e15, 0.0, 1.0) == math.inf


STRANGE = st.sampled_from([math.nan, math.inf, -math.inf, 0.0, -0.0, 1e300, -1e300, 1e-300]) | st.floats(-1e6, 1e6)


@pytest.mark.parametrize("name", [name for name in RELATIONS if name.startswith("inference.")])
@given(data=st.data())
def test_strange_numbers_give_numbers(name, data):
    relation = RELATIONS[name]
    with np.errstate(all="ignore"):
        answer = relation(**{argument: data.draw(STRANGE, argument) for argument in relation.units})
    assert isinstance(answer, float)


def test_every_argument_has_a_range():
    wanted = {argument for name, r in RELATIONS.items() if name.startswith("inference.") for argument in r.units}
    assert wanted == ARGUMENT_SAMPLES.keys()
