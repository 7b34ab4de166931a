"""What Sphinx calls: the book's address, the files it serves, and what its pages end with."""

import os

from starcalc import __version__
from starcalc.page import formulas
from starcalc.page.citation import add_citation, mend_roles
from starcalc.page.fonts import cut_fonts
from starcalc.page.policy import keep_policy
from starcalc.page.tools import add_tools
from starcalc.page.vendor import add_vendor_files

BINDER = "https://mybinder.org"


def configure_addresses(app, config):
    """Repository, edit and Binder buttons, all from one address; no address, no buttons."""
    config.html_baseurl = os.environ.get("STARCALC_ADDRESS") or config.html_baseurl
    repository = os.environ.get("STARCALC_REPOSITORY") or config.starcalc_repository
    if not repository:
        return
    config.html_theme_options |= {
        "repository_url": repository.rstrip("/").removesuffix(".git"),
        "repository_branch": os.environ.get("STARCALC_BRANCH") or config.starcalc_branch,
        "use_repository_button": True,
        "use_edit_page_button": True,
        "launch_buttons": {"binderhub_url": BINDER, "notebook_interface": "jupyterlab"},
    }


def setup(app):
    """Registers all of the above with Sphinx."""
    app.add_config_value("starcalc_repository", "", "html")
    app.add_config_value("starcalc_branch", "main", "html")
    app.add_html_math_renderer(formulas.RENDERER, (formulas.visit_inline, None), (formulas.visit_block, None))
    app.connect("config-inited", configure_addresses)
    app.connect("builder-inited", add_vendor_files)
    app.connect("html-page-context", mend_roles)
    app.connect("html-page-context", add_citation)
    app.connect("html-page-context", add_tools)
    app.connect("build-finished", cut_fonts)
    app.connect("build-finished", keep_policy, priority=900)  # after all that write a page
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
