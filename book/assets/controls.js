/* The controls of a figure: sliders with number boxes, switches, menus. Each row shows a value and hears of moves. */
((starcalc) => {
  "use strict";

  const { element } = starcalc.dom;
  const SLIDER_STEPS = 200; // an arrow key moves a slider by one of these

  /** The values a slider stops at: round numbers from low to high, and the figure's own value. */
  function stops({ low, high, value, scale, whole, dates }) {
    const found = [];
    if (scale === "log") {
      for (let i = 1; i < SLIDER_STEPS; i++) found.push(Number((low * (high / low) ** (i / SLIDER_STEPS)).toPrecision(3)));
    } else {
      const rough = (high - low) / SLIDER_STEPS;
      const ten = 10 ** Math.floor(Math.log10(rough));
      const step = ten * [1, 2, 5, 10].find((times) => times * ten >= rough * 0.999);
      for (let i = 1; low + i * step < high; i++) found.push(Number((low + i * step).toPrecision(12)));
    }
    const between = whole || dates ? found.map(Math.round) : found;
    return [...new Set([low, ...between, high, value])].filter((x) => x >= low && x <= high).sort((a, b) => a - b);
  }

  /** The index of the stop nearest to a value, which may lie outside. */
  function nearest(list, value) {
    let best = 0;
    for (let i = 1; i < list.length; i++) if (Math.abs(list[i] - value) < Math.abs(list[best] - value)) best = i;
    return best;
  }

  /** A number as it stands in a box: every digit that matters, without the noise of a unit's conversion. */
  const plain = (value) => String(Number(value.toPrecision(12)));

  /** Why a typed number cannot be, in a sentence, or its value. */
  function taken(text, slider) {
    const row = starcalc.model.assumptions[slider.name];
    const found = starcalc.numbers.parsed(text, row);
    if (found.why || !(slider.whole || slider.dates)) return found;
    return Number.isInteger(found.value) ? found : { why: `a whole number is meant, not ${plain(found.value)}` };
  }

  /** One row: label, slider, number box, unit, and a place for a warning. */
  function sliderRow(id, slider, symbol, change) {
    const { range: [least, most] } = starcalc.model.assumptions[slider.name];
    const list = stops(slider);
    const range = element("input", { type: "range", id, min: 0, max: list.length - 1, step: 1, autocomplete: "off" });
    const box = element("input", {
      type: "text", id: `${id}-number`, inputmode: "decimal", autocomplete: "off", spellcheck: "false",
      "aria-label": `${slider.label}, number${slider.unit ? ` in ${slider.unit}` : ""}`, "aria-describedby": `${id}-warning`,
    });
    const warning = element("span", { class: "starcalc-warning", id: `${id}-warning`, role: "status" });
    const unit = element("span", { class: "starcalc-unit" }, slider.unit);
    const label = element("label", { for: id }, slider.label);
    if (symbol) label.append(" ", symbol);

    function show(value, typing = false) {
      range.value = nearest(list, value);
      const spoken = slider.dates ? starcalc.sentences.dateOf(value) : `${plain(value)} ${slider.unit}`.trim();
      range.setAttribute("aria-valuetext", spoken);
      if (slider.dates) unit.textContent = spoken;
      if (typing) return;
      box.value = plain(value);
      box.removeAttribute("aria-invalid");
      warn(value);
    }
    function warn(value) {
      warning.textContent = value < least || value > most ? `outside the table’s range ${least}–${most}` : "";
    }
    function typed() {
      const { value, why } = taken(box.value, slider);
      if (why) {
        box.setAttribute("aria-invalid", "true");
        warning.textContent = why;
      } else {
        box.removeAttribute("aria-invalid");
        warn(value);
        change(value, true);
      }
    }
    range.addEventListener("input", () => change(list[range.valueAsNumber], false));
    // A thumb that comes down on a slider to scroll the page moves it at once; when the browser takes the touch, it goes back.
    let held;
    range.addEventListener("pointerdown", () => { held = range.valueAsNumber; });
    range.addEventListener("pointercancel", () => { if (range.valueAsNumber !== held) change(list[held], false); });
    box.addEventListener("input", typed);
    const row = element("div", { class: "starcalc-slider" }, label, range, element("span", { class: "starcalc-number" }, box, unit), warning);
    return { row, box, show };
  }

  /** One row with a switch. */
  function switchRow(id, slider, symbol, change) {
    const box = element("input", { type: "checkbox", id, role: "switch", autocomplete: "off" });
    const label = element("label", { for: id }, slider.label);
    if (symbol) label.append(" ", symbol);
    box.addEventListener("change", () => change(Number(box.checked), false));
    return { row: element("div", { class: "starcalc-slider starcalc-switch" }, label, box), box, show: (value) => (box.checked = value !== 0) };
  }

  /** One row with a menu: label and choices. Its value is the place of the choice. */
  function menuRow(id, menu, change) {
    const options = menu.choices.map((choice, i) => element("option", { value: menu.keys[i] }, choice));
    const box = element("select", { id, autocomplete: "off" }, ...options);
    box.addEventListener("change", () => change(menu.keys[box.selectedIndex]));
    const row = element("div", { class: "starcalc-slider" }, element("label", { for: id }, menu.name), box);
    return { row, box, show: (place) => (box.selectedIndex = place) };
  }

  starcalc.controls = { sliderRow, switchRow, menuRow, nearest, stops };
})((globalThis.starcalc ??= {}));
