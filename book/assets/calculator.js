/* The calculator: every assumption of the model as a control, and what they come to.
 *
 * The page brings the whole table in words (starcalc/show/calculator.py); this file finds it, puts the answer beside it and
 * lets rows become controls when a reader opens or finds them. Numbers live in starcalc.state, as everywhere in the book.
 */
((starcalc) => {
  "use strict";

  const { answer, button, counted, element, enhance, labelOf, put, spoken, times, valued, worlds } = starcalc.calculator;
  const calc = document.querySelector(".calc");
  if (!calc || !starcalc.state) return;

  const { model, state } = starcalc;
  const REST = 700; // milliseconds without a move before the answer is spoken
  const CLEAR = 12; // pixels between what has the focus and the bar below it
  const KEPT = "starcalc-kept"; // where the browser keeps them for this visit
  const base = JSON.parse(calc.dataset.base);
  const NOTHING = { overlays: [], changes: {}, choices: {} };
  const book = state.scenario(base, NOTHING);
  const inUnit = (s, name) => Number((s[name] / model.assumptions[name].factor).toPrecision(12));

  // --- what the reader compares with -----------------------------------------------------------------------------------------

  /** What the reader kept on this visit; nothing where it does not hold every number. */
  function remembered() {
    try {
      const found = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
      return found && Object.keys(book).every((name) => Number.isFinite(found[name])) ? found : undefined;
    } catch {
      return undefined;
    }
  }
  function remember(s) {
    try {
      if (s) sessionStorage.setItem(KEPT, JSON.stringify(s));
      else sessionStorage.removeItem(KEPT);
    } catch { /* a browser that keeps nothing for pages: they then last as long as the page */ }
  }
  let kept = remembered();
  const held = () => (kept ? "what you kept" : "the book");

  // --- the page ------------------------------------------------------------------------------------------------------------

  const table = calc.querySelector(".calc-bill");
  const first = calc.querySelector(".calc-first");
  const claims = calc.querySelector(".calc-claims");
  const groups = [...calc.querySelectorAll("details.calc-group")];
  const places = new Map([...calc.querySelectorAll(".calc-row")].map((place) => [place.dataset.name, place]));
  const rows = new Map(); // those that have become controls
  const many = worlds(claims, base);
  const found = answer(table, book, many.told);
  const live = element("p", { class: "calc-live-region", "aria-live": "polite" });
  const said = element("p", { class: "calc-said", role: "status" });
  const byHand = element("textarea", { class: "calc-by-hand", rows: 3, readonly: "", hidden: "", "aria-label": "To copy by hand" });

  /** Gives rows their controls, if they have none yet. */
  function enliven(list) {
    const s = state.scenario(base);
    const [{ changes }, tried] = [state.get(), state.ranges()];
    for (const place of list) {
      const { name } = place.dataset;
      if (rows.has(name)) continue;
      rows.set(name, enhance(place, inUnit(book, name), base));
      rows.get(name).show(inUnit(s, name), Object.hasOwn(changes, name), tried[name]);
    }
  }

  // --- presets -------------------------------------------------------------------------------------------------------------

  /** A menu under its name. */
  const field = (title, box) => element("div", { class: "calc-field" }, element("label", { for: box.id }, title), box);

  /** One menu per family of overlays, which compose in the page's order. */
  function presets() {
    const lists = [...calc.querySelectorAll(".calc-presets ul[data-family]")];
    const chosen = element("p", { class: "calc-chosen", role: "status" });
    const menus = lists.map((list) => {
      const names = [...list.children].map((item) => item.dataset.overlay);
      const shortly = (name) => model.overlays[name].title.split(/[,:;]/)[0];
      const options = names.map((name) => element("option", { value: name }, shortly(name)));
      const box = element("select", { autocomplete: "off", id: `take-${list.dataset.family}` }, element("option", { value: "" }, "as in the book"), ...options);
      box.addEventListener("change", () => state.overlay(menus.map((menu) => menu.box.value).filter(Boolean)));
      const title = list.closest("dd").previousElementSibling.textContent;
      return { names, box, field: field(title, box) };
    });
    const fields = [...menus.map((menu) => menu.field), ...(state.inYear && model.years ? [yearMenu()] : [])];
    return {
      whole: element("div", { class: "calc-choices", role: "group", "aria-labelledby": "calc-named" }, element("h2", { id: "calc-named" }, "Or take somebody’s numbers"), ...fields, chosen),
      show({ overlays }) {
        for (const { names, box } of menus) box.value = overlays.findLast((name) => names.includes(name)) ?? "";
        put(chosen, overlays.map((name) => `${model.overlays[name].title}.`).join(" "));
      },
    };
  }

  let yearBox;
  /** The year, as the trends have it. */
  function yearMenu() {
    const [from, to] = model.years;
    const years = [element("option", { value: "" }, "as in the book"), ...Array.from({ length: to - from + 1 }, (_, i) => element("option", { value: from + i }, String(from + i)))];
    yearBox = element("select", { autocomplete: "off", id: "take-year" }, ...years);
    yearBox.addEventListener("change", () => state.inYear(yearBox.value === "" ? undefined : Number(yearBox.value)));
    return field("Year", yearBox);
  }

  // --- finding -------------------------------------------------------------------------------------------------------------

  const FILTERS = { all: "All", fact: "Facts", choice: "Choices", changed: "Changed" };
  let filter = "all";
  let index;

  /** What each row can be found by: words, and its symbol letter by letter. */
  function indexed() {
    index ??= new Map([...places].map(([name, place]) => {
      const symbol = place.querySelector(".calc-symbol");
      const sign = symbol.textContent;
      const typed = [...symbol.childNodes].map((part) => (part.nodeName === "SUB" ? "_" : "") + part.textContent).join("");
      const words = `${model.assumptions[name].about} ${name} ${name.replaceAll("_", " ")} ${typed} ${sign}`.toLowerCase();
      return [name, { words, signs: [typed, sign] }];
    }));
    return index;
  }

  /** Whether a row is meant. One or two letters mean a symbol or the beginning of a word, more a part of the text. */
  function meant(name, query, s) {
    if (filter === "changed" ? s[name] === book[name] : filter !== "all" && model.assumptions[name].role !== filter) return false;
    if (!query) return true;
    const { words, signs } = indexed().get(name);
    if (signs.includes(query)) return true;
    const asked = query.toLowerCase();
    if (asked.length < 3) return words.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(asked));
    return asked.split(/\s+/).every((part) => words.includes(part));
  }

  function finder() {
    const box = element("input", { type: "search", class: "calc-search", id: "calc-search", placeholder: "name, symbol or meaning", autocomplete: "off", spellcheck: "false", "aria-describedby": "calc-found" });
    const count = element("p", { class: "calc-found", id: "calc-found", role: "status" });
    const buttons = Object.entries(FILTERS).map(([key, text]) => button(text, () => {
      filter = key;
      look();
    }, { "aria-pressed": "false", class: "calc-filter" }));
    const opened = new Set(); // groups that the search has opened, and not the reader
    let looked = "";

    function look() {
      const query = box.value.trim();
      const s = state.scenario(base);
      Object.keys(FILTERS).forEach((key, i) => buttons[i].setAttribute("aria-pressed", String(key === filter)));
      const hits = [...places].filter(([name, place]) => {
        place.hidden = !meant(name, query, s);
        return !place.hidden;
      });
      for (const group of groups) {
        const some = [...group.querySelectorAll(".calc-row")].filter((place) => !place.hidden);
        group.hidden = !some.length;
        put(group.querySelector(".calc-size"), String(some.length));
        const show = (query || filter === "changed") && some.length > 0;
        if (show && !group.open) opened.add(group);
        if (show) group.open = true;
        if (show) enliven(some);
        if (!show && opened.delete(group)) group.open = false;
      }
      first.hidden = ![...first.querySelectorAll(".calc-row")].some((place) => !place.hidden);
      const narrowed = query || filter !== "all";
      const above = first.querySelectorAll(".calc-row").length;
      const everything = `The ${above} that decide most stand on top, the other ${places.size - above} under their headings here.`;
      put(count, !narrowed ? everything : hits.length ? `${hits.length} of ${places.size} numbers` : `Nothing found among ${places.size} numbers: try a word of what it means, or part of its name.`);
      looked = `${query} ${filter}`;
    }
    const roles = Object.values(model.assumptions).map(({ role }) => role);
    /** How many there are of each kind. */
    function tally(changed) {
      const counts = { all: roles.length, fact: roles.filter((role) => role === "fact").length, choice: roles.filter((role) => role === "choice").length, changed };
      Object.entries(FILTERS).forEach(([key, text], i) => put(buttons[i], `${text} ${counts[key]}`));
    }
    box.addEventListener("input", look);
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      box.value = "";
      look();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, select, textarea, [contenteditable]")) return;
      event.preventDefault();
      box.focus();
    });
    const label = element("label", { for: box.id }, "Find a number ", element("kbd", {}, "/"));
    return {
      whole: element("div", { class: "calc-finder" }, label, box, element("div", { class: "calc-filters", role: "group", "aria-label": "Which numbers" }, ...buttons), count),
      look,
      tally,
      /** All rows again, so that a link can lead to any. */
      clear() {
        if (looked.trim() === "all") return;
        box.value = "";
        filter = "all";
        look();
      },
    };
  }

  // --- taking away ---------------------------------------------------------------------------------------------------------

  const address = () => state.link?.("") ?? `${location.href.split(/[?#]/)[0]}?${starcalc.address.write(state.get(), {})}`.replace(/\?$/, "");

  /** Puts text on the clipboard; where the browser forbids it, into a box from which it can be copied by hand. */
  async function copy(text, what) {
    byHand.hidden = true;
    try {
      await navigator.clipboard.writeText(text);
      put(said, `${what} copied.`);
    } catch {
      byHand.value = text;
      byHand.hidden = false;
      byHand.select();
      put(said, `This browser does not let the page copy; ${what.toLowerCase()} to copy by hand:`);
    }
  }

  /** All assumptions and results as lines of a table. */
  function csv() {
    const s = state.scenario(base);
    const results = model.calculations.comparison(s);
    const quoted = (text) => (typeof text === "number" ? String(text) : `"${String(text).replaceAll('"', '""')}"`);
    const lines = [["kind", "name", "meaning", "value", "unit", "the book's", "low", "high"]];
    for (const name of places.keys()) {
      const { about, unit, range, role } = model.assumptions[name];
      lines.push([role, name, about, inUnit(s, name), unit, inUnit(book, name), ...range]);
    }
    for (const [name, value] of Object.entries(results)) {
      const { unit, factor } = model.results[name];
      lines.push(["result", name, model.meanings[name], value / factor, unit, "", "", ""]);
    }
    return lines.map((line) => line.map(quoted).join(",")).join("\r\n");
  }

  function save() {
    const url = URL.createObjectURL(new Blob([csv()], { type: "text/csv" }));
    element("a", { href: url, download: "starcalc.csv" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
    put(said, "Saved as starcalc.csv.");
  }

  const keep = button("Keep to compare", () => {
    kept = kept ? undefined : state.scenario(base);
    remember(kept);
    put(said, kept ? "Kept: what you change now stands beside it." : "Your numbers stand beside the book’s again.");
    paint();
  });
  const reset = button("Reset all", () => {
    state.reset();
    put(said, "Everything is as in the book.");
  });
  const actions = element("div", { class: "calc-actions" }, keep, button("Copy link", () => copy(address(), "Link")),
    button("Copy as Python", () => copy(starcalc.address.python(state.get(), "comparison", "satellite_hour_premium", base), "Python")), button("CSV", save), reset);

  // --- all together --------------------------------------------------------------------------------------------------------

  const menus = presets();
  const find = finder();
  const brief = element("span"), briefly = element("small");
  const sheet = element("div", { class: "calc-sheet" }, found.panel, actions, said, byHand, live);
  const bar = element("button", { type: "button", class: "calc-bar", "aria-expanded": "false" }, brief, briefly);
  bar.addEventListener("click", () => {
    const open = side.classList.toggle("calc-open");
    bar.setAttribute("aria-expanded", String(open));
  });
  const side = element("div", { class: "calc-side", role: "region", "aria-label": "What it comes to" }, bar, sheet);
  const main = element("div", { class: "calc-main" });

  let asked, timer, told = "";
  /** Everything that follows the numbers, once a frame. */
  function paint() {
    asked = undefined;
    const now = state.get();
    const s = state.scenario(base);
    const b = found.paint(s, kept ?? book, held(), now.changes);
    const tried = state.ranges();
    for (const [name, row] of rows) row.show(inUnit(s, name), Object.hasOwn(now.changes, name), tried[name]);
    menus.show(now);
    if (yearBox) yearBox.value = String(now.year ?? "");
    const changed = Object.keys(book).filter((name) => s[name] !== book[name]).length;
    const isBook = changed === 0 && now.year === undefined;
    find.tally(changed);
    reset.disabled = isBook;
    keep.disabled = !kept && isBook;
    put(keep, kept ? "Compare with the book" : "Keep to compare");
    put(brief, `Box ${times(b.ratios.satellite)} ×, sheet ${times(b.ratios.module)} × Texas`);
    const key = JSON.stringify(now);
    if (key === told) return;
    told = key;
    many.follow(whole(now), isBook, ({ wins, n }) => put(briefly, `cheaper in ${counted(wins.either, n)}`));
    clearTimeout(timer);
    timer = setTimeout(() => put(live, spoken(b)), REST);
  }
  /** The reader's numbers with those of the page beneath them. */
  const whole = (now) => ({ ...now, overlays: [...base.overlays, ...now.overlays], changes: { ...base.changes, ...now.changes } });
  const soon = () => (asked ??= requestAnimationFrame(paint));

  /** Opens what hides the row that the address names. */
  function show() {
    const place = places.get(location.hash.replace(/^#assume-/, ""));
    if (!place) return;
    find.clear();
    const group = place.closest("details");
    if (group) group.open = true;
    enliven([place]);
    place.scrollIntoView({ block: "center" });
  }

  main.append(first, menus.whole, many.nearest, claims, find.whole, ...groups, ...calc.querySelectorAll(":scope > .calc-key"));
  calc.querySelector(".calc-presets").remove();
  calc.replaceChildren(side, main);
  calc.classList.add("calc-on");
  enliven(first.querySelectorAll(".calc-row"));
  for (const group of groups) group.addEventListener("toggle", () => group.open && enliven([...group.querySelectorAll(".calc-row")].filter((place) => !place.hidden)));
  main.addEventListener("focusin", ({ target }) => {
    if (getComputedStyle(side).position !== "fixed") return;
    const hidden = target.getBoundingClientRect().bottom + CLEAR - side.getBoundingClientRect().top;
    if (hidden > 0) scrollBy({ top: hidden, behavior: "instant" }); // a browser thinks that what the bar covers is in view
  });
  state.listen(soon);
  addEventListener("hashchange", show);
  find.look();
  paint();
  show();
  Object.assign(starcalc.calculator, { csv, paint });
})((globalThis.starcalc ??= {}));
