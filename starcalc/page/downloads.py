"""Notebooks that leave the book, by a download or to Colab, begin with what they need; those of the repository do not.

Where the package comes from is decided in one place: from the index once its name is there, else from the book, which
offers its own wheel, if its address is known, and else from a copy of either.
"""

import json
from pathlib import Path

from starcalc import __version__

EXTRAS = "notebook,jax,dask,worlds"  # with which the chapters run
COLAB = "https://colab.research.google.com"
WHEEL = f"_downloads/starcalc-{__version__}-py3-none-any.whl"  # below the book's address
CELL = "install"  # the id of the cell
PANELS = [  # what Colab wants to hear before it draws a panel of sliders
    "import sys\n",
    'if "google.colab" in sys.modules:\n',
    "    from google.colab import output\n",
    "    output.enable_custom_widget_manager()",
]


def requirement(config):
    """What pip is asked for, from the index, the book or the repository; "" where nobody knows where these are."""
    if config.starcalc_on_index:
        return f"starcalc[{EXTRAS}]=={__version__}"
    options, address = config.html_theme_options, (config.html_baseurl or "").rstrip("/")
    if address:
        return f"starcalc[{EXTRAS}] @ {address}/{WHEEL}"
    if repository := options.get("repository_url"):
        return f"starcalc[{EXTRAS}] @ git+{repository}@{options['repository_branch']}"
    return ""


def first_cell(wanted):
    """The cell that installs what is wanted, or says how where nobody knows from where."""
    if wanted:
        source = [f'%pip install --quiet "{wanted}"\n', *PANELS]
        return {
            "cell_type": "code",
            "execution_count": None,
            "id": CELL,
            "metadata": {},
            "outputs": [],
            "source": source,
        }
    source = [
        "**To run this chapter**, install the package first, from the wheel that the book offers: ",
        f'`python3 -m pip install "./{Path(WHEEL).name}[{EXTRAS}]"`.',
    ]
    return {"cell_type": "markdown", "id": CELL, "metadata": {}, "source": source}


def with_installation(text, wanted):
    """The text of a notebook with that cell before all others, once."""
    notebook = json.loads(text)
    cells = [cell for cell in notebook["cells"] if cell.get("id") != CELL]
    return json.dumps(notebook | {"cells": [first_cell(wanted), *cells]}, ensure_ascii=False, indent=1) + "\n"


def add_installation(app, exception):
    """Completes the notebooks that the book offers; Sphinx calls it when all is written."""
    if exception or app.builder.format != "html":
        return
    for path in sorted(Path(app.outdir, "_sources").rglob("*.ipynb")):
        path.write_text(with_installation(path.read_text("utf-8"), requirement(app.config)), "utf-8", newline="\n")


def write_wheel(app, exception):
    """Lays the package beside the pages, so that whoever has the book's address can install it."""
    if exception or app.builder.format != "html":
        return
    from hatchling.builders.wheel import WheelBuilder  # which only those who build the book have

    folder = Path(app.outdir, WHEEL).parent
    for _ in WheelBuilder(str(app.confdir)).build(directory=str(folder), versions=["standard"]):
        pass  # which is when it is written


def point_colab(app, page, template, context, doctree):
    """Sends the theme's Colab button to the branch with these notebooks, below which there is no other folder."""
    branch = app.config.html_theme_options.get("repository_branch")
    for group in context.get("header_buttons", []):
        for button in group.get("buttons", []):
            if button.get("url", "").startswith(COLAB):
                button["url"] = button["url"].replace(f"/blob/{branch}/", f"/blob/{app.config.starcalc_notebooks}/")
