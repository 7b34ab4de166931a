"""Executes the book's notebooks in place and writes them in one canonical form, and the README's picture with them.

    python book/execute.py            all of them
    python book/execute.py satellite  some
    python book/execute.py --check    compare instead of writing; exit 1 and name the notebooks that would change

Each notebook gets the fingerprint of what its outputs rest on; without it the book is not built. What says the same as
before, and only has a new fingerprint, is "confirmed". What differs in nothing but the pixels of its charts is
"redrawn", by a machine with other fonts, and passes the check, which compares the charts themselves. Running it twice
gives the same bytes: stable ids, no times, no widget state, and no widget views, which mean nothing without the kernel
that made them. A figure then keeps its chart, which needs no kernel.
"""

import argparse
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat
import vl_convert
from nbclient import NotebookClient

from starcalc.fingerprint import KEY, fingerprint
from starcalc.show.citing import linked

BOOK = Path(__file__).parent
CHART = "application/vnd.vegalite.v5+json"
WIDGET = "application/vnd.jupyter.widget-view+json"
# How a tag that the published page obeys looks in JupyterLab, and what the page calls a folded solution.
SHOWN = {
    "remove-input": {"jupyter": {"source_hidden": True}},
    "hide-input": {"jupyter": {"source_hidden": True}},
    "hide-cell": {
        "jupyter": {"source_hidden": True},  # what it shows has its own fold, as running a cell opens its outputs
        "mystnb": {"code_prompt_show": "Solution", "code_prompt_hide": "Hide the solution"},
    },
}
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def executed(path):
    """The canonical text of a notebook after running it from the top."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
        store_widget_state=False,
    )
    client.execute()
    notebook = canonical(notebook)
    notebook.metadata[KEY] = nbformat.from_dict({"fingerprint": fingerprint(notebook)})
    return nbformat.writes(notebook) + "\n"


def canonical(notebook):
    """A notebook without what differs from run to run or from editor to editor."""
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": {"name": "python"}})
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:02}"
        tags = cell.metadata.get("tags", [])
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        cell.source = cell.source.strip("\n")
        if cell.cell_type != "code":
            cell.source = linked(cell.source)
            continue
        for tag in tags:
            cell.metadata |= SHOWN.get(tag, {})
        for output in cell.outputs:
            output.get("data", {}).pop(WIDGET, None)
            if "metadata" in output:
                output.metadata = nbformat.from_dict({})
    return notebook


def picture():
    """The README's picture: the first chart of the book's first page, as SVG."""
    outputs = [
        output for cell in nbformat.read(BOOK / "index.ipynb", as_version=4).cells for output in cell.get("outputs", [])
    ]
    chart = next(output.data[CHART] for output in outputs if CHART in output.get("data", {}))
    return vl_convert.vegalite_to_svg(chart | {"background": "white"}, allowed_base_urls=[])


def unstamped(text):
    """The text of a notebook without its fingerprint."""
    return re.sub(r',\n  "starcalc": \{\n   "fingerprint": "\w*"\n  \}', "", text)


def undrawn(text):
    """The text of a notebook without the pixels of its charts, in which the letters are of this machine's fonts."""
    return re.sub(r'"image/png": "[^"]*"', '"image/png": ""', text)


def update(path, text, check):
    """Write a file, unless it holds the text already or we only check; answers with its name if it differs."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    same, redrawn = before == text, undrawn(before) == undrawn(text)
    confirmed = unstamped(before) == unstamped(text)
    word = "unchanged" if same else "redrawn" if redrawn else "confirmed" if confirmed else "changed"
    print(f"{path.name}: {word}", flush=True)
    if not same and not check:
        path.write_text(text, encoding="utf-8")
    return [] if same or (redrawn and check) else [path.name]


def main():
    """Execute or check the notebooks named, two at a time."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="notebooks by name, without .ipynb; all by default")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a notebook would change")
    arguments = parser.parse_args()
    paths = [BOOK / f"{name}.ipynb" for name in arguments.names] or sorted(BOOK.glob("*.ipynb"))
    stale = []
    with ProcessPoolExecutor(max_workers=2) as pool:
        for path, text in zip(paths, pool.map(executed, paths), strict=True):
            stale += update(path, text, arguments.check)
    stale += update(BOOK / "assets" / "answer.svg", picture(), arguments.check)
    if arguments.check and stale:
        sys.exit(f"not as executed: {', '.join(stale)}; run python book/execute.py and commit the result")


if __name__ == "__main__":
    main()
