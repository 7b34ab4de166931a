"""References in a notebook's text, which stand there as links that any reader of notebooks can follow."""

import json

from starcalc.show.citing import restored


def restore_roles(app, docname, content):
    """Gives the text of a notebook its references back, before it is parsed; Sphinx calls it with each source."""
    if not str(app.env.doc2path(docname)).endswith(".ipynb"):
        return
    notebook = json.loads(content[0])
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = restored("".join(cell["source"])).splitlines(keepends=True)
    content[0] = json.dumps(notebook, ensure_ascii=False)
