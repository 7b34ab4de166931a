/* Stands in for the page's addresses until theirs is here: the state in an address, read and written. */
((starcalc) => {
  "use strict";

  /** What an address asks for: {overlays, changes, choices, version, saw, refused}. */
  function read(search, menus = []) {
    const found = { overlays: [], changes: {}, choices: {}, version: null, saw: null, refused: [] };
    const known = new Map(menus.map((menu) => [menu.name, menu.keys]));
    for (const [name, value] of new URLSearchParams(search)) {
      const row = Object.hasOwn(starcalc.model.assumptions, name) ? starcalc.model.assumptions[name] : null;
      if (name === "with") found.overlays = value.split(" ").filter((each) => Object.hasOwn(starcalc.model.overlays, each));
      else if (name === "v") found.version = value;
      else if (name === "saw") found.saw = value;
      else if (known.has(name) && known.get(name).includes(value)) found.choices[name] = value;
      else if (row) {
        const { value: number, why } = starcalc.numbers.parsed(value, row);
        if (why) found.refused.push({ what: `${name}=${value}`, why });
        else found.changes[name] = number;
      } else found.refused.push({ what: name, why: "this book has no number called so" });
    }
    return found;
  }

  /** The query of a state. */
  function write({ overlays, changes, choices }, { saw } = {}) {
    const query = new URLSearchParams();
    if (overlays.length) query.set("with", overlays.join(" "));
    for (const [name, value] of Object.entries({ ...changes, ...choices })) query.set(name, value);
    query.set("v", starcalc.model.version);
    if (saw !== undefined) query.set("saw", saw);
    return query.toString();
  }

  /** The same in Python. */
  function python({ overlays, changes }, calculation, result) {
    const names = overlays.map((name) => `"${name}"`).join(", ");
    const changed = Object.entries(changes).map(([name, value]) => `${name}=Q(${value}, "${starcalc.model.assumptions[name].unit}")`);
    const scenario = `Scenario(${names})${changed.length ? `.but(${changed.join(", ")})` : ""}`;
    return `from starcalc import Q, Scenario, model\n\nmodel.${calculation}(${scenario})${result ? `.${result}` : ""}\n`;
  }

  starcalc.address = { read, write, python };
})((globalThis.starcalc ??= {}));
