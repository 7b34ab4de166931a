"""Two things of the theme's that are done otherwise here, both because they have a whole page laid out.

Its script asks of each table and listing, one after another and again after every move of a slider, whether it scrolls.
And each page holds a search field in a dialog that is shut: Chromium looks where every field of a new page lies, to
fill it in, and for that lays the page out before its style sheet is there. On a slow telephone that takes half a second
before the first word. Here the dialog waits in a template, out of which first.js takes it.
"""

import re
from pathlib import Path

from sphinx.util import logging

SCRIPT = "scripts/pydata-sphinx-theme.js"
SLOW = re.compile(
    r'document\.querySelectorAll\(\["pre",[^\]]*\]\.join\(", "\)\)\.forEach\(\(\w=>\{\w\.tabIndex=[^}]*\}\)\)'
)
QUICK = "starcalc.dom.reach()"  # of book/assets/dom.js
DIALOG = re.compile(r'<dialog id="pst-search-dialog">.*?</dialog>', re.DOTALL)
WAITING = "<template data-later>"

logger = logging.getLogger(__name__)


def ease_theme(app, exception):
    """Has the theme's script call ours, and its dialog wait; Sphinx calls it when a build has finished."""
    if exception or app.builder.format != "html":
        return
    ease_script(Path(app.outdir, "_static", SCRIPT))
    for page in sorted(Path(app.outdir).rglob("*.html")):
        text = page.read_text("utf-8")
        if (eased := with_dialog_waiting(text)) != text:
            page.write_text(eased, "utf-8", newline="\n")


def with_dialog_waiting(text):
    """A page's text with the search field's dialog in a template; as it is where it has none, or has it there."""
    return text if WAITING in text else DIALOG.sub(lambda found: f"{WAITING}{found[0]}</template>", text)


def ease_script(file):
    """Has the theme's script call ours; a warning says if it cannot."""
    text = file.read_text("utf-8")
    if QUICK in text:
        return
    eased, places = SLOW.subn(QUICK, text)
    if places != 1:
        logger.warning("%s has %d places that ask what scrolls, not one: see %s", SCRIPT, places, __name__)
    file.write_text(eased, "utf-8")
