"""Links the words of this book that a stranger would stop at to the glossary, each where a page first has it."""

import re

from docutils import nodes

from starcalc.page.following import PLAIN

GLOSSARY = "book/glossary"
TERMS = {  # the word as it stands in a text, and the glossary's
    r"[Tt]he\s+post\b(?!['’]s\s+own)": "post",
    r"nine\s+worlds\s+of\s+ten": "world",
    r"(?:the|a)\s+box\b": "box",
    r"(?:the|a)\s+sheet\b": "sheet",
}
PLAIN_SHEETS = ("book/drag", "book/ring")  # where a sheet is any array, not the design of that name
KEPT = "world"  # which ends an interval; the page's script keeps the link at the end of what it writes anew
CLAIM = '<aside class="claim"'
WITHIN = (*PLAIN, nodes.reference, nodes.title, nodes.literal, nodes.literal_block, nodes.term, nodes.caption)
CELLS = (nodes.entry, nodes.figure, nodes.table)


def link_terms(app, doctree, docname):
    """Makes a link of the first of each word on a page of the book, as it is about to be written."""
    if app.builder.format != "html" or not docname.startswith("book/") or docname == GLOSSARY:
        return
    if GLOSSARY not in app.env.found_docs:
        return
    address = app.builder.get_relative_uri(docname, GLOSSARY)
    claim = next((raw for raw in doctree.findall(nodes.raw) if CLAIM in raw.astext()), None)
    if claim is not None:  # most pages have one before they have a paragraph
        link = f'<a class="term reference internal" href="{address}#term-post">The post</a>'
        claim.parent.replace(claim, nodes.raw("", claim.astext().replace("The post", link, 1), format="html"))
    for word, term in TERMS.items():
        if (term == "post" and claim is not None) or (term == "sheet" and docname in PLAIN_SHEETS):
            continue
        for text in doctree.findall(nodes.Text):
            found = re.search(word, text)
            if found and not within(text, follows=term != KEPT or found.end() < len(text)):
                text.parent.replace(text, linked(text, found.span(), f"{address}#term-{term}"))
                break


def within(text, follows):
    """Whether a text is no running text or, if that is asked, one that the page's script writes anew."""
    above = text.parent
    while above is not None:
        if isinstance(above, (*WITHIN, *CELLS)) or (follows and "follows" in above.get("classes", ())):
            return True
        above = above.parent
    return False


def linked(text, span, address):
    """A text with a part of it as a link."""
    start, end = span
    link = nodes.reference("", text[start:end], refuri=address, internal=True, classes=["term"])
    parts = [nodes.Text(text[:start]), link, nodes.Text(text[end:])]
    return [part for part in parts if part.astext()]
