"""All three designs in a million worlds, against the same formulas compiled from C on one thread.

    python benchmarks/worlds_against_c.py [worlds]

The results are the cost of a token in the box, on the sheet and in Texas. C gets the steps that `worlds.steps` runs,
each once, as one function over one world, compiled by cc -O3 -march=native, and the facts already drawn; ours runs
on all processors, with and without the drawing. Target: within 2.5 times. No test times anything: machines that run
tests are shared.
"""

import ctypes
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

from starcalc import Scenario, model, worlds
from starcalc.arrays import INFIX
from starcalc.worlds.drawing import SEED, columns
from starcalc.worlds.many import BLOCK, by_threads
from starcalc.worlds.marginals import Marginals
from starcalc.worlds.steps import Steps

TARGET = 2.5
RESULTS = ["satellite_cost", "module_cost", "ground_cost"]
FRAME = """#include <math.h>
void run(long n, const double *facts, double *results) {
  for (long i = 0; i < n; i++) {
    STEPS
  }
}
"""
SPELT = INFIX | {"abs": "fabs", "maximum": "fmax", "minimum": "fmin"}


def in_c(steps):
    """The steps as a C function over arrays of facts, a row each, to arrays of results."""
    read = {name: i for i, name in enumerate(steps.reads)}
    lines = []
    for place, operation, arguments, _ in steps.steps:
        if operation == "symbol":
            lines.append(f"double t{place} = facts[{read[arguments]} * n + i];")
            continue
        a = [f"t{j}" if j < steps.size else literal(steps.constants[j - steps.size]) for j in arguments]
        lines.append(f"double t{place} = {spelt(operation, a)};")
    lines += [f"results[{row} * n + i] = t{steps.outputs[name]};" for row, name in enumerate(RESULTS)]
    return FRAME.replace("STEPS", "\n    ".join(lines))


def literal(value):
    """A plain number in C."""
    return f"({float(value)!r})".replace("inf", "INFINITY").replace("nan", "NAN")


def spelt(operation, a):
    """One operation in C."""
    if operation in INFIX:
        return f"{a[0]} {SPELT[operation]} {a[1]}"
    if operation in ("neg", "invert"):
        return f"{'-' if operation == 'neg' else '!'}{a[0]}"
    if operation == "where":
        return f"{a[0]} ? {a[1]} : {a[2]}"
    if operation == "pow" and a[1] == "(2.0)":
        return f"{a[0]} * {a[0]}"
    return f"{SPELT.get(operation, operation)}({', '.join(a)})"


def compiled(source, folder):
    """A function of C, by cc."""
    path = Path(folder) / "steps.c"
    path.write_text(source)
    options = ["-O3", "-march=native", "-fno-math-errno", "-shared", "-fPIC"]
    subprocess.run(["cc", *options, "-o", f"{folder}/steps.so", path, "-lm"], check=True)
    return ctypes.CDLL(f"{folder}/steps.so").run


def seconds(function):
    """Median time of three calls."""
    times = []
    for _ in range(3):
        start = perf_counter()
        function()
        times.append(perf_counter() - start)
    return median(times)


def main():
    """Compile, run both, compare, print."""
    n = int(float(sys.argv[1])) if len(sys.argv) > 1 else 1_000_000
    best = Scenario()
    marginals = Marginals(best)
    steps = Steps(model.comparison, best, RESULTS, marginals.names)
    blocks = -(-n // BLOCK)
    some = [columns(marginals, SEED, i * BLOCK, (i + 1) * BLOCK, steps.reads) for i in range(min(blocks, 16))]
    rows = [np.array([block[name] for name in steps.reads]) for block in some]  # sixteen blocks, over and over
    with tempfile.TemporaryDirectory() as folder:
        function, answers = compiled(in_c(steps), folder), np.empty((len(RESULTS), BLOCK))

        def by_c():
            for i in range(blocks):
                facts = rows[i % len(rows)]
                function(BLOCK, *(array.ctypes.data_as(ctypes.c_void_p) for array in (facts, answers)))

        in_c_ = seconds(by_c)
        function(BLOCK, *(array.ctypes.data_as(ctypes.c_void_p) for array in (rows[0], answers)))
    ours = np.array([steps(some[0])[name] for name in RESULTS])
    assert np.allclose(ours, answers, rtol=1e-9, equal_nan=True), "C and NumPy disagree"

    steps_alone = seconds(lambda: [None for _ in by_threads(steps, (some[i % len(some)] for i in range(blocks)))])
    whole = seconds(lambda: worlds.monte_carlo(model.comparison, RESULTS, best, n))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{n:,} worlds, {steps.size} steps from {len(steps.reads)} facts, {os.cpu_count()} processors")
    for name, time in (("C, one thread", in_c_), ("steps alone", steps_alone), ("monte_carlo, with its draw", whole)):
        print(f"{name:28}{time:8.2f} s {1e6 * time / n:8.2f} µs a world {time / in_c_:6.2f} times C")
    word = "met" if steps_alone < TARGET * in_c_ else "MISSED"
    print(f"largest memory {memory:.2f} GB; target {TARGET} times: {word}")


if __name__ == "__main__":
    main()
