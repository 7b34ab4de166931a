/* A reader's numbers as the query of an address, and as Python: what starcalc.links reads and writes, for the page.
 *
 *     satellite.html?with=h100+ai1&launch_price=200&chip=h200-8-bits&year=2032&v=0.2.0&saw=8.21#figure-launch
 *
 *     starcalc.address.read(location.search)     {overlays, changes, choices, year, version, saw, refused: [{what, why}], others}
 *     starcalc.address.write(state, {saw})       the query without its "?", empty where nothing differs from the book
 *     starcalc.address.python(state, "satellite", "cost_per_token")
 *
 * Nothing here throws, whatever an address holds, and what is refused leaves no trace but its line in `refused`.
 */
((starcalc) => {
  "use strict";

  const { model, numbers } = starcalc;
  const NUMBER = /^-?(\d+\.?\d*|\.\d+)(e[+ -]?\d+)?$/i; // a bare + is a space in a query
  const EDITION = /^\d{1,4}(\.\d{1,4}){1,3}[a-z\d.]{0,12}$/;
  const ABOUT = ["with", "year", "v", "saw"]; // no assumption and no menu is called so
  const NOT_OURS = /^(q|highlight|check_keywords|area|utm_\w+|fbclid|gclid)$/; // what others add to an address
  const SHOWN = 40; // characters of an address that are repeated to the reader
  const SEEN = 5; // digits of the answer that its maker saw

  const cut = (text) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
  const has = (table, name) => Object.hasOwn(table, name);

  /** Letters to change, add or leave out from one word to another. */
  function distance(one, other) {
    let row = [...Array(other.length + 1).keys()];
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      row = next;
    }
    return row[other.length];
  }

  /** The end of a sentence that refuses a name: the nearest that there is, if one is near. */
  function nearest(name, known) {
    const near = Math.max(1, name.length / 3); // letters apart
    const alike = name.length > SHOWN ? [] : known.filter((word) => Math.abs(word.length - name.length) <= near);
    const [found] = alike.map((word) => [distance(name, word), word]).sort(([a], [b]) => a - b);
    return found && found[0] <= near ? `; the nearest is ${found[1]}` : "";
  }

  /** A plain number of an address, NaN where it is none. */
  const plain = (text) => (NUMBER.test(text.trim()) ? Number(text.replaceAll(" ", "")) : NaN);

  /** A plain number in as few digits as tell it from all others, as Python's links have it. */
  const shortest = (value) => String(value).replace("e+", "e");

  /** What a query says, name by name: into `found`, or refused with the reason. `menus` are {menu: {key: {label, values}}}. */
  function take(name, texts, found, menus) {
    const [text] = texts;
    if (texts.length > 1) return `${name} stands there ${texts.length} times`;
    if (name === "with") {
      const names = text.split(/\s+/).filter(Boolean);
      const unknown = names.filter((each) => !has(model.overlays, each));
      if (unknown.length) return unknown.map((each) => `the book has no design called “${cut(each)}”${nearest(each, Object.keys(model.overlays))}`).join(", and ");
      found.overlays = names;
    } else if (has(menus, name)) {
      if (!has(menus[name], text)) return `no such choice${nearest(text, Object.keys(menus[name]))}`;
      found.choices[name] = text;
    } else if (name === "v") {
      if (!EDITION.test(text)) return "this is no number of an edition";
      found.version = text;
    } else {
      const value = plain(text);
      if (!Number.isFinite(value)) return "this is no number as a link has it; 1600, 0.9 and 2e-5 are";
      return takeNumber(name, value, found);
    }
    return undefined;
  }

  /** The same of a name whose value is a number. */
  function takeNumber(name, value, found) {
    const [base, last] = model.years;
    if (name === "year" && !(value >= base && value <= last)) return `the trends go from ${base} to ${last}`;
    if (name === "year" || name === "saw") found[name] = value;
    else {
      const answer = numbers.possible(value, model.assumptions[name]);
      if (answer.why) return answer.why.replace(/\.$/, "");
      found.changes[name] = value;
    }
    return undefined;
  }

  /** What the query of an address says. */
  function read(search, menus = model.menus) {
    const found = { overlays: [], changes: {}, choices: {}, year: undefined, version: undefined, saw: undefined, refused: [], others: [] };
    const given = new Map();
    for (const [name, text] of new URLSearchParams(search)) {
      if (NOT_OURS.test(name)) found.others.push([name, text]);
      else given.set(name, [...(given.get(name) ?? []), text]);
    }
    for (const [name, texts] of given) {
      const known = ABOUT.includes(name) || has(model.assumptions, name) || has(menus, name);
      const names = () => [...Object.keys(model.assumptions), ...Object.keys(menus), ...ABOUT];
      const why = known ? take(name, texts, found, menus) : `this book has no number of that name${nearest(name, names())}`;
      if (why) found.refused.push({ what: cut(`${name}=${texts[0]}`), why });
    }
    return found;
  }

  /** The query of an address that says a state, without "?"; empty where nothing differs. `saw`: the answer now. */
  function write({ overlays = [], changes = {}, choices = {}, year }, { saw } = {}) {
    const parts = overlays.length ? [`with=${overlays.map(encodeURIComponent).join("+")}`] : [];
    for (const [name, value] of Object.entries(changes)) parts.push(`${name}=${shortest(value)}`);
    for (const [menu, key] of Object.entries(choices)) parts.push(`${encodeURIComponent(menu)}=${encodeURIComponent(key)}`);
    if (year !== undefined) parts.push(`year=${shortest(year)}`);
    if (!parts.length) return "";
    parts.push(`v=${model.version}`);
    if (Number.isFinite(saw)) parts.push(`saw=${shortest(Number(saw.toPrecision(SEEN)))}`);
    return parts.join("&");
  }

  // --- as Python -----------------------------------------------------------------------------------------------------------

  /** A value as one types it in Python. */
  function typed(name, value) {
    const { unit } = model.assumptions[name];
    return unit === "dimensionless" ? `${name}=${shortest(value)}` : `${name}=Q(${shortest(value)}, "${unit}")`;
  }

  /** Three lines of Python that compute what a figure shows.
   *
   *  calculation: one of the model's, "satellite", with the name of a result; or a relation, "orbit.period", with the names of its
   *  arguments. `base`: {overlays, changes} of the figure itself, beneath the reader's.
   */
  function python(state, calculation, result, base = {}) {
    const overlays = [...(base.overlays ?? []), ...(state.overlays ?? [])];
    const chosen = Object.entries(state.choices ?? {}).map(([menu, key]) => model.menus[menu]?.[key]?.values);
    const changes = Object.assign({}, base.changes, ...chosen, state.changes);
    const but = Object.entries(changes).map(([name, value]) => typed(name, value)).join(", ");
    const scenario = `Scenario(${overlays.map((name) => JSON.stringify(name)).join(", ")})${but && `.but(${but})`}`;
    const dated = state.year === undefined ? "" : `.in_year(${shortest(state.year)})`;
    const isRelation = Array.isArray(result);
    const field = isRelation ? calculation.split(".")[0] : "model";
    const given = isRelation ? result.map((name) => `${name}=scenario.${name}`).join(", ") : "scenario";
    const asked = isRelation ? `${calculation}(${given})` : `model.${calculation}(${given}).${result}`;
    const imports = ["Scenario", field, ...(but.includes("Q(") ? ["Q"] : [])].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
    imports.sort((a, b) => Number(/^[a-z]/.test(a)) - Number(/^[a-z]/.test(b)));
    return [`from starcalc import ${imports.join(", ")}`, `scenario = ${scenario}${dated}`, `print(${asked})`].join("\n");
  }

  starcalc.address = { python, read, write };
})((globalThis.starcalc ??= {}));
