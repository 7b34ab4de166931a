"""Writes model.js where the command says."""

import sys

from starcalc.page.emitter import write

if len(sys.argv) != 2:
    sys.exit("usage: python -m starcalc.page.emitter OUT")
write(sys.argv[1])
