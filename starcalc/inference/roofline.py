"""How many GPUs a power feeds, and what they make.

A GPU that writes text is bound by one of two things: how fast it reads its memory, or how fast it multiplies. The
relations of this module are that roofline (Williams et al. 2009), applied to language models as Pope et al. 2022 do.
"""

from math import nan
from typing import Annotated

from starcalc.arrays import xp
from starcalc.edges import not_negative, one_less_power
from starcalc.units import Array, Dimensionless, Power, Time, TokenRate, relation

EnergyPerToken = Annotated[Array, "J/token"]
Information = Annotated[Array, "byte"]
Bandwidth = Annotated[Array, "byte/s"]
OperationRate = Annotated[Array, "1/s"]
TOKENS_PER_STEP: Annotated[Array, "token", r"\tau_1"] = 1.0  # each request of a batch gains one token a step


@relation
def gpu_count(power: Power, gpu_power: Power, server_overhead: Dimensionless) -> Dimensionless:
    """GPUs that a power feeds: n = P / (P_gpu κ), with κ the power of the whole server over that of its GPUs.

    Not rounded, so that it has a slope; round where it is shown. A power or an overhead below zero: NaN.
    Source: bookkeeping; κ = 10.2 kW / (8 × 700 W) on the ground by NVIDIA 2023.

    >>> f"{gpu_count(130e3, 700.0, 1.0):.1f}"
    '185.7'
    """
    return not_negative(power) / (not_negative(gpu_power) * not_negative(server_overhead))


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

    All the power, whoever draws it. No tokens: infinite. Power or tokens below zero: NaN. Source: definition.

    >>> f"{energy_per_token(130e3, 13000.0):.1f} J/token"
    '10.0 J/token'
    """
    return not_negative(power) / not_negative(token_rate)


@relation
def kv_bytes_per_token(
    layers: Dimensionless, kv_heads: Dimensionless, head_dim: Dimensionless, bytes_per_value: Information
) -> Information:
    """Memory that one token of context takes with grouped-query attention: 2 L h d b, a key and a value per head.

    Neglects the padding of a paged cache, a few percent. Source: Pope et al. 2022, section 3.3.

    >>> f"{kv_bytes_per_token(80.0, 8.0, 128.0, 1.0):.0f} B"
    '163840 B'
    """
    return 2 * layers * kv_heads * head_dim * bytes_per_value


@relation
def latent_kv_bytes_per_token(
    layers: Dimensionless, latent_dim: Dimensionless, rope_dim: Dimensionless, bytes_per_value: Information
) -> Information:
    """Memory that one token of context takes with multi-head latent attention: L (d_c + d_r) b, shared by all heads.

    One compressed vector for keys and values, and one key that carries the position. Source: DeepSeek-AI 2024,
    section 2.1.1.

    >>> f"{latent_kv_bytes_per_token(61.0, 512.0, 64.0, 2.0):.0f} B"
    '70272 B'
    """
    return layers * (latent_dim + rope_dim) * bytes_per_value


@relation
def streamed_parameters(
    dense_parameters: Dimensionless,
    expert_parameters: Dimensionless,
    experts: Dimensionless,
    experts_per_token: Dimensionless,
    batch: Dimensionless,
) -> Dimensionless:
    """Weights that a step must read: N_d + N_e (1 − (1 − k/E)^B), as a batch touches more experts than one token does.

    `expert_parameters` is the total over all experts. With a batch of one this is the number of active parameters;
    with a large one it is all of them. Experts drawn evenly and independently; real ones have favourites, and a batch
    then touches fewer. More experts per token than experts, or a batch below zero: NaN.
    Source: occupancy of E boxes by k B balls.

    >>> " to ".join(f"{streamed_parameters(17.1e9, 653.91e9, 256.0, 8.0, batch):.4g}" for batch in (1.0, 64.0))
    '3.753e+10 to 5.853e+11'
    """
    touched = one_less_power(not_negative(experts_per_token / experts), not_negative(batch))
    return dense_parameters + expert_parameters * touched


@relation
def ridge_batch(peak_flops: OperationRate, bandwidth: Bandwidth, bytes_per_weight: Information) -> Dimensionless:
    """Batch at which arithmetic takes as long as reading the weights: B = F b / (2 β).

    Below it more users cost no time. Two operations a weight; neglects the cache, which puts it off or removes it. A
    bandwidth below zero: NaN. Source: Williams et al. 2009.

    >>> f"{ridge_batch(1979e12, 3.35e12, 1.0):.1f}"
    '295.4'
    """
    return peak_flops * bytes_per_weight / (2 * not_negative(bandwidth))


@relation
def decode_step_time(
    streamed_parameters: Dimensionless,
    active_parameters: Dimensionless,
    bytes_per_weight: Information,
    batch: Dimensionless,
    context: Dimensionless,
    kv_bytes: Information,
    bandwidth: Bandwidth,
    peak_flops: OperationRate,
    gpus: Dimensionless,
) -> Time:
    """Least time in which a batch gains one token each: t = max(N_s b + B c m, 2 N_a B β/F) / (n β), a bound.

    No server is faster: either the weights and the caches of B requests with c tokens each are read, or the arithmetic
    takes longer. `context` is the mean over the reply, prompt + reply/2. Neglects the links between GPUs, all overheads
    and attention's own arithmetic, see `attention_flops`: for DeepSeek-V3 at 5,000 tokens it is more than the weights',
    and all takes 2.1 times as long; for V4-Pro at 9,000 an eighth more; for grouped queries some percent. Either
    time below zero: NaN. Source: Pope et al. 2022, section 2.

    >>> f"{decode_step_time(70.554e9, 70.554e9, 1.0, 64.0, 1024.0, 163840.0, 3.35e12, 1979e12, 2.0) * 1e3:.2f} ms"
    '12.13 ms'
    """
    memory_time = (streamed_parameters * bytes_per_weight + batch * context * kv_bytes) / (bandwidth * gpus)
    arithmetic_time = 2 * active_parameters * batch / (peak_flops * gpus)
    return xp.maximum(not_negative(memory_time), not_negative(arithmetic_time))


@relation
def attention_flops(
    layers: Dimensionless,
    heads: Dimensionless,
    key_dim: Dimensionless,
    value_dim: Dimensionless,
    context: Dimensionless,
) -> Dimensionless:
    """Arithmetic that one token's look back takes, weights apart: F = 2 L h (d_k + d_v) c operations.

    Each head multiplies its query with every key, then weights every value. With latent attention as it is served, keys
    are d_c + d_r wide and values d_c. `context` is what a layer sees: where attention is sparse, less than there is.
    Neglects the softmax. Source: DeepSeek-AI 2024, section 2.1.1.

    >>> f"{attention_flops(61.0, 128.0, 576.0, 512.0, 4989.0) / 1e9:.1f} billion beside {2 * 37.5:.0f} for the weights"
    '84.8 billion beside 75 for the weights'
    """
    return 2 * layers * heads * (key_dim + value_dim) * context


@relation
def prefill_time(
    active_parameters: Dimensionless,
    prompt: Dimensionless,
    batch: Dimensionless,
    peak_flops: OperationRate,
    gpus: Dimensionless,
) -> Time:
    """Least time in which the prompts of a batch are read in: t = 2 N_a p B / (n F), a bound.

    Neglects attention's own arithmetic, which grows as p² and matters beyond some 10,000 tokens, see `attention_flops`.
    Source: Pope et al. 2022, section 2.

    >>> f"{prefill_time(70.554e9, 1000.0, 64.0, 1979e12, 2.0):.3f} s"
    '2.282 s'
    """
    return 2 * active_parameters * prompt * batch / (peak_flops * gpus)


@relation
def batch_limit(
    memory: Information, weight_bytes: Information, context: Dimensionless, kv_bytes: Information, gpus: Dimensionless
) -> Dimensionless:
    """Requests whose caches fit beside the weights: B = (n M − W) / (c m), a bound.

    `memory` is that of one GPU, all of it; servers keep a tenth back. Not rounded. Weights that do not fit: zero. A
    memory, weights or caches below zero: NaN. Source: bookkeeping.

    >>> f"{batch_limit(80e9, 70.554e9, 1500.0, 163840.0, 2.0):.1f}"
    '364.0'
    """
    room = not_negative(gpus * memory) - not_negative(weight_bytes)
    return xp.maximum(room / not_negative(context * kv_bytes), 0.0)


@relation
def gpu_token_rate(
    batch: Dimensionless,
    reply: Dimensionless,
    step_time: Time,
    prompt_time: Time,
    gpus: Dimensionless,
    serving_efficiency: Dimensionless,
) -> TokenRate:
    """Output tokens per second and GPU: r = η B a / (n (a t_s + t_p)), decode with its share of prefill.

    A batch's prompts are read in t_p, then its replies of a tokens take a steps of t_s. `serving_efficiency` η holds
    what the two bounds neglect; it is calibrated on published runs, see `serving`, and good to a factor of two.
    Neither reply nor prompt, or a time below zero: NaN. Source: Pope et al. 2022, section 2; η by fit.

    >>> f"{gpu_token_rate(64.0, 1000.0, 12.133e-3, 2.282, 2.0, 0.5):.1f} token/s"
    '1110.0 token/s'
    """
    time = not_negative(reply * step_time) + not_negative(prompt_time)
    return serving_efficiency * TOKENS_PER_STEP * batch * reply / (gpus * time)


@relation
def user_token_rate(token_rate_per_gpu: TokenRate, gpus: Dimensionless, batch: Dimensionless) -> TokenRate:
    """Tokens per second that each user gets: r n / B.

    Its GPUs' tokens, shared by all who are served at once. Fewer than one user: as if one; fewer than none: NaN.
    Source: bookkeeping.

    >>> f"{user_token_rate(1072.0, 8.0, 408.0):.2f} token/s"
    '21.02 token/s'
    """
    return token_rate_per_gpu * gpus / xp.maximum(not_negative(batch), 1.0)


@relation
def pooled_token_rate(
    dense_parameters: Dimensionless,
    expert_parameters: Dimensionless,
    experts: Dimensionless,
    experts_per_token: Dimensionless,
    bytes_per_weight: Information,
    users_per_gpu: Dimensionless,
    prompt: Dimensionless,
    reply: Dimensionless,
    fresh: Dimensionless,
    kv_bytes: Information,
    memory: Information,
    bandwidth: Bandwidth,
    peak_flops: OperationRate,
    gpus: Dimensionless,
    serving_efficiency: Dimensionless,
) -> TokenRate:
    """Output tokens per second and GPU of a pool of n GPUs that share a model: the chain of `gpu_token_rate`, whole.

    So many users a GPU as ask, at least one in all, at most those whose caches fit; where the weights do not fit,
    nothing. Neglects what those relations neglect, above all the links between GPUs.
    Source: Pope et al. 2022, section 2.

    >>> shape = (24.8e9, 1.547e12, 384.0, 6.0, 0.5, 25.0, 8192.0, 1024.0, 1.0, 4924.0, 288e9, 8e12, 15e15)
    >>> " and ".join(f"{pooled_token_rate(*shape, gpus, 0.0771):.0f}" for gpus in (72.0, 4.0))
    '687 and 92'
    """
    weights = (dense_parameters, expert_parameters, experts, experts_per_token)
    context, weight_bytes = prompt + reply / 2, (dense_parameters + expert_parameters) * bytes_per_weight
    most_users = batch_limit(memory, weight_bytes, context, kv_bytes, gpus)
    batch = xp.minimum(xp.maximum(users_per_gpu * gpus, 1.0), most_users)
    active, streamed = streamed_parameters(*weights, 1.0), streamed_parameters(*weights, batch)
    step = (bytes_per_weight, batch, context, kv_bytes, bandwidth, peak_flops, gpus)
    step_time = decode_step_time(streamed, active, *step)
    prompt_time = prefill_time(active, fresh * prompt, batch, peak_flops, gpus)
    return gpu_token_rate(batch, reply, step_time, prompt_time, gpus, serving_efficiency)


@relation
def rate_share(token_rate_per_gpu: TokenRate, reference_rate: TokenRate) -> Dimensionless:
    """Token rate over that where it was measured: r/r₀, and 1 where nothing was to be had there either.

    A rate below zero: NaN. Source: definition.

    >>> f"{rate_share(91.7, 687.0):.3f}"
    '0.133'
    """
    reference = not_negative(reference_rate)
    share = not_negative(token_rate_per_gpu) / xp.where(reference == 0, nan, reference)
    return 1 * xp.where(reference == 0, 1.0, share)


@relation
def token_rate_bound(
    batch: Dimensionless, reply: Dimensionless, step_time: Time, arithmetic_time: Time, gpus: Dimensionless
) -> TokenRate:
    """Output tokens per second and GPU that no server exceeds: r = B a / (n max(a t_s, t_a)), a bound.

    Reading memory for one request while multiplying for another, a perfect server hides the shorter of the two.
    `arithmetic_time` t_a is that of prompts and replies together, `prefill_time` of both. One token a step: guessing
    several at once can beat it. A time below zero: NaN. Source: Williams et al. 2009.

    >>> f"{token_rate_bound(64.0, 1000.0, 12.133e-3, 4.563, 2.0):.1f} token/s"
    '2637.4 token/s'
    """
    time = xp.maximum(not_negative(reply * step_time), not_negative(arithmetic_time))
    return TOKENS_PER_STEP * batch * reply / (gpus * time)
