"""Sentences that follow the reader: a chapter's computed text, recorded with symbols in the place of numbers.

A chapter's cells are run once more when the book is built, with `Scenario()` made of symbols. Each number of a sentence
is then a Formula, and each word that a comparison chose keeps the comparison; both are written as JavaScript for that
page. What cannot be recorded, such as a search for a root, stays as it was printed, and is marked once the reader's
numbers differ.
"""

from starcalc.page.sentences.chapters import Chapter
from starcalc.page.sentences.marking import marked
from starcalc.page.sentences.script import script

__all__ = ["Chapter", "marked", "script"]


def __dir__():
    return __all__
