/* The calculator's rows: each assumption's line becomes a slider or a switch, a number box and a way back.
 *
 *     const row = starcalc.calculator.enhance(element, original, base);    row.show(value, canReset)
 *
 * The page carries each row in words, with its source; here it gets its controls, when a reader comes near it.
 */
((starcalc) => {
  "use strict";

  const { nearest, stops } = starcalc.controls;
  const THUMB = 9; // pixels from the end of a slider to the middle of its thumb

  /** An element with attributes and children: element("p", {class: "note"}, "text"). */
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  function button(text, action, attributes = {}) {
    const made = element("button", { type: "button", class: "calc-button", ...attributes }, text);
    made.addEventListener("click", action);
    return made;
  }

  /** Text into an element that shows another; what stays is not touched, so that the browser need not lay it out anew. */
  function put(target, text) {
    if (target.textContent !== text) target.textContent = text;
  }

  /** What a row is called: the first words of what it is about. */
  const labelOf = (name) => starcalc.model.assumptions[name].about.split(";")[0];

  /** A value of a row with its unit, as text: "1,600 USD/kg". */
  function valued(name, value) {
    const { short } = starcalc.model.assumptions[name];
    return `${figures(value)} ${short}`.trim();
  }

  /** A number as the book writes it, with a minus and a power of ten for readers. */
  function figures(value, digits = 4) {
    const text = starcalc.numbers.written(value, digits).replace(/^-/, "−");
    return text.replace(/e([+-]?\d+)$/, (_, power) => ` × 10${[...String(Number(power))].map((digit) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(digit)]).join("")}`);
  }

  /** A value as one would type it: no comma, which can be read in two ways. */
  const typed = (value, digits = 6) => String(Number(value.toPrecision(digits))).replace("-", "−");
  const FEW = 3; // digits of what a trend has moved

  const isSwitch = ({ whole, range }) => whole && range[0] === 0 && range[1] === 1;

  /** A switch for what is either on or off. */
  function toggle(name, set) {
    const box = element("input", { type: "checkbox", role: "switch", autocomplete: "off", "aria-label": labelOf(name) });
    const word = element("span", { "aria-hidden": "true" });
    box.addEventListener("change", () => set(box.checked ? 1 : 0));
    const show = (value) => {
      box.checked = value === 1;
      put(word, box.checked ? "yes" : "no");
    };
    return { parts: { value: element("label", { class: "calc-switch" }, box, word) }, show };
  }

  /** A slider and a number box; the box takes what people type, and says why where it does not. */
  function dial(name, set, original) {
    const row = starcalc.model.assumptions[name];
    const list = stops({ ...row, low: row.range[0], high: row.range[1], value: original });
    const range = element("input", { type: "range", min: 0, max: list.length - 1, step: 1, autocomplete: "off", "aria-label": labelOf(name) });
    const why = element("p", { class: "calc-why", role: "status", id: `why-${name}` });
    const unit = row.short ? ` in ${row.short}` : "";
    const box = element("input", {
      type: "text", inputmode: row.range[0] < 0 ? "text" : "decimal", autocomplete: "off", spellcheck: "false", id: `number-${name}`,
      "aria-label": `${labelOf(name)}, number${unit}`, "aria-describedby": why.id,
    });
    const mark = element("span", { class: "calc-mark", "aria-hidden": "true" });
    mark.style.setProperty("left", `calc(${THUMB}px + (100% - ${2 * THUMB}px) * ${nearest(list, original) / (list.length - 1)})`);
    let [shown, tried] = [undefined, []];

    /** What the typed text means: a value, or why it has none. */
    function read() {
      const found = starcalc.numbers.parsed(box.value, row);
      if (row.whole && "value" in found && !Number.isInteger(found.value)) return { why: `This is a whole number: type ${Math.round(found.value)}.` };
      return found;
    }
    function refuse(text) {
      put(why, text && `${text} It is still ${valued(name, shown)}.`);
      if (text) box.setAttribute("aria-invalid", "true");
      else box.removeAttribute("aria-invalid");
    }
    range.addEventListener("input", () => set(list[range.valueAsNumber]));
    box.addEventListener("input", () => {
      const found = read();
      if ("value" in found) refuse("");
      if ("value" in found && found.value !== shown) set(found.value);
    });
    box.addEventListener("change", () => {
      const { why: reason = "" } = read();
      refuse(reason);
      if (!reason) box.value = typed(shown);
    });

    /** Stands at a value; what the book tries, `low` to `high`, moves with the year. */
    function show(value, low, high, digits) {
      if (value === shown && low === tried[0] && high === tried[1]) return;
      [shown, tried] = [value, [low, high]];
      range.value = nearest(list, value);
      range.setAttribute("aria-valuetext", valued(name, value));
      if (document.activeElement === box) return;
      box.value = typed(value, digits);
      refuse("");
      put(why, value < low || value > high ? `Beyond what the book tries, ${figures(low)} to ${figures(high)}.` : "");
    }
    const value = element("span", { class: "calc-number" }, box, element("span", { class: "calc-unit" }, row.short));
    return { parts: { value, slider: element("div", { class: "calc-slider" }, range, mark), why }, show };
  }

  /** Gives a row its controls. `original` is its value in the calculator's own scenario, `base`. */
  function enhance(place, original, base) {
    const { name } = place.dataset;
    const row = starcalc.model.assumptions[name];
    const set = (value) => starcalc.state.set({ [name]: value }, base);
    const { parts, show } = isSwitch(row) ? toggle(name, set) : dial(name, set, original);
    const back = button("↺", () => {
      starcalc.state.reset([name]);
      parts.value.querySelector("input").focus();
    }, { class: "calc-back", "aria-label": `${labelOf(name)}: back to ${valued(name, original)}`, title: `Back to ${valued(name, original)}` });
    parts.value.append(back);
    place.querySelector(".calc-value").replaceWith(parts.value);
    if (parts.slider) place.querySelector(".calc-what").after(parts.value, parts.slider, parts.why);
    place.classList.add("calc-live");
    let shown = [];
    return {
      /** Stands at a value that can be taken back or not; `tried` is its range, where the year has moved it. */
      show(value, reset, [low, high] = row.range) {
        const asked = [value, reset, low, high];
        if (asked.every((each, i) => each === shown[i])) return;
        shown = asked;
        show(value, low, high, reset || value === original ? undefined : FEW);
        place.classList.toggle("calc-changed", value !== original);
        back.disabled = !reset;
      },
    };
  }

  starcalc.calculator = { button, element, enhance, figures, labelOf, put, valued };
})((globalThis.starcalc ??= {}));
