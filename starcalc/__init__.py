"""The sums behind AI inference in orbit, from sunlight to dollars per million tokens.

>>> from starcalc import Q, Scenario, model
>>> print(f"{model.satellite(Scenario('seed')).revenue.to('MUSD/year'):.3g~P}")
4.1 MUSD/year
"""

from starcalc import (
    economics,
    environment,
    inference,
    launch,
    model,
    network,
    orbit,
    published,
    sky,
    solar,
    thermal,
)
from starcalc.scenario import Scenario
from starcalc.units import Q

__version__ = "0.1.0"
__all__ = [
    "Q",
    "Scenario",
    "economics",
    "environment",
    "inference",
    "launch",
    "model",
    "network",
    "orbit",
    "published",
    "sky",
    "solar",
    "thermal",
]
