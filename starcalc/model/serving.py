"""One copy of a language model on its GPUs."""

from starcalc import inference
from starcalc.arrays import xp
from starcalc.model.results import calculation, results


@calculation
def server(s):
    """One copy of a language model on its GPUs: what it writes a second, in all and for each of its users.

    It serves as many as ask at once, at least one, at most those whose caches fit beside the weights. Neglects links
    between GPUs and every other loss beyond one efficiency; no guessing of several tokens at once.
    """
    # What a step reads
    active_parameters = inference.streamed_parameters(
        s.dense_parameters, s.expert_parameters, s.experts, s.experts_per_token, 1.0
    )
    weight_bytes = (s.dense_parameters + s.expert_parameters) * s.bytes_per_weight
    context = s.prompt + s.reply / 2
    most_users = inference.batch_limit(s.memory, weight_bytes, context, s.kv_bytes, s.gpus_per_model)
    batch = xp.minimum(xp.maximum(s.users_per_gpu * s.gpus_per_model, 1.0), most_users)
    streamed_parameters = inference.streamed_parameters(
        s.dense_parameters, s.expert_parameters, s.experts, s.experts_per_token, batch
    )

    # How long it takes, and what it comes to
    step_time = inference.decode_step_time(
        streamed_parameters,
        active_parameters,
        s.bytes_per_weight,
        batch,
        context,
        s.kv_bytes,
        s.bandwidth,
        s.peak_flops,
        s.gpus_per_model,
    )
    prompt_time = inference.prefill_time(active_parameters, s.fresh * s.prompt, batch, s.peak_flops, s.gpus_per_model)
    gpu_rate = inference.gpu_token_rate(batch, s.reply, step_time, prompt_time, s.gpus_per_model, s.serving_efficiency)
    user_rate = inference.user_token_rate(gpu_rate, s.gpus_per_model, batch)
    tokens_per_energy = gpu_rate / (s.gpu_power * s.server_overhead)
    return results(locals())


def pooled_rate(s, gpus):
    """Tokens per second and GPU where no more than so many GPUs can share a model: the given rate, less what they lose.

    A handful of GPUs reads the same weights with fewer memories, or does not hold them: by the roofline it then writes
    less. It sells smaller models instead, if that is worth more, counted in tokens of the large one at the same money.
    """
    model = (s.dense_parameters, s.expert_parameters, s.experts, s.experts_per_token, s.bytes_per_weight)
    load = (s.users_per_gpu, s.prompt, s.reply, s.fresh, s.kv_bytes, s.memory, s.bandwidth, s.peak_flops)
    here = inference.pooled_token_rate(*model, *load, xp.minimum(gpus, s.gpus_per_model), s.serving_efficiency)
    there = inference.pooled_token_rate(*model, *load, s.gpus_per_model, s.serving_efficiency)
    worth = xp.minimum(xp.maximum(inference.rate_share(here, there), s.island_worth), 1.0)
    return s.token_rate_per_gpu * (s.rate_by_pool * worth + 1 - s.rate_by_pool)
