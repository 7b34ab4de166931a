"""What one GPU does with a language model: token rates, power and clock, beside the roofline of starcalc.inference.

    python benchmarks/measure_gpu.py [measured.csv]

A Llama of the 8B shape with random weights in bf16, written in plain torch: a cache of fixed size, each step one CUDA
graph, and for each point the fastest attention that torch offers, by a short trial. Decode: a batch gains one token
each, every cache holding `context` tokens. Prefill: whole prompts are read in, and the first token of each reply made.
Beside these: copying and reading memory, a product of matrices, and the power of an idle card. Rows are written as they
come, to `$OUT/measured.csv` where no path is given. About three minutes on an H100; no point is begun after `--budget`
seconds. The program itself is tried by a toy model, whose rates mean nothing:

    python benchmarks/measure_gpu.py --device cpu --tiny /tmp/tiny.csv

Random weights and a random cache are read and multiplied as fast as real ones; power depends a little on the numbers.
"""

import argparse
import csv
import datetime
import gc
import math
import os
import re
import statistics
import subprocess
import threading
import time
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import torch
import torch.nn.functional as F
from torch.nn.attention import SDPBackend, sdpa_kernel

BIG = dict(name="Llama-3-8B", layers=32, width=4096, heads=32, kv=8, dim=128, mlp=14336, vocab=128256)
TINY = dict(name="tiny", layers=2, width=64, heads=4, kv=2, dim=16, mlp=128, vocab=256)
BATCHES, CONTEXTS = (1, 4, 16, 64, 128, 256, 512), (2048, 512, 8192)
PROMPTS = ((1, 512), (1, 2048), (1, 8192), (4, 2048), (8, 2048), (2, 8192))
RESERVE = 5e9  # bytes kept free beside weights and caches
READINGS = ("watts", "watts_sampled", "sm_clock", "temperature", "capped")
POINT = ("kind", "architecture", "chip", "batch", "context", "precision", "bytes_per_value")
COLUMNS = (*POINT, "rate", "step", "step_least", "steps", *READINGS, "attention")
HEADER = """\
# What one GPU did with a model of the shape of Llama 3.1 8B, random weights, plain torch; measured by us, CC BY 4.0.
# Source: our own measurement. Script: benchmarks/measure_gpu.py. Date: {date}.
# {machine}.
# kind: decode, a step in which each request of the batch gains one token, its cache holding `context` tokens with it;
# prefill, prompts of `context` tokens read in; copy and read, of {buffer:g} GB; matmul, {side} cubed; idle, before
# anything ran; ready, with the weights loaded and nothing to do. architecture, chip: rows of models.csv and gpus.csv.
# precision: of weights and arithmetic; bytes_per_value: of the cache. rate: tokens a second, written or read in; bytes
# a second of copy and read, in a copy those read and those written; operations a second of matmul. step, step_least:
# seconds, the median and the least of so many steps. watts: of the whole board, by its own counter of energy, or where
# that is silent watts_sampled, the mean of its momentary readings. sm_clock in Hz, temperature in degrees Celsius.
# capped: share of samples at which the power limit held the clock back. attention: the kernel of torch that was fastest
# in a trial. Elementwise steps: {fused}.
"""


# --- the board --------------------------------------------------------------------------------------------------------


class Board:
    """Power, clock and temperature of the card, sampled in a thread: by NVML, else by nvidia-smi, else not at all."""

    def __init__(self):
        self.samples, self.read, self.energy, self.about = [], None, lambda: None, {}
        with suppress(Exception):
            self.by_nvml()
        if self.read is None:
            with suppress(Exception):
                self.by_smi()
        if self.read is not None:
            threading.Thread(target=self.watch, daemon=True).start()

    def by_nvml(self):
        import pynvml as nvml

        def tried(call, *arguments):
            try:
                return call(*arguments)
            except Exception:
                return None

        nvml.nvmlInit()
        card = nvml.nvmlDeviceGetHandleByIndex(0)
        reasons = getattr(nvml, "nvmlDeviceGetCurrentClocksEventReasons", None)
        reasons = reasons or nvml.nvmlDeviceGetCurrentClocksThrottleReasons

        def instant():
            (found,) = nvml.nvmlDeviceGetFieldValues(card, [186])  # NVML_FI_DEV_POWER_INSTANT
            return found.value.uiVal if found.nvmlReturn == 0 and found.value.uiVal else None

        def read():
            power = tried(instant) or tried(nvml.nvmlDeviceGetPowerUsage, card)
            clock, held = tried(nvml.nvmlDeviceGetClockInfo, card, nvml.NVML_CLOCK_SM), tried(reasons, card)
            heat = tried(nvml.nvmlDeviceGetTemperature, card, nvml.NVML_TEMPERATURE_GPU)
            capped = None if held is None else float(bool(held & 0x4))  # software power cap
            return power and power / 1e3, clock and clock * 1e6, heat, capped

        def energy():
            found = tried(nvml.nvmlDeviceGetTotalEnergyConsumption, card)
            return found and found / 1e3

        cap = tried(nvml.nvmlDeviceGetEnforcedPowerLimit, card)
        self.about = {"driver": nvml.nvmlSystemGetDriverVersion(), "power limit": cap and f"{cap / 1e3:g} W"}
        self.read, self.energy = read, energy

    def by_smi(self):
        def ask(*names):
            command = ["nvidia-smi", "-i", "0", f"--query-gpu={','.join(names)}", "--format=csv,noheader,nounits"]
            line = subprocess.run(command, capture_output=True, text=True, check=True, timeout=10).stdout
            return [cell.strip() for cell in line.split(",")]

        def read():
            power, clock, heat = (float(cell) for cell in ask("power.draw", "clocks.sm", "temperature.gpu"))
            return power, clock * 1e6, heat, None

        read()
        driver, cap = ask("driver_version", "power.limit")
        self.about, self.read = {"driver": driver, "power limit": f"{float(cap):g} W"}, read

    def watch(self):
        while True:
            with suppress(Exception):
                start = time.perf_counter()
                values = self.read()
                self.samples.append(((start + time.perf_counter()) / 2, values))
            time.sleep(0.02)

    def over(self, run):
        """The mean readings while something runs: columns of a row, empty where the board is silent."""
        first, energy = time.perf_counter(), self.energy()
        run()
        last, spent = time.perf_counter(), self.energy()
        inside = [values for at, values in list(self.samples) if first + 0.1 < at < last]
        inside = inside or [values for at, values in list(self.samples) if first < at < last]
        means = []
        for column in zip(*inside, strict=True):
            known = [value for value in column if value is not None]
            means.append(statistics.fmean(known) if known else None)
        sampled, clock, heat, capped = means or [None] * 4
        counted = (spent - energy) / (last - first) if energy and spent and spent > energy else sampled
        found = zip(READINGS, (counted, sampled, clock, heat, capped), strict=True)
        return {name: value for name, value in found if value is not None}


# --- time -------------------------------------------------------------------------------------------------------------


class Clock:
    """Runs steps on the device and times each."""

    def __init__(self, device, board, seconds):
        self.cuda, self.board, self.seconds = device == "cuda", board, seconds

    def sync(self):
        if self.cuda:
            torch.cuda.synchronize()

    def graph(self, step):
        """The step as one CUDA graph, warmed up; elsewhere the step itself."""
        if not self.cuda:
            step()
            return step
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(2):
                step()
        torch.cuda.current_stream().wait_stream(stream)
        torch.cuda.synchronize()
        torch.cuda.empty_cache()
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            step()
        return graph.replay

    def steps(self, step, count):
        """How long each of so many steps took, s, one behind the other."""
        if not self.cuda:
            marks = [time.perf_counter()]
            for _ in range(count):
                step()
                marks.append(time.perf_counter())
            return [after - before for before, after in pairwise(marks)]
        marks = [torch.cuda.Event(enable_timing=True) for _ in range(count + 1)]
        marks[0].record()
        for mark in marks[1:]:
            step()
            mark.record()
        torch.cuda.synchronize()
        return [before.elapsed_time(after) / 1e3 for before, after in pairwise(marks)]

    def measure(self, step):
        """Median and least time of a step once warm, their number, and what the board drew meanwhile."""
        self.sync()
        once = statistics.median(self.steps(step, 3))
        warm = self.steps(step, max(2, math.ceil(self.seconds / 3 / once)))
        count, times = max(5, math.ceil(self.seconds / statistics.median(warm))), []
        readings = self.board.over(lambda: times.extend(self.steps(step, count)))
        return {"step": statistics.median(times), "step_least": min(times), "steps": count} | readings


# --- the model --------------------------------------------------------------------------------------------------------


def add_norm(x, more, weight):
    """The sum that runs through all layers, and what the next block reads of it."""
    x = x + more
    return x, F.rms_norm(x, weight.shape, weight, 1e-5)


def rotate(x, cos, sin):
    """Positions turned into the heads of queries and keys; the sign of one half is in the sine."""
    return torch.addcmul(x * cos, x.roll(x.shape[-1] // 2, -1), sin)


def gated(x):
    """The gate of a feed-forward block times what it gates."""
    gate, up = x.chunk(2, -1)
    return F.silu(gate) * up


class Llama:
    """The shape of Llama with random weights."""

    def __init__(self, shape, device, dtype, longest):
        self.shape, self.device, self.dtype = shape, device, dtype
        self.add_norm, self.rotate, self.gated = add_norm, rotate, gated
        width, dim, heads, kv = shape["width"], shape["dim"], shape["heads"], shape["kv"]

        def random(*size):
            return torch.empty(size, device=device, dtype=dtype).normal_(0, 0.02 if width > 1000 else 0.1)

        def ones():
            return torch.ones(width, device=device, dtype=dtype)

        self.embedding, self.head, self.norm = random(shape["vocab"], width), random(shape["vocab"], width), ones()
        self.layers = [
            (
                ones(),
                random((heads + 2 * kv) * dim, width),
                random(width, heads * dim),
                ones(),
                random(2 * shape["mlp"], width),
                random(width, shape["mlp"]),
            )
            for _ in range(shape["layers"])
        ]
        angle = torch.arange(longest)[:, None] * 500_000.0 ** (-torch.arange(dim // 2) * 2 / dim)
        self.cos = torch.cat([angle.cos(), angle.cos()], -1).to(device, dtype)
        self.sin = torch.cat([-angle.sin(), angle.sin()], -1).to(device, dtype)

    def parameters(self):
        inside = (weight for layer in self.layers for weight in layer)
        return sum(weight.numel() for weight in (self.embedding, self.head, self.norm, *inside))

    def forward(self, ids, caches, angles, attend):
        """The last tokens' logits. `ids`: (batch, new tokens), which are the last of those that the caches hold."""
        batch, new = ids.shape
        heads, kv, dim = (self.shape[name] for name in ("heads", "kv", "dim"))
        x = F.embedding(ids.reshape(-1), self.embedding)
        more = torch.zeros_like(x)
        for (norm, qkv, out, norm_too, gate_up, down), (keys, values) in zip(self.layers, caches, strict=True):
            x, read = self.add_norm(x, more, norm)
            mixed = F.linear(read, qkv).view(batch * new, heads + 2 * kv, dim)
            turned = self.rotate(mixed[:, : heads + kv], *angles).view(batch, new, heads + kv, dim).transpose(1, 2)
            query, key = turned[:, :heads], turned[:, heads:]
            value = mixed[:, heads + kv :].view(batch, new, kv, dim).transpose(1, 2)
            keys[:, :, -new:].copy_(key)
            values[:, :, -new:].copy_(value)
            seen = attend(query, keys, values) if new == 1 else attend(query, key, value)
            x, read = self.add_norm(x, F.linear(seen.transpose(1, 2).reshape(batch * new, heads * dim), out), norm_too)
            more = F.linear(self.gated(F.linear(read, gate_up)), down)
        last = slice(None) if new == 1 else slice(new - 1, None, new)
        return F.linear(self.add_norm(x[last].contiguous(), more[last].contiguous(), self.norm)[1], self.head)

    def angles(self, batch, new, context):
        rows = slice(context - new, context)
        return [table[rows].repeat(batch, 1)[:, None].contiguous() for table in (self.cos, self.sin)]

    def fuse(self):
        """Let torch.compile make one kernel of each elementwise step, if it gives the same; says what was done."""
        start, plain, shape = time.perf_counter(), (add_norm, rotate, gated), self.shape
        heads, kv = shape["heads"], shape["kv"]

        def random(*size):
            return torch.randn(size, device=self.device, dtype=self.dtype)

        try:
            torch._dynamo.config.recompile_limit = 32
            quick = [torch.compile(call) for call in plain]
            for tokens in (48, 160, 1):  # a size, any size, and one, for which torch makes kernels of its own
                mixed = random(tokens, heads + 2 * kv, shape["dim"])[:, : heads + kv]
                sums = (random(tokens, shape["width"]), random(tokens, shape["width"]), self.norm)
                given = (sums, (mixed, *self.angles(tokens, 1, 7)), (random(tokens, 2 * shape["mlp"]),))
                for one, other, arguments in zip(quick, plain, given, strict=True):
                    assert far(torch.stack([*one(*arguments)]), torch.stack([*other(*arguments)])) < 0.02
            self.add_norm, self.rotate, self.gated = quick
            found = "each one kernel by torch.compile"
        except Exception as error:
            print(f"no fused steps: {type(error).__name__}: {str(error)[:300]}", flush=True)
            found = "as torch runs them"
        print(f"elementwise steps: {found}, {time.perf_counter() - start:.1f} s", flush=True)
        return found


# --- attention --------------------------------------------------------------------------------------------------------


def pinned(backend, call):
    """Attention by one of torch's kernels."""

    def attend(query, keys, values):
        with sdpa_kernel(backend):
            return call(query, keys, values)

    return attend


def grouped(query, keys, values):
    """One new token: the heads that share a key stand as if they were so many tokens, and each key is read once."""
    batch, heads, _, dim = query.shape
    folded = query.reshape(batch, keys.shape[1], heads // keys.shape[1], dim)
    return F.scaled_dot_product_attention(folded, keys, values).reshape(batch, heads, 1, dim)


def products(query, keys, values):
    """The same as two products of matrices."""
    batch, heads, _, dim = query.shape
    folded = query.reshape(batch, keys.shape[1], heads // keys.shape[1], dim) * dim**-0.5
    share = torch.softmax(folded @ keys.transpose(-1, -2), -1)
    return (share @ values).reshape(batch, heads, 1, dim)


def shared(query, keys, values):
    """Heads that share a key, left to torch."""
    return F.scaled_dot_product_attention(query, keys, values, is_causal=query.shape[2] > 1, enable_gqa=True)


def expanded(query, keys, values):
    """The same with every shared key written out for each of its heads."""
    times = query.shape[1] // keys.shape[1]
    keys, values = (given.repeat_interleave(times, 1) for given in (keys, values))
    return F.scaled_dot_product_attention(query, keys, values, is_causal=query.shape[2] > 1)


FLASH, CUDNN, EFFICIENT = SDPBackend.FLASH_ATTENTION, SDPBackend.CUDNN_ATTENTION, SDPBackend.EFFICIENT_ATTENTION
DECODE = {
    "matmul grouped": products,
    "flash grouped": pinned(FLASH, grouped),
    "flash gqa": pinned(FLASH, shared),
    "cudnn grouped": pinned(CUDNN, grouped),
    "efficient grouped": pinned(EFFICIENT, grouped),
}
PREFILL = {
    "flash gqa": pinned(FLASH, shared),
    "cudnn gqa": pinned(CUDNN, shared),
    "cudnn expanded": pinned(CUDNN, expanded),
    "flash expanded": pinned(FLASH, expanded),
}
UNFIT = set()  # what failed, or took too long to try


def fastest(candidates, clock, query, caches):
    """The name of the quickest attention over all layers' caches, by a trial; its answer must be that of the first."""
    times, expected = {}, None
    for name in [name for name in candidates if name not in UNFIT]:
        start = time.perf_counter()
        try:
            call = candidates[name]
            found = call(query, *caches[0])
            expected = found if expected is None else expected
            if not far(found, expected) < 0.05:
                raise ValueError("another answer")
            step = clock.graph(lambda call=call: [call(query, *cache) for cache in caches] and None)
            times[name] = statistics.median(clock.steps(step, 4)[1:])
        except Exception as error:
            if not isinstance(error, torch.OutOfMemoryError):
                UNFIT.add(name)
            print(f"    {name}: {type(error).__name__}: {str(error).splitlines()[0][:100]}", flush=True)
            tidy()
        if time.perf_counter() - start > 4:
            UNFIT.add(name)
    print("    " + ", ".join(f"{name} {taken * 1e3:.3f} ms" for name, taken in times.items()), flush=True)
    return min(times, key=times.get)


def far(found, expected):
    """How far apart two answers are, over their size."""
    found, expected = found.float(), expected.float()
    return ((found - expected).norm() / expected.norm()).item()


# --- the points -------------------------------------------------------------------------------------------------------


def caches_of(model, pool, batch, context):
    """The caches of all layers, keys and values, as views into one random pool."""
    layers, kv, dim = (model.shape[name] for name in ("layers", "kv", "dim"))
    size = (layers, 2, batch, kv, context, dim)
    return [(layer[0], layer[1]) for layer in pool[: math.prod(size)].view(size)]


def agree(model, pool):
    """A prompt read in whole and the same less one token, then decoded, must end alike: how far they are apart."""
    batch, context = 2, 12
    ids = torch.randint(model.shape["vocab"], (batch, context), device=model.device)
    caches = caches_of(model, pool, batch, context)
    whole = model.forward(ids, caches, model.angles(batch, context, context), shared)
    for keys, values in caches:  # forget the last
        keys[:, :, -1], values[:, :, -1] = 0, 0
    return far(model.forward(ids[:, -1:], caches, model.angles(batch, 1, context), products), whole)


def decode(model, clock, pool, batch, context):
    """A row: each request of a batch gains a token."""
    caches = caches_of(model, pool, batch, context)
    query = torch.randn(batch, model.shape["heads"], 1, model.shape["dim"], device=model.device, dtype=model.dtype)
    name = fastest(DECODE, clock, query, caches)
    ids, angles = torch.randint(model.shape["vocab"], (batch, 1), device=model.device), model.angles(batch, 1, context)

    def step():
        ids.copy_(model.forward(ids, caches, angles, DECODE[name]).argmax(-1, keepdim=True))

    found = clock.measure(clock.graph(step))
    return found | {"rate": batch / found["step"], "attention": name}


def prefill(model, clock, pool, batch, context):
    """A row: the prompts of a batch are read in."""
    caches, heads, kv = caches_of(model, pool, batch, context), model.shape["heads"], model.shape["kv"]
    mixed = torch.randn(batch, context, heads + 2 * kv, model.shape["dim"], device=model.device, dtype=model.dtype)
    query, keys, values = mixed.transpose(1, 2).split((heads, kv, kv), 1)
    name = fastest(PREFILL, clock, query, [(keys, values)])
    ids = torch.randint(model.shape["vocab"], (batch, context), device=model.device)
    angles = model.angles(batch, context, context)
    first = torch.empty(batch, 1, device=model.device, dtype=torch.long)

    def step():
        first.copy_(model.forward(ids, caches, angles, PREFILL[name]).argmax(-1, keepdim=True))

    found = clock.measure(clock.graph(step))
    return found | {"rate": batch * context / found["step"], "attention": name}


def tidy():
    """Give memory back."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


class Table:
    """The file of what was measured, written row by row, and shown as it grows."""

    def __init__(self, file, chip, begun):
        self.file, self.chip, self.begun = file, chip, begun
        self.writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        self.writer.writeheader()

    def note(self, kind, found, **more):
        row = {"kind": kind, "chip": self.chip} | more | found
        cells = {name: f"{value:.6g}" if isinstance(value, float) else value for name, value in row.items()}
        self.writer.writerow(cells)
        self.file.flush()
        numbers = {name: row.get(name) or 0 for name in COLUMNS}
        print(
            "{kind:8} {batch:4} x {context:<5} rate {rate:10.5g}  step {step:.6f} s  {watts:4.0f} W".format(**numbers),
            "({watts_sampled:.0f})  {sm_clock:.4g} Hz  {temperature:.0f} C".format(**numbers),
            f"{row.get('attention', '')}  [{time.perf_counter() - self.begun:.0f} s]",
            flush=True,
        )


def references(table, clock, device, dtype, buffer, side):
    """What the machine can do at best: rows of copying, reading, multiplying."""
    size = int(buffer) // dtype.itemsize
    source, target = (torch.empty(size, device=device, dtype=dtype).normal_() for _ in range(2))
    found = clock.measure(lambda: target.copy_(source))
    table.note("copy", found | {"rate": 2 * source.nbytes / found["step"]})
    found = clock.measure(source.sum)
    table.note("read", found | {"rate": source.nbytes / found["step"]})
    a, b, c = (torch.randn(side, side, device=device, dtype=dtype) for _ in range(3))
    found = clock.measure(lambda: torch.mm(a, b, out=c))
    precision = "fp32" if dtype == torch.float32 else "bf16"
    table.note("matmul", found | {"rate": 2 * side**3 / found["step"]}, precision=precision)


def described(device, board):
    """The machine in words, and the name of its chip."""
    about, chip = {"torch": torch.__version__, "power limit": board.about.get("power limit")}, device
    about["driver"] = board.about.get("driver")
    name = device
    if device == "cuda":
        card = torch.cuda.get_device_properties(0)
        about |= {"memory": f"{card.total_memory / 1e9:.2f} GB", "CUDA": torch.version.cuda}
        about["cuDNN"] = torch.backends.cudnn.version()
        name, chip = card.name, re.search(r"[A-Z]{1,2}\d{2,3}|$", card.name)[0] or card.name
    return ", ".join([name, *(f"{key} {value}" for key, value in about.items() if value)]), chip


def points(pool, per_token, tiny):
    """What is measured, in the order of what would be missed most: (decode or prefill, batch, context)."""
    contexts, batches, prompts = ((32, 16), (1, 3), ((1, 16), (2, 32))) if tiny else (CONTEXTS, BATCHES, PROMPTS)
    for context in contexts:
        most = pool.numel() // (per_token * context)
        fit = [batch for batch in batches if batch <= most]
        full = most // 8 * 8  # as many as the memory holds
        if fit and full > 1.15 * fit[-1] and not tiny:
            fit.append(full)
        yield from ((decode, batch, context) for batch in fit)
        if context == contexts[0]:
            yield from ((prefill, *prompt) for prompt in prompts)


def main():
    """The whole run."""
    asked = argparse.ArgumentParser(description="measures token rates and power of a GPU")
    asked.add_argument("path", nargs="?", default=str(Path(os.environ.get("OUT", ".")) / "measured.csv"))
    asked.add_argument("--device", default="cuda", choices=["cuda", "cpu"])
    asked.add_argument("--tiny", action="store_true", help="a toy model, to try the program")
    asked.add_argument("--seconds", type=float, default=1.7, help="of each point, after warming up")
    asked.add_argument("--budget", type=float, default=215.0, help="seconds after which no point is begun")
    asked.add_argument("--plain", action="store_true", help="no torch.compile for the elementwise steps")
    asked = asked.parse_args()
    begun, tiny, device = time.perf_counter(), asked.tiny, asked.device
    shape, dtype, seconds = (TINY, torch.float32, 0.05) if tiny else (BIG, torch.bfloat16, asked.seconds)
    bytes_per_value, precision, buffer, side = (4, "fp32", 1e6, 64) if tiny else (2, "bf16", 8e9, 8192)

    board = Board()
    idle = board.over(lambda: time.sleep(seconds + 0.3))
    machine, chip = described(device, board)
    print(machine, flush=True)
    torch.manual_seed(20261126)
    clock = Clock(device, board, seconds)
    model = Llama(shape, device, dtype, 64 if tiny else max(CONTEXTS))
    print(f"{model.parameters() / 1e9:.3f} billion weights, {time.perf_counter() - begun:.0f} s", flush=True)
    fused = "as torch runs them" if asked.plain else model.fuse()

    with Path(asked.path).open("w", encoding="utf-8", newline="") as file:
        date = datetime.datetime.now(datetime.UTC).date()
        file.write(HEADER.format(date=date, machine=machine, buffer=buffer / 1e9, side=side, fused=fused))
        table = Table(file, chip, begun)
        table.note("idle", idle)
        clock.sync()
        table.note("ready", board.over(lambda: time.sleep(seconds + 0.3)))
        references(table, clock, device, dtype, buffer, side)
        tidy()

        per_token = 2 * shape["layers"] * shape["kv"] * shape["dim"]
        room = (torch.cuda.mem_get_info()[0] - RESERVE) / bytes_per_value if device == "cuda" else 1e6
        pool = torch.empty(int(room), device=device, dtype=dtype)
        for part in pool.split(2**30):
            part.normal_()
        apart = agree(model, pool)
        print(f"caches of {pool.nbytes / 1e9:.1f} GB; prefill and decode agree to {apart:.1e}", flush=True)
        if not apart < (1e-4 if tiny else 0.3):  # a mistake makes it 1; rounding to bf16 in 32 layers some percent
            raise SystemExit("prefill and decode differ: the program is wrong, and nothing was measured")

        for measure, batch, context in points(pool, per_token, tiny):
            if time.perf_counter() - begun > asked.budget:
                print(f"out of time before {measure.__name__} {batch} x {context}", flush=True)
                break
            try:
                found = measure(model, clock, pool, batch, context)
                more = {"batch": batch, "context": context, "precision": precision, "bytes_per_value": bytes_per_value}
                table.note(measure.__name__, found, architecture=shape["name"], **more)
            except Exception as error:  # most likely out of memory: the others may fit
                print(f"{measure.__name__} {batch} x {context}: {type(error).__name__}: {str(error)[:200]}", flush=True)
            tidy()
    print(f"done in {time.perf_counter() - begun:.0f} s: {asked.path}", flush=True)


if __name__ == "__main__":
    with torch.no_grad():
        main()
