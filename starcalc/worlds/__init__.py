"""What would change the answer: elasticities, tornado, break-even, each for any result of any calculation.

A calculation is a function of a scenario with named results, such as `model.satellite`.
"""

from starcalc.worlds.asking import number_of, result_of, shown_in
from starcalc.worlds.one_at_a_time import break_even, elasticity, tornado

__all__ = [
    "break_even",
    "elasticity",
    "number_of",
    "result_of",
    "shown_in",
    "tornado",
]


def __dir__():
    return __all__
