"""What a relation's door costs: a float call and a Quantity call over the bare body, and the import over its libraries.

    python benchmarks/call_cost.py

Medians of many short runs, in one table. Targets: a float call under 2 µs more than its body, a Quantity call under
30 µs more. No test times anything: machines that run tests are shared.
"""

import subprocess
import sys
from inspect import unwrap
from statistics import median
from timeit import Timer

from starcalc import Q, economics, orbit, thermal

FLOAT_TARGET, QUANTITY_TARGET = 2e-6, 30e-6
RUNS = 41

CALLS = [
    (orbit.period, {"altitude": 560e3}),
    (thermal.radiated_flux, {"temperature": 330.0, "emissivity": 0.9}),
    (economics.payback_time, {"capital": 6.5e6, "yearly_income": 4.1e6}),
    (
        thermal.panel_temperature,
        {
            "irradiance": 1361.0,
            "absorptivity": 0.9,
            "electric_fraction": 0.2,
            "front_emissivity": 0.85,
            "back_emissivity": 0.85,
            "view_factor": 0.256,
            "earth_infrared": 240.0,
        },
    ),
]


def seconds(function, arguments):
    """Median time of one call."""
    timer = Timer(lambda: function(*arguments))
    number = max(1, timer.autorange()[0] // 20)  # a run of about 10 ms, so that one interruption spoils one run only
    return median(timer.repeat(RUNS, number)) / number


def import_times():
    """Median times, in fresh interpreters, of importing NumPy and pint, and of importing starcalc on top of them."""
    timed = "from time import perf_counter as now; a = now(); import numpy, pint; b = now(); import starcalc; c = now()"
    show = [sys.executable, "-c", f"{timed}; print(b - a, c - b)"]
    runs = [subprocess.run(show, capture_output=True, text=True, check=True).stdout.split() for _ in range(9)]
    return [median(map(float, column)) for column in zip(*runs, strict=True)]


def main():
    """Print the table."""
    print(f"{'relation':32}{'body':>10}{'float':>10}{'Quantity':>10}{'float −':>10}{'Quantity −':>12}   in µs")
    over_float, over_quantity = [], []
    for relation, plain in CALLS:
        quantities = [Q(value, relation.units[name]) for name, value in plain.items()]
        body = seconds(unwrap(relation), plain.values())
        by_float, by_quantity = seconds(relation, plain.values()), seconds(relation, quantities)
        over_float.append(by_float - body)
        over_quantity.append(by_quantity - body)
        row = [body, by_float, by_quantity, over_float[-1], over_quantity[-1]]
        numbers = [f"{1e6 * t:{width}.2f}" for t, width in zip(row, (10, 10, 10, 10, 12), strict=True)]
        print(f"{relation.name:32}" + "".join(numbers))
    for kind, over, target in (("float", over_float, FLOAT_TARGET), ("Quantity", over_quantity, QUANTITY_TARGET)):
        word = "met" if max(over) < target else "MISSED"
        print(f"{kind} call over its body: at most {1e6 * max(over):.2f} µs; target {1e6 * target:.0f} µs: {word}")
    libraries, package = import_times()
    print(f"import: numpy and pint {libraries:.2f} s, then starcalc {package:.2f} s more")


if __name__ == "__main__":
    main()
