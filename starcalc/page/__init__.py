"""The book's side: charts in its pages, the files it serves itself, and how to cite each page.

Two doors lead in. MyST-NB finds `VegaLiteRenderer` by the entry point `myst_nb.mime_renderers`; Sphinx calls `setup`
because `_config.yml` lists `starcalc.page` among its extensions. In the reader's browser, `book/assets/page.js` and
what it leans on does the rest.
"""

from starcalc.page.extension import setup
from starcalc.page.renderer import VegaLiteRenderer

__all__ = [
    "VegaLiteRenderer",
    "setup",
]


def __dir__():
    return __all__
