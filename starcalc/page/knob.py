"""Folds a chapter's first cell, whose scenario everything below follows: who reads comes for the answer."""

from docutils import nodes

KNOB = "# change anything"  # how the cell says what it is for
SUMMARY = "This page as code: the scenario that it follows"


def fold_knob(app, doctree, docname):
    """Puts the first cell of a chapter behind a line that opens it, as a page is about to be written."""
    if app.builder.format != "html":
        return
    for listing in doctree.findall(nodes.literal_block):
        if KNOB in listing.astext():
            place = listing.parent.index(listing)
            before = nodes.raw("", f'<details class="knob aside"><summary>{SUMMARY}</summary>', format="html")
            listing.parent[place : place + 1] = [before, listing, nodes.raw("", "</details>", format="html")]
            return
