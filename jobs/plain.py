"""Writes the configuration with which Sphinx and MyST-NB build the book by themselves, from `_config.yml`.

    python jobs/plain.py FOLDER    FOLDER/conf.py, for `sphinx-build -c FOLDER . FOLDER/html`

Jupyter Book 1 is a thin layer over Sphinx that stops at Sphinx 7. Whatever this job says is what stands between the
book and doing without it.
"""

import sys
from pathlib import Path

import yaml

HOME = Path(__file__).parents[1]
NAMES = {"title": "html_title", "author": "author", "copyright": "copyright", "exclude_patterns": "exclude_patterns"}
JUPYTER_BOOKS = ("jupyter_book", "sphinx_comments")  # extensions that only Jupyter Book wants


def configuration(home=HOME):
    """What Jupyter Book would hand to Sphinx, as a dict, with places in full."""
    given = yaml.safe_load((home / "_config.yml").read_text("utf-8"))
    found = {there: given[here] for here, there in NAMES.items()}
    found |= {
        "html_theme": "sphinx_book_theme",
        "html_logo": str(home / given["logo"]),
        "html_favicon": str(home / given["html"]["favicon"]),
        "html_baseurl": given["html"]["baseurl"],
        "nb_execution_mode": "off",
        "nb_output_stderr": given["execute"]["stderr_output"],
        "external_toc_path": str(home / "_toc.yml"),
        "external_toc_exclude_missing": given["only_build_toc_files"],
    }
    found |= given["sphinx"]["config"]
    found["extensions"] = [name for name in found["extensions"] if name not in JUPYTER_BOOKS]
    found["html_static_path"] = [str(home / place) for place in found["html_static_path"]]
    found["bibtex_bibfiles"] = [str(home / place) for place in found["bibtex_bibfiles"]]
    for name in ("html_css_files", "html_js_files"):
        found[name] = [tuple(entry) if isinstance(entry, list) else entry for entry in found[name]]
    return found


def main(folder):
    """Write it."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    lines = [f"{name} = {value!r}\n" for name, value in configuration().items()]
    Path(folder, "conf.py").write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
