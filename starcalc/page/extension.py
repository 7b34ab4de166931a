"""What Sphinx calls: the book's address, the files it serves, and what its pages end with."""

import os

from pybtex.plugin import register_plugin

from starcalc import __version__
from starcalc.page import formulas, reference
from starcalc.page.bundles import bundle
from starcalc.page.citation import add_citation, date_page, mend_roles, write_lists
from starcalc.page.downloads import COLAB, add_installation, point_colab, write_wheel
from starcalc.page.editions import add_newer
from starcalc.page.following import add_script, make_slots
from starcalc.page.fonts import cut_fonts
from starcalc.page.forms import add_line
from starcalc.page.freshness import refuse_stale
from starcalc.page.knob import fold_knob
from starcalc.page.meta import add_meta
from starcalc.page.pictures import finish_pictures
from starcalc.page.policy import keep_policy
from starcalc.page.roles import restore_roles
from starcalc.page.sheets import cut_sheet
from starcalc.page.site import add_news, collect_pages, write_site
from starcalc.page.terms import link_terms
from starcalc.page.theme import ease_theme
from starcalc.page.tools import add_tools
from starcalc.page.vendor import add_vendor_files

BINDER = "https://mybinder.org"


def configure_addresses(app, config):
    """Repository, edit, Binder and Colab buttons, all from one address; no address, no buttons."""
    config.html_baseurl = os.environ.get("STARCALC_ADDRESS") or config.html_baseurl
    repository = os.environ.get("STARCALC_REPOSITORY") or config.starcalc_repository
    if not repository:
        return
    config.html_theme_options |= {
        "repository_url": repository.rstrip("/").removesuffix(".git"),
        "repository_branch": os.environ.get("STARCALC_BRANCH") or config.starcalc_branch,
        "use_repository_button": True,
        "use_edit_page_button": True,
        "launch_buttons": {"binderhub_url": BINDER, "colab_url": COLAB, "notebook_interface": "jupyterlab"},
    }


def setup(app):
    """Registers all of the above with Sphinx."""
    app.add_config_value("starcalc_repository", "", "html")
    app.add_config_value("starcalc_branch", "main", "html")
    app.add_config_value("starcalc_notebooks", "notebooks", "html")
    app.add_config_value("starcalc_on_index", False, "html")
    app.add_html_math_renderer(formulas.RENDERER, (formulas.visit_inline, None), (formulas.visit_block, None))
    for name, directive in reference.DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_post_transform(reference.CitedIn)
    register_plugin("pybtex.style.formatting", "starcalc", reference.Style)
    app.connect("config-inited", configure_addresses)
    app.connect("builder-inited", refuse_stale)
    app.connect("source-read", restore_roles)
    app.connect("builder-inited", add_vendor_files)
    app.connect("html-page-context", date_page)
    app.connect("html-page-context", mend_roles)
    app.connect("html-collect-pages", collect_pages)
    app.connect("html-page-context", add_news)
    app.connect("html-page-context", add_meta)  # before there is more in the body than the page itself
    app.connect("html-page-context", add_citation)
    app.connect("html-page-context", add_newer)
    app.connect("html-page-context", add_line)
    app.connect("html-page-context", add_tools)
    app.connect("doctree-resolved", make_slots)
    app.connect("doctree-resolved", fold_knob)
    app.connect("doctree-resolved", link_terms, priority=600)  # after the slots, which the script writes anew
    app.connect("html-page-context", add_script)
    app.connect("html-page-context", point_colab, priority=800)  # after the theme has made the buttons, at 501
    app.connect("build-finished", add_installation)
    app.connect("build-finished", write_wheel)
    app.connect("build-finished", write_lists)
    app.connect("build-finished", cut_fonts)
    app.connect("build-finished", cut_sheet, priority=800)  # which the fonts' icons have been taken from
    app.connect("build-finished", finish_pictures)
    app.connect("build-finished", ease_theme)
    app.connect("build-finished", bundle, priority=850)
    app.connect("build-finished", keep_policy, priority=900)  # after all that write a page
    app.connect("build-finished", write_site, priority=950)  # which moves the lost page's links
    return {"version": __version__, "env_version": 3, "parallel_read_safe": True, "parallel_write_safe": True}
