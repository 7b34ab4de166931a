"""A hundred million worlds by Dask: how long, in how much memory, and how much faster on two workers than on one.

    python benchmarks/hundred_million_worlds.py [worlds]

First the satellite's premium over Texas in a million worlds, by one process of Dask's and by two, and, as a measure of
the machine, by two processes that know nothing of each other: where these do not do twice the work of one, no
scheduler can. Then a gas plant's cost of electricity, which takes few steps, in a hundred million worlds for the
memory: a constant, the same for any calculation, and 16 bytes a world and result, the results and the copy that is
sorted for quantiles. Targets: under 2 GB; 1.8 times faster on two workers than on one, or as the machine allows. No
test times anything: machines that run tests are shared.
"""

import resource
import sys
from multiprocessing import Process
from time import perf_counter

import dask

from starcalc import Scenario, model, worlds
from starcalc.worlds.drawing import NET

WHOLE, TARGET, SPEED_UP = 100_000_000, 2.0, 1.8
LITTLE, CHUNK = 64 * NET, 4 * NET


def premium(n):
    """The satellite's premium in n worlds by Dask, under whatever scheduler is set."""
    worlds.monte_carlo(model.comparison, "satellite_hour_premium", Scenario(), n, chunks=CHUNK)


def by_dask(workers):
    """How long Dask takes for a million worlds with so many processes."""
    start = perf_counter()
    with dask.config.set(scheduler="processes", num_workers=workers):
        premium(LITTLE)
    return perf_counter() - start


def alone(n):
    """A process of its own with n worlds on one thread."""
    with dask.config.set(scheduler="synchronous"):
        premium(n)


def apart(processes):
    """How long so many processes take for a million worlds, each with its share, without a scheduler."""
    start = perf_counter()
    workers = [Process(target=alone, args=(LITTLE // processes,)) for _ in range(processes)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return perf_counter() - start


def memory(n):
    """The largest memory after n worlds of a gas plant, in GB; says where it is on the way."""
    start = perf_counter()

    def progress(done, n):
        print(f"\r{done:,} of {n:,} worlds, {perf_counter() - start:.0f} s", end="", flush=True)

    found = worlds.monte_carlo(
        model.ground, "levelised_energy_cost", Scenario("gas"), n, chunks=CHUNK, progress=progress
    )
    print(f"\n{found}")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main():
    """Run and print."""
    n = int(float(sys.argv[1])) if len(sys.argv) > 1 else WHOLE
    runs = [(by_dask(1), by_dask(2), apart(1), apart(2)) for _ in range(2)]  # the first warms the disk's cache
    one, two, single, double = map(min, zip(*runs, strict=True))
    gain, ceiling = one / two, single / double
    word = "met" if gain >= SPEED_UP else "as the machine allows" if gain >= 0.9 * ceiling else "MISSED"
    print(f"{LITTLE:,} worlds: {one:.1f} s by one worker, {two:.1f} s by two, {gain:.2f} times faster;")
    print(f"two processes apart are {ceiling:.2f} times faster than one; target {SPEED_UP}: {word}")
    print(f"{WHOLE:,} worlds by two: about {two * WHOLE / LITTLE / 60:.0f} min")
    most = memory(n)
    print(f"{n:,} worlds: {most:.2f} GB; target {TARGET} GB: {'met' if most < TARGET else 'MISSED'}")


if __name__ == "__main__":
    main()
