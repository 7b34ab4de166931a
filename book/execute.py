"""Executes the book's notebooks in place and writes them in one canonical form.

    python book/execute.py            all of them
    python book/execute.py satellite  some
    python book/execute.py --check    compare instead of writing; exit 1 and name the notebooks that would change

Running it twice gives the same bytes: stable cell ids, no times, no widget state, and no widget views, which mean
nothing without the kernel that made them. A figure then keeps its chart, which needs no kernel.
"""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient

BOOK = Path(__file__).parent
WIDGET = "application/vnd.jupyter.widget-view+json"
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
    return nbformat.writes(canonical(notebook)) + "\n"


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
            continue
        hidden = {"remove-input": {"source_hidden": True}, "hide-cell": {"source_hidden": True, "outputs_hidden": True}}
        for tag in tags:
            if tag in hidden:
                cell.metadata["jupyter"] = hidden[tag]
        for output in cell.outputs:
            output.get("data", {}).pop(WIDGET, None)
            if "metadata" in output:
                output.metadata = nbformat.from_dict({})
    return notebook


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
            same = path.read_text(encoding="utf-8") == text
            print(f"{path.name}: {'unchanged' if same else 'changed'}", flush=True)
            if not same:
                stale.append(path.name)
                if not arguments.check:
                    path.write_text(text, encoding="utf-8")
    if arguments.check and stale:
        sys.exit(f"not as executed: {', '.join(stale)}; run python book/execute.py and commit the result")


if __name__ == "__main__":
    main()
