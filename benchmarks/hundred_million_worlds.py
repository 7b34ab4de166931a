"""A hundred million worlds by Dask: how long, and in how much memory.

    python benchmarks/hundred_million_worlds.py [worlds]

Runs `monte_carlo(..., chunks=...)` for ten million unless told otherwise, prints what it took, and extrapolates to a
hundred million: time goes with the number of worlds, memory is a constant and 16 bytes a world and result, the results
and the copy that is sorted for their quantiles. With a client of dask.distributed the same call runs on its workers.
Target: under 2 GB. No test times anything: machines that run tests are shared.
"""

import resource
import sys
from time import perf_counter

from starcalc import Scenario, model, worlds
from starcalc.worlds.drawing import NET

WHOLE, TARGET = 100_000_000, 2.0


def memory():
    """The largest memory so far, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main():
    """Run, print, extrapolate."""
    n = int(float(sys.argv[1])) if len(sys.argv) > 1 else 10_000_000
    start, chunk, few = perf_counter(), 4 * NET, 64 * NET

    def progress(done, n):
        print(f"\r{done:,} of {n:,} worlds, {perf_counter() - start:.0f} s, {memory():.2f} GB", end="", flush=True)

    worlds.monte_carlo(model.comparison, "satellite_premium", Scenario(), few, chunks=chunk)
    little, start = memory(), perf_counter()
    found = worlds.monte_carlo(model.comparison, "satellite_premium", Scenario(), n, chunks=chunk, progress=progress)
    print(f"\n{found.inside()}")
    seconds, most = perf_counter() - start, memory()
    print(f"{n:,} worlds: {seconds:.0f} s, {most:.2f} GB; the first {few:,}: {little:.2f} GB")
    expected, minutes = little + (most - little) / (n - few) * (WHOLE - few), seconds * WHOLE / n / 60
    word = "met" if expected < TARGET else "MISSED"
    print(f"{WHOLE:,} worlds: about {minutes:.0f} min and {expected:.2f} GB; target {TARGET} GB: {word}")


if __name__ == "__main__":
    main()
