/* The reader's numbers: one state for the whole page, which every figure, claim and sentence follows.
 *
 *     starcalc.state.get()                        {overlays, changes, choices, year}, changes in the table's units
 *     starcalc.state.set({launch_price: 200})     a reader's numbers; undefined takes one back
 *     starcalc.state.overlay(["h100"])            designs by name, the later over the earlier
 *     starcalc.state.choose("chip", "h200-8-bits")   a menu's choice by its key; undefined takes it back
 *     starcalc.state.inYear(2032)                 as the trends have it; undefined takes it back
 *     starcalc.state.reset(["launch_price"])      some numbers as the book has them; without names, everything
 *     starcalc.state.listen((state) => ...)       hears of every change at once; answers with what stops it
 *     starcalc.state.scenario(base)               plain numbers for a calculation, of a figure that stands on `base`
 *     starcalc.state.value("launch_price", base)  one number in the table's unit
 *
 * A base is {overlays, changes} of a figure, such as {overlays: ["seed"]}; the reader's numbers win over it. Once changes have
 * settled the address says them, and so does banner.js.
 */
((starcalc) => {
  "use strict";

  const { model, address } = starcalc;
  const SETTLED = 300; // milliseconds without a change
  const EMPTY = { overlays: [], changes: {}, choices: {}, year: undefined };
  const heard = new Set();
  const settling = new Set();
  let state = EMPTY;
  let arrived; // what the address said when the page was opened
  let written; // the query that stands in the address now
  let timer;

  /** The state as it is, which nobody can change from outside. */
  const get = () => structuredClone(state);

  /** Whether anything differs from the book. */
  const differs = () => state.overlays.length + Object.keys(state.changes).length + Object.keys(state.choices).length > 0 || state.year !== undefined;

  const known = (table, name, what) => {
    if (!Object.hasOwn(table, name)) throw new RangeError(`no ${what} called ${name}`);
    return table[name];
  };

  /** What the menus' choices set, in the table's units. */
  const chosen = (choices) => Object.assign({}, ...Object.entries(choices).map(([menu, key]) => model.menus[menu][key].values));

  /** Every assumption in the table's unit before the years are counted, and the names that stand still while they pass. */
  function undated(base = {}, { overlays, changes, choices } = state) {
    const values = {};
    for (const name in model.assumptions) values[name] = model.assumptions[name].value;
    for (const name of [...(base.overlays ?? []), ...overlays]) Object.assign(values, known(model.overlays, name, "design").values);
    const changed = { ...base.changes, ...chosen(choices), ...changes };
    return { values: Object.assign(values, changed), still: new Set(Object.keys(changed)) };
  }

  /** What the years have moved, as plain numbers. */
  function aged(base, of = state) {
    if (of.year === undefined || of.year === model.years[0]) return {};
    const { values, still } = undated(base, of);
    const moved = model.in_year({ ...plain(values), year: of.year });
    return Object.fromEntries(Object.entries(moved).filter(([name]) => !still.has(name)));
  }

  /** Values in the tables' units as plain numbers. */
  function plain(values) {
    const found = {};
    for (const name in values) found[name] = values[name] * model.assumptions[name].factor;
    return found;
  }

  /** The plain numbers that a calculation takes, of a figure that stands on `base`. */
  function scenario(base, of = state) {
    return { ...plain(undated(base, of).values), ...aged(base, of) }; // a copy, which V8 then copies a hundred times faster
  }

  /** The ranges of what the years have moved, in the tables' units: today's, each end moved as a value would be. */
  function ranges(of = state) {
    if (of.year === undefined) return {};
    const { values, still } = undated({}, of);
    const own = { ...plain(values), year: of.year };
    const found = {};
    for (const name in model.in_year(own)) {
      if (still.has(name)) continue;
      const { range, factor } = model.assumptions[name];
      const ends = model.today[name] ?? range;
      found[name] = ends.map((end) => model.in_year({ ...own, [name]: end * factor })[name] / factor).sort((a, b) => a - b);
    }
    return found;
  }

  /** One assumption in the table's unit. */
  function value(name, base, of = state) {
    const { factor } = known(model.assumptions, name, "assumption");
    const { values, still } = undated(base, of);
    const moved = still.has(name) ? {} : aged(base, of);
    return Object.hasOwn(moved, name) ? moved[name] / factor : values[name];
  }

  // --- changes -------------------------------------------------------------------------------------------------------------

  /** The state from now on; tells everybody at once, and the address when it has settled. */
  function become(next) {
    state = next;
    for (const fn of heard) fn(get());
    clearTimeout(timer);
    if (globalThis.document) timer = setTimeout(settle, SETTLED);
  }

  /** A copy of a table without what is undefined. */
  const present = (table) => Object.fromEntries(Object.entries(table).filter(([, kept]) => kept !== undefined));

  /** Takes a reader's numbers, in the table's units; one that is what the figure has without it is no change. */
  function set(given, base) {
    const changes = { ...state.changes };
    for (const [name, number] of Object.entries(given)) {
      known(model.assumptions, name, "assumption");
      if (number !== undefined && !Number.isFinite(number)) throw new TypeError(`${name} is no finite number`);
      const without = { ...state, changes: present({ ...changes, [name]: undefined }) };
      changes[name] = number === value(name, base, without) ? undefined : number;
    }
    become({ ...state, changes: present(changes) });
  }

  /** Takes a menu's choice, by its key or its label. */
  function choose(menu, choice) {
    const choices = known(model.menus, menu, "menu");
    const key = Object.keys(choices).find((each) => each === choice || choices[each].label === choice);
    if (choice !== undefined && key === undefined) throw new RangeError(`no choice called ${choice}`);
    become({ ...state, choices: present({ ...state.choices, [menu]: key }) });
  }

  /** Takes the names of designs, the later over the earlier, in place of those before. */
  function overlay(names) {
    for (const name of names) known(model.overlays, name, "design");
    become({ ...state, overlays: [...names] });
  }

  /** Takes a year between those of the trends. */
  function inYear(year) {
    const [base, last] = model.years;
    if (year !== undefined && !(year >= base && year <= last)) throw new RangeError(`the trends go from ${base} to ${last}`);
    become({ ...state, year });
  }

  /** Gives up some of a reader's numbers and menus' choices, or everything. */
  function reset(names) {
    if (!names) {
      arrived = undefined;
      return become(EMPTY);
    }
    const without = (table) => Object.fromEntries(Object.entries(table).filter(([name]) => !names.includes(name)));
    return become({ ...state, changes: without(state.changes), choices: without(state.choices) });
  }

  /** Has a function called at every change; answers with what ends that. */
  function listen(fn) {
    heard.add(fn);
    return () => heard.delete(fn);
  }

  // --- the address ---------------------------------------------------------------------------------------------------------

  /** The book's answer to a state: what box, sheet and Texas cost, in the units of results. */
  function answer(of = state) {
    const found = model.calculations.comparison(scenario({}, of));
    const shown = (name) => found[name] / model.results[name].factor;
    return { box: shown("satellite_hour"), sheet: shown("module_hour"), texas: shown("ground_hour"), ratio: shown("satellite_hour_premium") };
  }

  /** The query that says the state, with the answer as it is now and what others had put into the address. */
  function query() {
    const others = new URLSearchParams(arrived?.others ?? []).toString();
    const own = differs() ? address.write(state, { saw: answer().box }) : "";
    return [others, own].filter(Boolean).join("&");
  }

  /** The address of a place on this page, "#figure-x" or none, with the reader's numbers. */
  const link = (hash = location.hash) => location.href.split(/[?#]/)[0] + (query() && `?${query()}`) + hash;

  /** Says the state in the address, and that changes have come to rest. */
  function settle() {
    clearTimeout(timer);
    timer = undefined;
    written = query();
    const search = written && `?${written}`;
    if (location.search !== search) history.replaceState(history.state, "", (search || location.pathname) + location.hash);
    for (const fn of settling) fn();
  }

  /** Takes the state that the address says. */
  function open() {
    arrived = address.read(location.search);
    written = location.search.replace(/^\?/, "");
    const { overlays, changes, choices, year } = arrived;
    state = { overlays, changes, choices, year };
    arrived.now = differs() ? answer().box : undefined;
    for (const fn of heard) fn(get());
    for (const fn of settling) fn();
  }

  /** Hands the reader's numbers on to another page of the book, when a link to it is followed. */
  function carry(event) {
    const followed = event.target.closest?.("a[href]");
    if (!followed || !differs() || followed.search || followed.protocol !== location.protocol || followed.host !== location.host) return;
    const inside = followed.pathname.endsWith(".html") && followed.pathname !== location.pathname && !followed.hasAttribute("download");
    if (!inside) return;
    const href = followed.getAttribute("href");
    followed.search = address.write(state, { saw: answer().box });
    setTimeout(() => followed.setAttribute("href", href)); // the browser has read it by then
  }

  starcalc.state = {
    answer, choose, differs, get, inYear, link, listen, overlay, ranges, reset, scenario, set, value,
    arrived: () => arrived,
    settled: (fn) => settling.add(fn),
  };
  if (!globalThis.document) return; // a worker, or Node
  open();
  addEventListener("popstate", () => location.search.replace(/^\?/, "") !== written && open());
  addEventListener("pageshow", ({ persisted }) => persisted && timer === undefined && location.search.replace(/^\?/, "") !== written && open());
  addEventListener("pagehide", () => timer !== undefined && settle());
  for (const kind of ["click", "auxclick"]) document.addEventListener(kind, carry);
})((globalThis.starcalc ??= {}));
