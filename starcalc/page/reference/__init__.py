"""Pages in which everything can be looked up, written when the book is built, from the tables and the code."""

from starcalc.page.reference.bibliography import CitedIn, Style
from starcalc.page.reference.errata import Errata
from starcalc.page.reference.files import Files
from starcalc.page.reference.numbers import Assumptions, Notation, ResultsPage
from starcalc.page.reference.relations import RelationsPage

# What a page of the book writes to have a list: ```{starcalc-assumptions}
DIRECTIVES = {
    "starcalc-assumptions": Assumptions,
    "starcalc-errata": Errata,
    "starcalc-files": Files,
    "starcalc-notation": Notation,
    "starcalc-relations": RelationsPage,
    "starcalc-results": ResultsPage,
}

__all__ = [
    "DIRECTIVES",
    "CitedIn",
    "Style",
]


def __dir__():
    return __all__
