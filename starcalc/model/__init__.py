"""The whole calculation, straight down, one line per relation.

`s` is anything that has the assumptions as attributes: a `Scenario` (Quantities in, Quantities out), `Scenario().si`
(plain numbers), or either with arrays, JAX tracers or Formulas put in by `.but(...)`. Every line that names something
is a result. The two designs carry the same parts, and space and ground go by the same rules: the same chips, prices,
wear and load; where they differ, as in the cost of capital, the table has a row for each and says why.
"""

from starcalc.model.accounts import bill
from starcalc.model.box import satellite
from starcalc.model.commons import commons
from starcalc.model.questions import comparison, eclipse, fleet, height, lifetime, ring, slicing, waiting
from starcalc.model.results import RESULTS, Results
from starcalc.model.serving import server
from starcalc.model.sheet import module
from starcalc.model.slices import SLICES, slices
from starcalc.model.space import surroundings
from starcalc.model.texas import ground

__all__ = [
    "RESULTS",
    "SLICES",
    "Results",
    "bill",
    "commons",
    "comparison",
    "eclipse",
    "fleet",
    "ground",
    "height",
    "lifetime",
    "module",
    "ring",
    "satellite",
    "server",
    "slices",
    "slicing",
    "surroundings",
    "waiting",
]


def __dir__():
    return __all__
