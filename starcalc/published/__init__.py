"""Other people's models and printed quotients, each reproduced from its own inputs and by its own rules.

A function takes its authors' inputs as keywords, with the published values as defaults, and answers with results by
name. Beside them stand `published`, what the authors print for their own inputs, the `difference` of ours from it, the
`inputs`, and the `kind`: a model that is run, a checked quotient, or a record. Change an input and `published` stays.
`walk` goes from one of them to ours, a few numbers at a time.

>>> print(f"{mccalip().total.to('GUSD'):.2f~P}, published {mccalip().published['total'].to('GUSD'):.2f~P}")
51.10 GUSD, published 51.10 GUSD
"""

from starcalc.published.forecasts import forecasts
from starcalc.published.inputs import kinds
from starcalc.published.models import (
    ai1,
    dawn_dusk_years,
    deepseek,
    designs,
    falcon9,
    gaalema,
    llama3_faults,
    mccalip,
    shell,
    starcloud,
    suncatcher,
    turyshev,
)
from starcalc.published.overlays import named_designs
from starcalc.published.reconcile import deutsche_bank, epoch, semianalysis, starcloud_sum, sums
from starcalc.published.skies import counts, filed, magnitudes
from starcalc.published.walks import routes, walk

__all__ = [
    "ai1",
    "counts",
    "dawn_dusk_years",
    "deepseek",
    "designs",
    "deutsche_bank",
    "epoch",
    "falcon9",
    "filed",
    "forecasts",
    "gaalema",
    "kinds",
    "llama3_faults",
    "magnitudes",
    "mccalip",
    "named_designs",
    "routes",
    "semianalysis",
    "shell",
    "starcloud",
    "starcloud_sum",
    "sums",
    "suncatcher",
    "turyshev",
    "walk",
]


def __dir__():
    return __all__
