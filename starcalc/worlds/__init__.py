"""What would change the answer, each for any result of any calculation: scenarios in, labelled answers out.

A calculation is a function of a scenario with named results, such as `model.satellite`. One assumption at a time:
elasticity, tornado, break-even. Several on axes: sweep. A world is a draw of all facts from their ranges, choices kept:
draw, monte_carlo, and which fact decides: rank_correlations, sobol. The nearest world in which the answer flips, and
the best design in a given one: nearest_world, best_design. From one set of numbers to another, step by step: walk.
"""

from starcalc.worlds.asking import number_of, result_of, shown_in
from starcalc.worlds.crossing import nearest_world
from starcalc.worlds.designing import best_design
from starcalc.worlds.drawing import draw
from starcalc.worlds.grid import sweep
from starcalc.worlds.many import Worlds, monte_carlo
from starcalc.worlds.one_at_a_time import break_even, by_role, elasticity, tornado
from starcalc.worlds.shares import rank_correlations, sobol
from starcalc.worlds.waiting import longest_wait
from starcalc.worlds.walking import Step, walk
from starcalc.worlds.years import Years, years

__all__ = [
    "Step",
    "Worlds",
    "Years",
    "best_design",
    "break_even",
    "by_role",
    "draw",
    "elasticity",
    "longest_wait",
    "monte_carlo",
    "nearest_world",
    "number_of",
    "rank_correlations",
    "result_of",
    "shown_in",
    "sobol",
    "sweep",
    "tornado",
    "walk",
    "years",
]


def __dir__():
    return __all__
