/* What a page of the book does in the reader's browser.
 *
 * Figures. The build leaves a picture, an empty place for controls and a Vega-Lite spec (see starcalc/sphinx.py). When a figure
 * comes near the window, the spec replaces the picture. It holds the calculation itself: its top-level params are the sliders,
 * and the param named by usermeta.starcalc.result is the answer. Moving a slider only sets a Vega signal.
 *
 * Addresses. Every figure, heading, equation and claim has one that can be copied; a figure's carries the reader's own numbers,
 * as in satellite.html?price=3#figure-revenue-by-token-rate.
 */
(() => {
  "use strict";

  const VEGA = new URL("vendor/vega.js", document.currentScript.src);
  const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
  const SLIDER_STEPS = 200; // an arrow key moves a slider by one of these
  const NARROW = 520; // pixels: below this a legend stands above its chart
  const PLOT_SHARE = 0.5; // a plot that gets less than this of its column, for all its labels, is not squeezed but scrolls
  // Of the pictures: Earth by day and by night, thin lines, the shadow, solar cells.
  const PICTURES = { "#d3e5f2": "#33587a", "#7f95a8": "#16222e", "#4d7391": "#9dbcd6", "#8a94a0": "#000000", "#1f4e79": "#34699c" };
  // Okabe and Ito's colours, told apart by the colour-blind, and the shades of them that show up on a dark page.
  const ON_DARK = { "#0072b2": "#56b4e9", "#d55e00": "#ff8a4c", "#009e73": "#2fc79a", "#cc79a7": "#e79cc6", "#000000": "#ffffff", ...PICTURES };

  /** An element with attributes and children: element("p", {class: "note"}, "text"). */
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /** Plain objects merged into a new one, depth first; where both have a value, the second wins. */
  function merged(first, second) {
    const isObject = (x) => x !== null && typeof x === "object" && !Array.isArray(x);
    if (!isObject(first) || !isObject(second)) return second;
    const both = { ...first };
    for (const [key, value] of Object.entries(second)) both[key] = merged(first[key], value);
    return both;
  }

  // --- numbers -------------------------------------------------------------------------------------------------------------

  /** A finite number as a reader types it, or NaN. Stricter than Number(): no "", no "0x10", no "Infinity". */
  function parsed(text) {
    const value = NUMBER.test(text.trim()) ? Number(text) : NaN;
    return Number.isFinite(value) ? value : NaN;
  }

  const inUnit = (value, unit) => (unit ? `${value} ${unit}` : `${value}`);

  /** A day of the year 2026 as a date: 172 is 21 June. */
  const dateOf = (day) => new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" }).format(Date.UTC(2026, 0, day));

  const raised = (digits) => [...digits].map((digit) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(digit)]).join("");

  /** A computed number with four significant digits. */
  function fourDigits(value) {
    if (Number.isNaN(value)) return "no answer for these values";
    if (!Number.isFinite(value)) return value > 0 ? "without limit" : "without lower limit";
    const size = Math.abs(value);
    if (size !== 0 && (size < 1e-3 || size >= 1e9)) return value.toExponential(3).replace(/e\+?(.*)/, (_, power) => ` × 10${raised(power)}`);
    const digits = { minimumSignificantDigits: 4, maximumSignificantDigits: 4 };
    return new Intl.NumberFormat("en", digits).format(value).replace("-", "−");
  }

  /** The values a slider stops at: round numbers from low to high, and the book's own value. */
  function stops({ low, high, value, scale }) {
    const found = [low, high, value >= low && value <= high ? value : low];
    if (scale === "log") {
      for (let i = 1; i < SLIDER_STEPS; i++) found.push(Number((low * (high / low) ** (i / SLIDER_STEPS)).toPrecision(3)));
    } else {
      const rough = (high - low) / SLIDER_STEPS;
      const ten = 10 ** Math.floor(Math.log10(rough));
      const step = ten * [1, 2, 5, 10].find((times) => times * ten >= rough * 0.999);
      for (let i = 1; low + i * step < high; i++) found.push(Number((low + i * step).toPrecision(12)));
    }
    return [...new Set(found)].filter((x) => x >= low && x <= high).sort((a, b) => a - b);
  }

  /** The index of the stop nearest to a value, which may lie outside. */
  function nearest(list, value) {
    let best = 0;
    for (let i = 1; i < list.length; i++) if (Math.abs(list[i] - value) < Math.abs(list[best] - value)) best = i;
    return best;
  }

  // --- copying and saying so -----------------------------------------------------------------------------------------------

  let toast;
  let toastTimer;

  /** A short message at the foot of the window, also spoken by screen readers. */
  function say(text) {
    toast.textContent = text;
    toast.classList.add("shown");
    clearTimeout(toastTimer);
    toastTimer = setTimeout(() => toast.classList.remove("shown"), 4000);
  }

  /** Puts text on the clipboard; where the browser forbids it, shows the text instead. */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      say(`Link copied: ${text}`);
    } catch {
      say(`This browser does not let the page copy. The link: ${text}`);
    }
  }

  /** The absolute address of a place on this page, without the numbers the reader arrived with. */
  const addressOf = (hash, query = "") => location.href.split(/[?#]/)[0] + (query && `?${query}`) + hash;

  // --- figures -------------------------------------------------------------------------------------------------------------

  let bundle;

  /** Vega, fetched once, when the first figure needs it. */
  function loadVega() {
    bundle ??= new Promise((resolve, reject) => {
      const script = element("script", { src: VEGA });
      script.onload = () => resolve(window.vegaEmbed);
      script.onerror = () => reject(new Error(`${VEGA} did not load`));
      document.head.append(script);
    });
    return bundle;
  }

  const isDark = () => document.documentElement.dataset.theme === "dark";

  /** Vega's settings for this page, where the spec has none of its own: type that can be read beside the text. */
  const TYPE = {
    axis: { labelFontSize: 12, labelSeparation: 8, titleFontSize: 13, titleFontWeight: 600, titlePadding: 8 },
    legend: { labelFontSize: 12, titleFontSize: 12 },
    text: { fontSize: 12 },
    title: { fontSize: 14 },
  };

  /** Vega's settings for this page, whatever the spec says: its colours, its typeface, and what little room asks for. */
  function pageConfig(width) {
    const style = getComputedStyle(document.documentElement);
    const property = (name) => style.getPropertyValue(name).trim();
    const ink = property("--pst-color-text-base");
    const soft = property("--pst-color-text-muted");
    const narrow = { axisY: { labelLimit: 0.4 * width }, legend: { orient: "top", direction: "vertical" } };
    return merged(width < NARROW ? narrow : {}, {
      background: "transparent",
      font: property("--starcalc-sans") || "sans-serif",
      axis: { labelColor: ink, titleColor: ink, domainColor: soft, tickColor: soft, gridColor: property("--starcalc-line") },
      legend: { labelColor: ink, titleColor: ink },
      header: { labelColor: ink, titleColor: ink },
      title: { color: ink, subtitleColor: soft },
      text: { color: ink },
      rule: { color: soft },
      view: { stroke: null },
    });
  }

  /** The spec in the shades for this page's ground. */
  function shaded(spec) {
    if (!isDark()) return spec;
    return JSON.parse(JSON.stringify(spec).replace(/#[0-9a-f]{6}\b/gi, (shade) => ON_DARK[shade.toLowerCase()] ?? shade));
  }

  /** A title broken into lines that fit, since Vega would let it run out of the picture. */
  function fittedTitle(title, config, width) {
    const words = (typeof title === "string" ? title : (title?.text ?? "")).toString().split(" ");
    const letters = width / (0.55 * (title?.fontSize ?? config.title.fontSize));
    const lines = [words.shift()];
    for (const word of words) {
      if (`${lines.at(-1)} ${word}`.length > letters) lines.push(word);
      else lines.push(`${lines.pop()} ${word}`);
    }
    return { ...(typeof title === "string" ? {} : title), text: lines };
  }

  /** The spec as this page draws it now: no controls of Vega's own, the reader's values, the room there is. */
  function pageSpec(original, values, width) {
    const spec = shaded(original);
    const params = (spec.params ?? []).map(({ bind, ...param }) =>
      param.name in values ? { ...param, value: values[param.name] } : param,
    );
    const config = [TYPE, spec.config ?? {}, pageConfig(width)].reduce(merged);
    const changed = { ...spec, params, config, ...(spec.title && { title: fittedTitle(spec.title, config, width) }) };
    // A single chart is drawn to measure; charts side by side are scaled down by the style sheet.
    const shape = spec.usermeta.starcalc.shape; // of a picture, which keeps its proportions
    if (shape) changed.height = Math.round(width / (width < NARROW ? shape.narrow : shape.wide));
    return Number.isFinite(spec.width) ? { ...changed, width, autosize: { type: "fit-x", contains: "padding" } } : changed;
  }

  /** One row of controls: label, slider, number box, unit, and a place for a warning.
   *  `symbol` is the formula that the build set; `change(value, typing)` hears of each move. */
  function sliderRow(figureId, slider, symbol, change) {
    const id = `${figureId}-${slider.name}`;
    const list = stops(slider);
    const range = element("input", { type: "range", id, min: 0, max: list.length - 1, step: 1 });
    const box = element("input", {
      type: "number", id: `${id}-number`, step: "any", inputmode: "decimal", autocomplete: "off",
      "aria-label": `${slider.label}, number${slider.unit ? ` in ${slider.unit}` : ""}`, "aria-describedby": `${id}-warning`,
    });
    const warning = element("span", { class: "starcalc-warning", id: `${id}-warning`, role: "status" });
    const unit = element("span", { class: "starcalc-unit" }, slider.unit);
    const label = element("label", { for: id }, slider.label);
    if (symbol) label.append(" ", symbol);

    function show(value, typing = false) {
      range.value = nearest(list, value);
      range.setAttribute("aria-valuetext", slider.dates ? dateOf(value) : inUnit(value, slider.unit));
      if (slider.dates) unit.textContent = dateOf(value);
      if (!typing) box.value = value;
      box.removeAttribute("aria-invalid");
      const outside = value < slider.low || value > slider.high;
      warning.textContent = outside ? `outside the table’s range ${slider.low}–${slider.high}` : "";
    }
    function typed() {
      const value = parsed(box.value);
      if (Number.isNaN(value)) box.setAttribute("aria-invalid", "true");
      else change(value, true);
    }
    range.addEventListener("input", () => change(list[range.valueAsNumber], false));
    box.addEventListener("input", typed);

    const row = element("div", { class: "starcalc-slider" }, label, range, element("span", { class: "starcalc-number" }, box, unit), warning);
    return { row, box, show };
  }

  /** One row with a menu: label and choices. Its value is the number of the choice. */
  function menuRow(figureId, menu, change) {
    const id = `${figureId}-${menu.name}`;
    const box = element("select", { id }, ...menu.choices.map((choice, i) => element("option", { value: i }, choice)));
    box.addEventListener("change", () => change(Number(box.value), false));
    const row = element("div", { class: "starcalc-slider" }, element("label", { for: id }, menu.name), box);
    const show = (value) => (box.selectedIndex = value);
    return { row, box, show };
  }

  /** The numbers of the address for these inputs, and those names whose number cannot be read. */
  function numbersInAddress(inputs) {
    const query = new URLSearchParams(location.search);
    const asked = inputs.map(({ name }) => name).filter((name) => query.has(name));
    const values = Object.fromEntries(asked.map((name) => [name, parsed(query.get(name))]));
    const known = ({ name, choices }) => !choices || choices[values[name]] !== undefined;
    const unread = asked.filter((name) => Number.isNaN(values[name]) || !inputs.filter((input) => input.name === name).every(known));
    for (const name of unread) delete values[name];
    return { values, unread: unread.map((name) => `${name}=${query.get(name)}`) };
  }

  /** What the address did to a figure, in words. */
  function noteOn({ values, unread }) {
    const set = Object.keys(values).length ? "This link brought its own numbers; Reset returns to the book’s. " : "";
    const lost = unread.length ? `Not a number, so ignored: ${unread.join(", ")}.` : "";
    return set + lost;
  }

  /** Makes one figure live. Answers with `draw`, which the page calls when the figure comes near, or the page changes. */
  function bringToLife(figure) {
    const spec = JSON.parse(figure.querySelector(".starcalc-spec").textContent);
    const about = spec.usermeta.starcalc;
    const inputs = [...(about.menus ?? []).map((menu) => ({ ...menu, value: 0 })), ...(about.sliders ?? [])];
    const book = Object.fromEntries(inputs.map(({ name, value }) => [name, value]));
    const fromAddress = numbersInAddress(inputs);
    const values = { ...book, ...fromAddress.values };
    const stage = figure.querySelector(".starcalc-stage");
    let embedded; // what vegaEmbed answered: the view, and how to let it go
    let drawings = 0;
    let drawnWidth = 0;

    const output = element("output", { "aria-live": "polite", for: inputs.map(({ name }) => `${figure.id}-${name}`).join(" ") });
    const note = element("p", { class: "starcalc-note", role: "status" }, noteOn(fromAddress));
    const controls = figure.querySelector(".starcalc-controls");
    const symbols = [...controls.querySelectorAll("li")].map((item) => item.querySelector(".math"));
    const rows = inputs.map((input, i) => {
      const change = (value, typing) => set(input.name, value, typing);
      return input.choices ? menuRow(figure.id, input, change) : sliderRow(figure.id, input, symbols[i], change);
    });

    function showResult() {
      if (!about.result || !embedded) return;
      const { name, label, unit } = about.result;
      const value = fourDigits(embedded.view.signal(name));
      output.replaceChildren(`${label} = `, element("strong", {}, value), ` ${unit}`);
    }
    async function recompute() {
      if (!embedded) return;
      const { view } = embedded;
      for (const [name, value] of Object.entries(values)) view.signal(name, value);
      await view.runAsync();
      showResult();
    }
    function set(name, value, typing) {
      values[name] = value;
      rows[inputs.findIndex((input) => input.name === name)].show(value, typing);
      return recompute();
    }
    function reset() {
      Object.assign(values, book);
      inputs.forEach(({ value }, i) => rows[i].show(value));
      note.textContent = "";
      return recompute();
    }
    function copyLink() {
      const changed = Object.entries(values).filter(([name, value]) => value !== book[name]);
      return copy(addressOf(`#${figure.id}`, new URLSearchParams(changed).toString()));
    }
    async function drawnAt(width) {
      const embed = await loadVega();
      const chart = element("div", { class: "starcalc-chart" });
      const options = { mode: "vega-lite", ast: true, renderer: "svg", actions: false, defaultStyle: false, tooltip: { theme: isDark() ? "dark" : "light", disableDefaultStyle: true } };
      const made = await embed(chart, pageSpec(spec, values, width), options);
      // One image with a text alternative, where Vega would have a screen reader go through hundreds of marks.
      chart.setAttribute("role", "img");
      chart.setAttribute("aria-label", about.alt);
      chart.removeAttribute("aria-roledescription");
      chart.querySelector("svg").setAttribute("aria-hidden", "true");
      return { chart, made };
    }
    async function draw() {
      const turn = ++drawings;
      drawnWidth = Math.floor(stage.clientWidth);
      let { chart, made } = await drawnAt(drawnWidth);
      const wide = drawnWidth < spec.width && made.view.width() < PLOT_SHARE * drawnWidth;
      if (wide) {
        made.finalize();
        ({ chart, made } = await drawnAt(spec.width));
      }
      if (turn !== drawings) return made.finalize(); // a later drawing has overtaken this one
      embedded?.finalize();
      embedded = made;
      figure.starcalcView = made.view;
      stage.replaceChildren(chart);
      stage.classList.toggle("starcalc-wide", wide);
      if (wide) stage.setAttribute("tabindex", "0"); // what scrolls must be within reach of the keyboard
      else stage.removeAttribute("tabindex");
      await recompute(); // a slider may have moved while Vega was at work
    }
    const failed = (error) => {
      note.textContent = "The live chart did not load; the picture shows it for the book’s values.";
      console.error(error);
    };

    controls.replaceChildren(
      ...rows.map(({ row }) => row),
      element("div", { class: "starcalc-foot" }, output, ...(inputs.length ? [button("Reset", reset)] : []), button("Copy link", copyLink)),
      note,
    );
    inputs.forEach(({ name }, i) => {
      rows[i].show(values[name]);
      rows[i].box.addEventListener("change", () => rows[i].show(values[name])); // a box left empty gets its value back
    });
    let started = false;
    const live = {
      start() {
        if (started) return;
        started = true;
        draw().catch(failed);
        new ResizeObserver(() => Math.abs(stage.clientWidth - drawnWidth) > 1 && draw().catch(failed)).observe(stage);
      },
      redraw: () => started && draw().catch(failed),
    };
    return live;
  }

  function button(text, action) {
    const made = element("button", { type: "button", class: "starcalc-button" }, text);
    made.addEventListener("click", action);
    return made;
  }

  /** All figures of the page: live when near the window or about to be printed, redrawn when the theme changes. */
  function startFigures() {
    const figures = new Map([...document.querySelectorAll("figure.starcalc-figure")].map((f) => [f, bringToLife(f)]));
    const near = new IntersectionObserver(
      (entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => figures.get(target).start()),
      { rootMargin: "600px" },
    );
    for (const figure of figures.keys()) near.observe(figure);
    let dark = isDark();
    new MutationObserver(() => {
      if (dark === isDark()) return;
      dark = isDark();
      for (const figure of figures.values()) figure.redraw();
    }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    window.addEventListener("beforeprint", () => figures.forEach((figure) => figure.start()));
  }

  // --- addresses and print -------------------------------------------------------------------------------------------------

  /** Gives each claim its own link, and lets every permalink and equation number copy its address when it is followed. */
  function startAddresses() {
    for (const claim of document.querySelectorAll(".claim[id^=claim-]")) {
      const label = `Link to claim ${claim.id.slice("claim-".length)}`;
      claim.prepend(element("a", { class: "headerlink", href: `#${claim.id}`, title: label, "aria-label": label }, "#"));
    }
    document.addEventListener("click", (event) => {
      const place = event.target.closest?.("a.headerlink, .eqno");
      const link = place?.matches("a") ? place : place?.querySelector("a.headerlink");
      if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) copy(addressOf(link.hash));
    });
  }

  /** Paper cannot be unfolded: what is folded prints open, and folds again afterwards; but code that is folded stays so. */
  function startPrinting() {
    let opened = [];
    window.addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("details:not([open], .hide:not(:has(.cell_output)))")];
      for (const folded of opened) folded.open = true;
    });
    window.addEventListener("afterprint", () => opened.forEach((folded) => (folded.open = false)));
  }

  toast = element("div", { class: "starcalc-toast", role: "status", "aria-live": "polite" });
  document.body.append(toast);
  startFigures();
  startAddresses();
  startPrinting();
})();
