"""Plain Sphinx gets from `_config.yml` what Jupyter Book hands it, so that the way out stays open."""

import runpy
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).parents[1]


def test_plain_sphinx_is_told_what_jupyter_book_tells_it(tmp_path):
    subprocess.run([sys.executable, str(HOME / "jobs" / "plain.py"), str(tmp_path)], check=True)
    found = runpy.run_path(str(tmp_path / "conf.py"))
    assert found["html_title"] == "Does AI inference in orbit pay?"
    assert found["extensions"][-1] == "starcalc.page"
    assert not {"jupyter_book", "sphinx_comments"} & set(found["extensions"])
    assert all(Path(place).exists() for place in (*found["html_static_path"], *found["bibtex_bibfiles"]))
    assert ("model.js", {"defer": "defer"}) in found["html_js_files"]
    assert Path(found["external_toc_path"]) == HOME / "_toc.yml"
