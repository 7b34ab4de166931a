/* The calculator's answer: how many times Texas orbit costs, the three bills as bars and as a table, and what differs from what they are held against.
 *
 *     const answer = starcalc.calculator.answer(table);    answer.paint(b, a, names)
 *
 * `b` and `a` are plain scenarios, the reader's and what his is held against: the book's, or one that he has kept.
 */
((starcalc) => {
  "use strict";

  const { button, element, figures, labelOf, put, valued } = starcalc.calculator;
  const PLACES = ["satellite", "module", "ground"];
  const NAMES = { satellite: "Box", module: "Sheet", ground: "Texas" };
  const FEW = 6; // differences that are shown unasked
  const HOUR = () => starcalc.model.results.satellite_hour.factor;
  const TOKEN = () => starcalc.model.results.satellite_cost.factor;

  const dollars = (value) => (!Number.isFinite(value) ? "none" : Math.abs(value) < 100 ? value.toFixed(2).replace("-", "−") : figures(value, 3));
  const times = (value) => (Number.isFinite(value) ? figures(value, 2) : "–");

  /** What a scenario comes to: dollars per GPU-hour and per million tokens, ratios, and the lines of the bills. */
  function computed(s) {
    const { calculations, bill } = starcalc.model;
    const found = calculations.comparison(s);
    const hours = {}, tokens = {}, lines = {};
    const asParts = s.capital_from_parts === 1;
    const bills = bill(s);
    for (const place of PLACES) {
      hours[place] = found[`${place}_hour`] / HOUR();
      tokens[place] = found[`${place}_cost`] / TOKEN();
      const scale = hours[place] / found[`${place}_cost`];
      lines[place] = asParts || place === "ground" ? [...bills[place].map((cost) => cost * scale), 0] : [...bills[place].map(() => 0), hours[place]];
    }
    return { s, hours, tokens, lines, ratios: { satellite: found.satellite_hour_premium, module: found.module_hour_premium, ground: 1 }, rent: s.gpu_rent / starcalc.model.assumptions.gpu_rent.factor };
  }

  /** The next round number: 1, 2, 5 or 10 times a power of ten, in halves between. */
  function roundUp(value) {
    const ten = 10 ** Math.floor(Math.log10(value));
    return ten * [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10].find((times) => times * ten >= value);
  }

  /** One bar of the lines of a bill. */
  function bar(count, kind) {
    const parts = Array.from({ length: count }, (_, i) => element("i", { class: `calc-line-${i}` }));
    const track = element("div", { class: `calc-track ${kind}` }, ...parts);
    const widths = [];
    return {
      track,
      paint(lines, most) {
        lines.forEach((cost, i) => {
          const width = `${(100 * Math.max(0, Number.isFinite(cost) ? cost : 0)) / most}%`;
          if (widths[i] !== width) parts[i].style.setProperty("width", (widths[i] = width));
        });
      },
    };
  }

  /** The bars of all three bills on one scale, which holds still and grows only to hold the reader; and the rent across. */
  function bars(count) {
    const rows = PLACES.map((place) => {
      const mine = bar(count, "calc-mine"), held = bar(count, "calc-held");
      const total = element("span", { class: "calc-total" });
      const name = element("span", { class: "calc-place" }, NAMES[place]);
      return { place, mine, held, total, row: element("div", { class: "calc-bar-row" }, name, element("div", { class: "calc-tracks" }, mine.track, held.track), total) };
    });
    const rent = element("div", { class: "calc-rent" }, element("span"));
    const axis = element("div", { class: "calc-axis" }, element("span", {}, "0"), element("span"), element("span"));
    const plot = element("div", { class: "calc-over" }, rent, axis);
    const whole = element("div", { class: "calc-bars", "aria-hidden": "true" }, ...rows.map(({ row }) => row), plot);
    return {
      whole,
      paint(b, a, differs, least) {
        const finite = [least, b.rent, ...PLACES.flatMap((place) => [b.hours[place], a.hours[place]])].filter(Number.isFinite);
        const most = roundUp(Math.max(...finite));
        for (const { place, mine, held, total } of rows) {
          mine.paint(b.lines[place], most);
          held.paint(a.lines[place], most);
          put(total, `$${dollars(b.hours[place])}`);
        }
        whole.classList.toggle("calc-two", differs);
        rent.style.setProperty("left", `${(100 * b.rent) / most}%`);
        rent.classList.toggle("calc-far", b.rent / most > 0.6);
        put(rent.firstChild, `rents for $${dollars(b.rent)}`);
        put(axis.children[1], figures(most / 2, 3));
        put(axis.children[2], `$${figures(most, 3)}`);
      },
    };
  }

  /** The static table, made live: a colour for each line, the total held against below the reader's, tokens too. */
  function live(table) {
    const body = table.tBodies[0];
    const key = starcalc.model.lines.map((line, i) => body.rows[i] ?? body.appendChild(lineRow(line)));
    key.push(body.appendChild(lineRow("one sum, as given")));
    key.forEach((row, i) => row.cells[0].prepend(element("i", { class: `calc-swatch calc-line-${i}`, "aria-hidden": "true" })));
    const [together, premium] = table.tFoot.rows; // the ratios stand above, in large type
    const before = table.tFoot.insertBefore(lineRow(""), premium);
    premium.remove();
    const tokens = table.tFoot.appendChild(lineRow("a million tokens"));
    return {
      paint(b, a, held, differs) {
        put(before.cells[0], `${held}, together`);
        const fill = (row, value) => PLACES.forEach((place, i) => put(row.cells[i + 1], value(place)));
        key.forEach((row, i) => {
          fill(row, (place) => (b.lines[place][i] ? dollars(b.lines[place][i]) : "–"));
          row.hidden = !PLACES.some((place) => b.lines[place][i]);
        });
        fill(together, (place) => dollars(b.hours[place]));
        fill(before, (place) => dollars(a.hours[place]));
        fill(tokens, (place) => dollars(b.tokens[place]));
        before.hidden = !differs;
      },
    };
  }

  function lineRow(text) {
    const head = element("th", { scope: "row" }, text);
    return element("tr", {}, head, ...PLACES.map(() => element("td")));
  }

  /** What orbit costs in words, for those who listen. */
  function spoken({ hours, ratios }) {
    const cost = PLACES.map((place) => `${NAMES[place]} ${dollars(hours[place])}`).join(", ");
    return `${cost} dollars for an hour of a GPU. The box costs ${times(ratios.satellite)} times Texas, the sheet ${times(ratios.module)} times.`;
  }

  /** What differs between two scenarios, as a list: old → new, each with a way back. */
  function differences() {
    const head = element("h2", { class: "calc-differs-head" });
    const list = element("ul", { class: "calc-differs" });
    let seen = "", all = false;
    const more = button("", () => {
      all = true;
      seen = "";
      repaint();
    });
    let repaint = () => {};
    const whole = element("div", { class: "calc-differences" }, head, list, more);
    return {
      whole,
      paint(b, a, held, mine) {
        repaint = () => this.paint(b, a, held, mine);
        const { assumptions } = starcalc.model;
        const names = Object.keys(assumptions).filter((name) => b.s[name] !== a.s[name]);
        whole.hidden = !names.length;
        put(head, `${names.length} ${names.length === 1 ? "number differs" : "numbers differ"} from ${held}`);
        const shown = all ? names : names.slice(0, FEW);
        const items = shown.map((name) => [name, figures(a.s[name] / assumptions[name].factor), valued(name, b.s[name] / assumptions[name].factor), Object.hasOwn(mine, name)]);
        const now = JSON.stringify(items.map(([name, , , own]) => [name, own]));
        if (now !== seen) {
          seen = now;
          list.replaceChildren(...items.map(([name, , , own]) => difference(name, own)));
        }
        items.forEach(([, from, to], i) => put(list.children[i].querySelector("span"), `${from} → ${to}`));
        more.hidden = names.length <= shown.length;
        put(more, `and ${names.length - shown.length} more`);
      },
    };
  }

  function difference(name, own) {
    const link = element("a", { href: `#assume-${name}` }, labelOf(name));
    const undo = button("×", () => starcalc.state.reset([name]), { class: "calc-undo", "aria-label": `Take back: ${labelOf(name)}` });
    return element("li", {}, link, " ", element("span"), ...(own ? [undo] : []));
  }

  /** One of the two large numbers. */
  function ratio(place) {
    const number = element("strong"), was = element("small");
    const whole = element("p", {}, number, element("span", {}, `${NAMES[place]} ÷ Texas`), was);
    return {
      whole,
      paint(b, a, held, differs) {
        put(number, `${times(b.ratios[place])} ×`);
        whole.classList.toggle("calc-wins", b.ratios[place] < 1);
        put(was, differs ? `${held}: ${times(a.ratios[place])} ×` : `as in ${held}`);
      },
    };
  }

  /** The whole answer: `panel` for the page, `bar` for the foot of a phone's screen. */
  function answer(table, base, worlds) {
    const ratios = ["satellite", "module"].map(ratio);
    const drawn = bars(starcalc.model.lines.length + 1);
    const rows = live(table);
    const differ = differences();
    let kept = computed(base);
    const least = Math.max(...Object.values(kept.hours).filter(Number.isFinite));
    const panel = element("div", { class: "calc-panel" }, element("div", { class: "calc-ratios" }, ...ratios.map(({ whole }) => whole)), worlds, drawn.whole, table, differ.whole);
    return {
      panel,
      paint(s, keptScenario, held, mine) {
        if (kept.s !== keptScenario) kept = computed(keptScenario);
        const b = computed(s), a = kept;
        const differs = Object.keys(starcalc.model.assumptions).some((name) => s[name] !== keptScenario[name]);
        for (const each of ratios) each.paint(b, a, held, differs);
        drawn.paint(b, a, differs, least);
        rows.paint(b, a, held, differs);
        differ.paint(b, a, held, mine);
        return b;
      },
    };
  }

  Object.assign(starcalc.calculator, { answer, computed, dollars, spoken, times });
})((globalThis.starcalc ??= {}));
