"""Scripts and styles of pages that do more than a chapter, loaded there alone."""

import re

LOADED = {
    "book/calculator": (
        "bill.js",
        "calculator-rows.js",
        "calculator-answer.js",
        "calculator-worlds.js",
        "calculator.js",
        "calculator.css",
    ),
}
LAST = 900  # those of the configuration have 800
A_PICTURE = re.compile(r'"picture":"(\w+)"')  # in the specification of a figure that draws one


def add_tools(app, page, template, context, doctree):
    """Has a page load its own files, after those of every page, on which they rest; and its pictures' geometry."""
    for name in sorted(set(A_PICTURE.findall(context.get("body", "")))):
        app.add_js_file(f"picture-{name}.js", priority=LAST, loading_method="defer")
    for file in LOADED.get(page, ()):
        if file.endswith(".css"):
            app.add_css_file(file, priority=LAST)
        else:
            app.add_js_file(file, priority=LAST, loading_method="defer")
