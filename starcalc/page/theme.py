"""One thing of the theme's script that is done otherwise here: it asks of each table and listing, one after another and
again after every move of a slider, whether it scrolls, and so has the whole page laid out each time."""

import re
from pathlib import Path

from sphinx.util import logging

SCRIPT = "scripts/pydata-sphinx-theme.js"
SLOW = re.compile(
    r'document\.querySelectorAll\(\["pre",[^\]]*\]\.join\(", "\)\)\.forEach\(\(\w=>\{\w\.tabIndex=[^}]*\}\)\)'
)
QUICK = "starcalc.dom.reach()"  # of book/assets/dom.js

logger = logging.getLogger(__name__)


def ease_theme(app, exception):
    """Has the theme's script call ours; Sphinx calls it when a build has finished. A warning says if it cannot."""
    if exception or app.builder.format != "html":
        return
    file = Path(app.outdir, "_static", SCRIPT)
    text = file.read_text("utf-8")
    if QUICK in text:
        return
    eased, places = SLOW.subn(QUICK, text)
    if places != 1:
        logger.warning("%s has %d places that ask what scrolls, not one: see %s", SCRIPT, places, __name__)
    file.write_text(eased, "utf-8")
