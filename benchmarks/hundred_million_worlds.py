"""A hundred million worlds by Dask: how long, and in how much memory.

    python benchmarks/hundred_million_worlds.py [worlds]

Runs `monte_carlo(..., chunks=...)`: the satellite's premium over Texas in a million worlds for the time, a gas plant's
cost of electricity, which takes few steps, in ten million unless told otherwise for the memory; and extrapolates to a
hundred million. Time goes with the worlds; memory is a constant, the same for both, and 16 bytes a world and result,
the results and the copy that is sorted for quantiles. With a client of dask.distributed the same call runs on its
workers. Target: under 2 GB. No test times anything: machines that run tests are shared.
"""

import resource
import sys
from time import perf_counter

from starcalc import Scenario, model, worlds
from starcalc.worlds.drawing import NET

WHOLE, TARGET = 100_000_000, 2.0
CHUNK, LITTLE = 4 * NET, 64 * NET


def run(calculation, result, scenario, n):
    """How long n worlds take, and the largest memory so far, in GB; says where it is on the way."""
    start = perf_counter()

    def progress(done, n):
        print(f"\r{done:,} of {n:,} worlds, {perf_counter() - start:.0f} s", end="", flush=True)

    found = worlds.monte_carlo(calculation, result, scenario, n, chunks=CHUNK, progress=progress)
    print(f"\n{found}")
    return perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main():
    """Run, print, extrapolate."""
    n = int(float(sys.argv[1])) if len(sys.argv) > 1 else 10_000_000
    seconds, little = run(model.comparison, "satellite_premium", Scenario(), LITTLE)
    _, most = run(model.ground, "levelised_energy_cost", Scenario("gas"), n)
    print(f"{LITTLE:,} worlds: {seconds:.0f} s, {little:.2f} GB; {n:,} worlds: {most:.2f} GB")
    expected, minutes = little + (most - little) / (n - LITTLE) * (WHOLE - LITTLE), seconds * WHOLE / LITTLE / 60
    word = "met" if expected < TARGET else "MISSED"
    print(f"{WHOLE:,} worlds: about {minutes:.0f} min and {expected:.2f} GB; target {TARGET} GB: {word}")


if __name__ == "__main__":
    main()
