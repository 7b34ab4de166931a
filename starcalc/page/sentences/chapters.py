"""A chapter run with symbols: what each of its sentences is made of.

A sentence is `show.say(f"...")`. Each {...} of its text is run by itself: it becomes a template of tokens, with a
choice wherever the program asked which of two is larger, or it is left out, and then stays as printed. Choices are
found by running it again with the answer given, and with it those statements before it, on which it rests, that asked.
"""

import ast
from types import ModuleType

from starcalc import Scenario
from starcalc.page.sentences.symbols import MIND, Anyone, NotRecorded, Undecided, Worth
from starcalc.page.sentences.words import Claims, Show, number, parts, shape
from starcalc.units import number as written

STAND_INS = {"starcalc.show": Show, "starcalc.claims": Claims}
RUNS = 24  # that one piece of text may take
SHOWN = ("show", "_show")  # whose functions display something, which a chapter of symbols does not


class Unknown:
    """What a statement would have made that could not be recorded."""

    def __getattribute__(self, name):
        if name.startswith("__"):  # which Python itself asks for, and no chapter does
            return object.__getattribute__(self, name)
        raise NotRecorded("something that was not recorded")

    def refuse(self, *_):
        raise NotRecorded("something that was not recorded")

    __call__ = __getitem__ = __iter__ = __len__ = __bool__ = __str__ = __format__ = __float__ = refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __abs__ = refuse
    __lt__ = __le__ = __gt__ = __ge__ = __eq__ = __ne__ = __contains__ = refuse
    __hash__ = None


UNKNOWN = Unknown()


class Statement:
    """A statement of a chapter, the names that it reads and those that it gives."""

    def __init__(self, tree):
        self.code = compile(ast.fix_missing_locations(ast.Module([tree], [])), "<chapter>", "exec")
        self.reads, self.gives = names(tree)
        method = getattr(tree.value, "func", None) if isinstance(tree, ast.Expr) else None
        if isinstance(method, ast.Attribute) and isinstance(method.value, ast.Name):
            self.gives.add(method.value.id)  # rows.sort() gives other rows
        self.asks = False

    def run(self, namespace):
        """Run it; what it would have given is unknown where it cannot be recorded."""
        before = MIND.asked
        try:
            exec(self.code, namespace)
        except Exception:
            for name in self.gives:
                namespace[name] = UNKNOWN
        self.asks = self.asks or MIND.asked > before


class Chapter:
    """The sentences of a notebook's cells: {place of the cell: template or, where nothing follows, None}.

    `cells`: the source of each code cell by its place. The same book, the same templates.
    """

    def __init__(self, cells):
        self.statements, self.namespace, self.sentences = [], {"__name__": "chapter"}, {}
        self.hopeless = set()  # statements that ask too much
        MIND.worth = Worth(Scenario())
        for place, source in cells.items():
            for tree in apart(ast.parse(source).body):
                if (text := sentence_of(tree)) is not None:
                    self.sentences[place] = [piece for part in text for piece in self.pieces(part)]
                elif not displays(tree):
                    self.take(Statement(tree))

    def take(self, statement):
        """Run a statement as the book's own numbers would have it."""
        MIND.known, MIND.strict = {}, False
        statement.run(self.namespace)
        self.statements.append(statement)
        for name, value in list(self.namespace.items()):
            if value is Scenario:
                self.namespace[name] = anyone
            elif value is written:
                self.namespace[name] = number
            elif type(value) is ModuleType and value.__name__ in STAND_INS:
                self.namespace[name] = STAND_INS[value.__name__](value)

    def pieces(self, part):
        """A part of a sentence as a template; a lone None for what stays as printed."""
        if isinstance(part, ast.Constant):
            return [str(part.value)]
        self.runs = 0
        try:
            code, before = (
                compile(ast.fix_missing_locations(ast.Expression(part)), "<chapter>", "eval"),
                self.before(part),
            )
            if self.hopeless & set(before):
                return [None]
            return self.explored(code, before, {})
        except (NotRecorded, RecursionError):
            return [None]

    def before(self, part):
        """The statements that a piece of text rests on and that must run again once a comparison is decided."""
        needed, kept = names(part)[0], []
        for statement in reversed(self.statements):
            if statement.gives & needed:
                kept.append(statement)
                needed = needed | statement.reads
        again, touched = [], set()
        for statement in reversed(kept):
            if statement.asks or statement.reads & touched:
                again.append(statement)
                touched |= statement.gives
        return again

    def explored(self, code, before, known):
        """The template of a piece of text, given which comparisons hold."""
        MIND.known, MIND.strict = known, True
        namespace, asking = dict(self.namespace), None
        try:
            for asking in before:
                asking.run(namespace)
            asking = None
            text = eval(code, namespace)
            return parts(text if isinstance(text, str) else format(text))
        except Undecided as asked:
            formula = asked.formula
        except NotRecorded:
            raise
        except Exception:
            return [None]
        finally:
            MIND.known, MIND.strict = {}, False
        self.runs += 1
        if self.runs > RUNS:
            self.hopeless |= {asking} - {None}
            raise NotRecorded("too many comparisons")
        yes, no = (self.explored(code, before, known | {formula.key: holds}) for holds in (True, False))
        return yes if shape(yes) == shape(no) else [(formula, yes, no)]


def anyone(*overlays):
    """`Scenario()` is the reader's; one of overlays stays the book's."""
    return Scenario(*overlays) if overlays else Anyone()


def apart(trees):
    """Statements with those that give several names several values taken apart: a, b = 1, 2."""
    for tree in trees:
        pair = (tree.targets[0], tree.value) if isinstance(tree, ast.Assign) and len(tree.targets) == 1 else ()
        whole = pair and all(isinstance(one, ast.Tuple) for one in pair) and len(pair[0].elts) == len(pair[1].elts)
        if (
            whole
            and not any(isinstance(one, ast.Starred) for one in ast.walk(tree))
            and not names(tree)[1] & names(tree)[0]
        ):
            for target, value in zip(pair[0].elts, pair[1].elts, strict=True):
                yield ast.Assign([target], value)
        else:
            yield tree


def names(tree):
    """The names that a piece of code reads and those that it gives."""
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    reads = {node.id for node in nodes if isinstance(node.ctx, ast.Load)}
    gives = {node.id for node in nodes if not isinstance(node.ctx, ast.Load)}
    for node in ast.walk(tree):
        if isinstance(node, ast.alias):
            gives.add((node.asname or node.name).partition(".")[0])
    return reads, gives


def called(tree):
    """The function of `show` that a statement does nothing but call; else nothing."""
    call = tree.value if isinstance(tree, ast.Expr) else None
    function = call.func if isinstance(call, ast.Call) else None
    known = isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id in SHOWN
    return function.attr if known else None


def displays(tree):
    """Whether a statement only displays something."""
    return called(tree) is not None


def sentence_of(tree):
    """The parts of what a statement says, constants and code; None where it says nothing."""
    if called(tree) not in ("say", "solution") or len(tree.value.args) != 1:
        return None
    text = tree.value.args[0]
    if isinstance(text, ast.JoinedStr):
        return [part if isinstance(part, ast.Constant) else ast.JoinedStr([part]) for part in text.values]
    return [text]
