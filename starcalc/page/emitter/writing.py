"""Formulas written as JavaScript: each step once, those used once in place, a mean or a table as a loop."""

import json
from itertools import groupby
from math import isinf, isnan

from starcalc.arrays import INFIX, PORTABLE, Formula, in_order

# How tightly operators bind, loosest first; what is tighter than its surroundings needs no brackets.
CHOICE, OR, AND, EQUAL, COMPARED, SUM, PRODUCT, POWER, SIGN, ATOM = range(10)
BINDING = dict(zip(INFIX, [SUM, SUM, PRODUCT, PRODUCT, *[COMPARED] * 4, EQUAL, EQUAL, AND, OR], strict=True))
OPERATORS = INFIX | {"eq": "===", "ne": "!=="}
FUNCTIONS = {name: short for name, short in PORTABLE.items() if name not in ("pow", "where")}
RESERVED = {"s", "i", "power", *FUNCTIONS.values()}
RESERVED |= {
    "arguments",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
}
RESERVED |= {"do", "else", "enum", "eval", "export", "extends", "false", "finally", "for", "function", "if", "import"}
RESERVED |= {"in", "instanceof", "let", "new", "null", "return", "static", "super", "switch", "this", "throw", "true"}
RESERVED |= {"try", "typeof", "undefined", "var", "void", "while", "with", "yield", "NaN", "Infinity", "Math"}
LOOPS = ("mean", "list")
# As C and NumPy have it, one to any power is one; JavaScript differs for NaN, and for infinite powers of one.
POWER_FUNCTION = "const power = (a, b) => a === 1 || (a === -1 && abs(b) === Infinity) ? 1 : a ** b;"
LONGEST = 200  # characters of a step that is written in place


class Writer:
    """Some Formulas as the statements of a function's body, which name each in `named`, and the expressions after.

    `spelling` says how a symbol is read, `tables` where the numbers of a table stand that a loop runs over. `held` is
    the name of a list, in which a loop leaves what it calls with some of the symbols only: for when these are the same.
    """

    def __init__(self, outputs, spelling, tables, named=(), held=None):
        self.spelling, self.tables, self.held, self.alike, self.room = spelling, tables, held, {}, 0
        formulas = {name: output for name, output in outputs.items() if isinstance(output, Formula)}
        steps, keys = products(*in_order(formulas.values()))
        self.steps = {key: (operation, arguments) for key, operation, arguments in steps}
        self.outputs = dict(zip(formulas, keys, strict=True))
        self.names = {key: safe(name) for name, key in reversed(self.outputs.items()) if name in named}
        self.loops, self.depths, self.users, self.written, self.lines, self.count = {}, {}, {}, {}, [], 0
        for key, (operation, arguments) in self.steps.items():
            self.look(key, operation, arguments)
        for _, group in groupby(sorted(self.steps, key=self.place), self.place):
            self.write_all(list(group))
        known = {name: literal(output) for name, output in outputs.items() if name not in formulas}
        self.results = known | {name: self.written[key][0] for name, key in self.outputs.items()}

    def look(self, key, operation, arguments):
        """Who uses a step, and the tables whose rows it follows."""
        inner = [a for a in arguments if isinstance(a, int)]
        for argument in inner:
            self.users.setdefault(argument, []).append(key)
        followed = {arguments[0][0]} if operation == "row" else set()
        followed = followed.union(*(self.loops[a] for a in inner))
        if len(followed) > 1:
            raise TypeError("a mean within a mean cannot be written as JavaScript yet")
        self.loops[key] = set() if operation in LOOPS else followed
        self.depths[key] = max((self.depths[a] for a in inner), default=0) + (operation in LOOPS)

    def place(self, key):
        """Where a step stands: by the means it rests on, so that those over the same table share a loop."""
        operation, arguments = self.steps[key]
        if operation == "mean":
            return self.depths[key], 0, arguments[1][0]
        return (self.depths[key], 1, str(key)) if operation == "list" else (self.depths[key], 2, "")

    def write_all(self, keys):
        """The steps of one place: means over one table, or what follows no rows."""
        if self.steps[keys[0]][0] == "mean":
            self.write_means(keys)
        elif self.steps[keys[0]][0] == "list":
            self.write_list(*keys)
        else:
            for key in keys:
                if not self.loops[key]:
                    self.write(key, "  ")

    def write(self, key, indent):
        """One step: as a statement, or kept to be written in place."""
        operation, arguments = self.steps[key]
        text, binding = self.spelt(key, operation, arguments)
        users = self.users.get(key, [])
        once = operation != "ask" and len(users) + (key in self.outputs.values()) == 1 and len(text) < LONGEST
        here = all(self.loops[user] == self.loops[key] or self.steps[user][0] in LOOPS for user in users)
        if key not in self.names and (operation in ("symbol", "row", "member") or (once and here)):
            self.written[key] = text, binding
            return
        self.lines.append(f"{indent}const {self.name(key)} = {text};")
        self.written[key] = self.name(key), ATOM

    def name(self, key):
        """A result's own name; else the next that is free."""
        if key not in self.names:
            self.count += 1
            self.names[key] = f"t{self.count}"
        return self.names[key]

    def write_means(self, keys):
        """The means of some steps over the rows of one table, by one loop."""
        bodies, table = [self.steps[key][1][0] for key in keys], self.steps[keys[0]][1][1][0]
        rows, names = json.loads(table), [self.name(key) for key in keys]
        _, step = self.tables[table]
        total = step * len(rows)
        self.lines.append(f"  let {', '.join(f'{name} = 0' for name in names)};")
        self.lines.append(f"  for (let i = 0; i < {total}; i += {step}) {{")
        for key in sorted(set().union(*map(self.within, bodies))):
            self.write(key, "    ")
        for name, body in zip(names, bodies, strict=True):
            self.lines.append(f"    {name} += {self.alone(body)};")
        self.lines.append("  }")
        for key, name in zip(keys, names, strict=True):
            self.lines.append(f"  {name} /= {len(rows)};")
            self.written[key] = name, ATOM

    def write_list(self, key):
        """The rows of a table and what is computed of each, by one loop: a list of objects."""
        (table,), (columns,), *pairs = self.steps[key][1]
        (rows, step), name = self.tables[table], self.name(key)
        total, outputs = step * len(json.loads(table)), dict(zip(pairs[::2], pairs[1::2], strict=True))
        self.lines += [f"  const {name} = [];", f"  for (let i = 0; i < {total}; i += {step}) {{"]
        for inner in sorted(set().union(*(self.within(a) for a in outputs.values() if isinstance(a, int)))):
            self.write(inner, "    ")
        fields = [f"{column}: {rows}[i{f' + {i}' if i else ''}]" for i, column in enumerate(columns.split())]
        fields += [f"{column}: {self.alone(output)}" for (column,), output in outputs.items()]
        self.lines += [f"    {name}.push({{ {', '.join(fields)} }});", "  }"]
        self.written[key] = name, ATOM

    def within(self, key):
        """The steps under one that follow the rows as it does."""
        found, waiting = set(), [key]
        while waiting:
            step = waiting.pop()
            if step not in found and self.loops[step]:
                found.add(step)
                waiting += [a for a in self.steps[step][1] if isinstance(a, int)]
        return found

    def kept(self, key, text):
        """A call in a loop, made anew only where one of the symbols that it rests on has changed since."""
        (table,) = self.loops[key]
        _, step = self.tables[table]
        same = self.alike.setdefault(frozenset(self.symbols(key)), f"same{len(self.alike)}")
        place = f"{self.held}[i{f' + {self.room}' if self.room else ''}]"
        self.room += step * len(json.loads(table))
        return f"{same} ? {place} : ({place} = {text})"

    def symbols(self, key):
        """The names of the symbols that a step rests on."""
        operation, arguments = self.steps[key]
        if operation == "symbol":
            return {arguments[0][0]}
        return set().union(*(self.symbols(a) for a in arguments if isinstance(a, int)))

    def spelt(self, key, operation, arguments):
        """A step as JavaScript, and how tightly it binds."""
        if operation == "symbol":
            return self.spelling(arguments[0][0]), ATOM
        if operation == "row":
            place, (name, _) = int(arguments[1][0]), self.tables[arguments[0][0]]
            return f"{name}[i{f' + {place}' if place else ''}]", ATOM
        if operation == "member":
            return f"{self.written[arguments[0]][0]}.{arguments[1][0]}", ATOM
        if operation == "call":
            text = f"{arguments[0][0].replace('.', '_')}({', '.join(self.alone(a) for a in arguments[1:])})"
            some = self.held and self.loops[key] and self.symbols(key) != self.symbols(self.outputs[""])
            return (self.kept(key, text), CHOICE) if some else (text, ATOM)
        if operation == "ask":
            changes = zip(arguments[1::2], arguments[2::2], strict=True)
            changed = "".join(f", {name}: {self.alone(value)}" for (name,), value in changes)
            return f"{arguments[0][0]}({f'{{ ...s{changed} }}' if changed else 's'})", ATOM
        if operation in FUNCTIONS:
            return f"{FUNCTIONS[operation]}({', '.join(self.alone(a) for a in arguments)})", ATOM
        return self.operator(operation, arguments)

    def operator(self, operation, arguments):
        """A step that is written with an operator, and how tightly it binds."""
        if operation in ("neg", "invert"):
            return f"{'-' if operation == 'neg' else '!'}{self.within_brackets(arguments[0], ATOM)}", SIGN
        if operation == "where":
            condition, *branches = arguments
            yes, no = (self.within_brackets(branch, CHOICE) for branch in branches)
            return f"{self.within_brackets(condition, OR)} ? {yes} : {no}", CHOICE
        if operation == "pow" and isinstance(arguments[1], tuple):
            return f"{self.within_brackets(arguments[0], ATOM)} ** {self.within_brackets(arguments[1], SIGN)}", POWER
        if operation == "pow":
            return f"power({', '.join(self.alone(a) for a in arguments)})", ATOM
        binding = BINDING[operation]
        left, right = self.within_brackets(arguments[0], binding), self.within_brackets(arguments[1], binding + 1)
        return f"{left} {OPERATORS[operation]} {right}", binding

    def alone(self, argument):
        """An argument that stands between commas."""
        return self.within_brackets(argument, CHOICE)

    def within_brackets(self, argument, binding):
        """An argument, in brackets where it binds less than it must."""
        if isinstance(argument, tuple):
            text, own = literal(argument[0]), SIGN if str(literal(argument[0])).startswith("-") else ATOM
        else:
            text, own = self.written[argument]
        return text if own >= binding else f"({text})"


def products(steps, outputs):
    """The same steps with small whole powers as products and half a power as a root: faster, and how NumPy has it."""
    keys, made = {}, {}

    def step(operation, *arguments):
        return made.setdefault((operation, arguments), len(made))

    for key, operation, arguments in steps:
        arguments = tuple(keys[a] if isinstance(a, int) else a for a in arguments)
        base, exponent = arguments if operation == "pow" else (None, None)
        if exponent in ((2.0,), (3.0,), (4.0,)) and isinstance(base, int):
            square = step("mul", base, base)
            other = {2.0: None, 3.0: base, 4.0: square}[exponent[0]]
            keys[key] = square if other is None else step("mul", square, other)
        elif exponent == (0.5,):
            keys[key] = step("sqrt", base)
        else:
            keys[key] = step(operation, *arguments)
    return [(key, *found) for found, key in made.items()], [keys[key] for key in outputs]


class Tables(dict):
    """The tables that loops run over: {text: (name, step from row to row)}, every so-many-th row of another in it."""

    def __init__(self):
        self.flat = []

    def __missing__(self, text):
        rows = json.loads(text)
        numbers, wide = [number for row in rows for number in row], len(rows[0])
        for place, known in enumerate(self.flat):
            times, left = divmod(len(known), len(numbers))
            if not times:  # a shorter table holds no longer one
                continue
            every = [number for i in range(0, len(known), wide * times) for number in known[i : i + wide]]
            if not left and every == numbers:
                self[text] = f"rows{place}", wide * times
                return self[text]
        self.flat.append(numbers)
        self[text] = f"rows{len(self.flat) - 1}", wide
        return self[text]


def safe(name):
    """A name that JavaScript may give a variable."""
    return f"{name}_" if name in RESERVED else name


def literal(value):
    """A plain number in JavaScript, every digit of it.

    >>> literal(0.1), literal(-2.0), literal(float("inf")), literal(True)
    ('0.1', '-2', 'Infinity', 'true')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isnan(value):
        return "NaN"
    if isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return repr(float(value)).removesuffix(".0")


def relation_text(name, arguments, body, tables):
    """A relation as a JavaScript function of its arguments; one with a loop keeps its last answer and its calls."""
    name, arguments = name.replace(".", "_"), [*map(safe, arguments)]
    kept, held = f"kept_{name}", f"held_{name}"
    writer = Writer({"": body}, safe, tables, held=held)
    answer = writer.results[""]
    if not any(line.startswith("  for ") for line in writer.lines):
        return function_text(name, arguments, writer.lines, answer)

    def same(among):
        told = [f"{each} === {kept}[{place}]" for place, each in enumerate(arguments, 1) if each in among]
        return " && ".join(told or [f"{kept}[1] === {kept}[1]"])  # of what never changes: once it is there

    lines = [f"  if ({same(arguments)}) return {kept}[0];"]
    lines += [f"  const {flag} = {same({safe(each) for each in among})};" for among, flag in writer.alike.items()]
    lines += [*writer.lines, *(f"  {kept}[{place}] = {argument};" for place, argument in enumerate(arguments, 1))]
    text = function_text(name, arguments, lines, f"{kept}[0] = {answer}")
    room = f"const {held} = new Float64Array({writer.room});\n" if writer.room else ""
    return f"const {kept} = new Float64Array({len(arguments) + 1}).fill(NaN);\n{room}{text}"


def calculation_text(name, outputs, passed_on, tables):
    """A calculation as a JavaScript function from assumptions `s` to all its results.

    `passed_on` is the call, if any, whose results are its own too, beside those in `outputs`: these are added to what
    the call answered, as V8 takes ten times as long for a copy.
    """
    named = {key for key, output in outputs.items() if not isinstance(output, Formula) or output.operation != "member"}
    handed = {} if passed_on is None else {"...": passed_on}
    writer = Writer(handed | outputs, "s.{}".format, tables, named)
    if passed_on is not None:
        whole = writer.results.pop("...")
        added = [f"  {whole}.{key} = {text};" for key, text in writer.results.items()]
        return function_text(name, ["s"], writer.lines + added, whole)
    fields = [key if key == text else f"{key}: {text}" for key, text in writer.results.items()]
    return function_text(name, ["s"], writer.lines, f"{{ {', '.join(fields)} }}")


def picture_text(name, numbers, lists, tables):
    """A picture as a JavaScript function from assumptions `s` to its tables, lists of rows, and its single numbers."""
    writer = Writer(numbers | lists, "s.{}".format, tables, {*numbers, *lists})
    told, drawn = (
        ", ".join(key if key == writer.results[key] else f"{key}: {writer.results[key]}" for key in keys)
        for keys in (numbers, lists)
    )
    return function_text(name, ["s"], writer.lines, f"{{ tables: {{ {drawn} }}, numbers: {{ {told} }} }}")


def function_text(name, parameters, lines, answer):
    """A JavaScript function."""
    head = f"function {name}({', '.join(parameters)}) {{"
    return "\n".join([head, *lines, f"  return {answer};", "}"])
