"""Other people's models, each reproduced from its own inputs and by its own rules.

A function takes its authors' inputs as keywords, with the published values as defaults, and answers with results by
name. Beside them stands `published`, what the authors print for their own inputs; change an input and only ours moves.

>>> print(f"{mccalip().total.to('GUSD'):.2f~P}, published {mccalip().published['total'].to('GUSD'):.2f~P}")
51.10 GUSD, published 51.10 GUSD
"""

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

__all__ = [
    "ai1",
    "dawn_dusk_years",
    "deepseek",
    "designs",
    "falcon9",
    "gaalema",
    "llama3_faults",
    "mccalip",
    "shell",
    "starcloud",
    "suncatcher",
    "turyshev",
]


def __dir__():
    return __all__
