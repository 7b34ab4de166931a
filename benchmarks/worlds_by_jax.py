"""Worlds through JAX, compiled once and run in single and double precision, beside NumPy's steps on the processor.

    python benchmarks/worlds_by_jax.py [worlds]

Draws so many worlds, a million unless said, evaluates the comparison of box, sheet and Texas in all of them by
`worlds.monte_carlo` and by JAX on whatever device it finds, and says how long each took and how far apart they are.
Exits 1 where double precision differs by more than 1e-9. Drawing is not counted, compiling is told apart. Seen on
26 November 2026, a million worlds: 5 ms in single and 11 ms in double precision on an H200, where NumPy's steps took 14
to 19 s with the draw on sixteen cores beside it, and JAX on those cores 0.5 s. Compiling takes half a minute or more.
"""

import sys
import time

import jax
import jax.numpy as jnp
import numpy as np

from starcalc import Scenario, model, worlds

RESULTS = ["satellite_hour_premium", "module_hour_premium"]


def timed(call):
    """What a call answers with, and how long it took, s."""
    start = time.perf_counter()
    found = jax.block_until_ready(call())
    return found, time.perf_counter() - start


def by_jax(drawn, names, kind):
    """Both results in all worlds: (values, seconds to compile, seconds to run, the median of five)."""

    def both(given):
        found = model.comparison(Scenario().si.but(**given))
        return [getattr(found, name) for name in RESULTS]

    given = {name: jnp.asarray(getattr(drawn, name), kind) for name in names}
    compiled, compiling = timed(lambda: jax.jit(both).lower(given).compile())
    compiled(given)
    found, taken = zip(*(timed(lambda: compiled(given)) for _ in range(5)), strict=True)
    return [np.asarray(values, float) for values in found[0]], compiling, sorted(taken)[2]


def main(n):
    """Draw, evaluate both ways, compare; the exit code."""
    start = time.perf_counter()
    reference = worlds.monte_carlo(model.comparison, RESULTS, Scenario(), n)
    print(f"{n:,} worlds; jax {jax.__version__} on {jax.devices()[0].device_kind}; numpy {np.__version__}")
    print(f"by NumPy's steps, with the draw: {time.perf_counter() - start:.2f} s", flush=True)
    drawn, names, far = worlds.draw(Scenario(), n), reference.facts, {}
    for kind in ("float32", "float64"):
        with jax.enable_x64(kind == "float64"):
            found, compiling, taken = by_jax(drawn, names, kind)
        far[kind] = max(
            np.nanmax(abs(values / reference[name].m - 1)) for name, values in zip(RESULTS, found, strict=True)
        )
        rate = f"{taken / n * 1e9:.1f} ns a world, {far[kind]:.1e} off"
        print(
            f"{kind}: compiled in {compiling:.0f} s, run in {taken * 1e3:.1f} ms, {rate}, {far[kind]:.1e} off",
            flush=True,
        )
    return 0 if far["float64"] < 1e-9 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000))
