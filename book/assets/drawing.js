/* Vega in the page: fetched when the first figure needs it, and asked to draw charts in the page's own colours and room.
 * It draws with its interpreter, so that the page needs no right to evaluate text. The build has compiled the charts, and
 * left names where the page's colours and typeface belong (starcalc/page/charts.py).
 */
((starcalc) => {
  "use strict";

  const { element } = starcalc.dom;
  const VEGA = new URL("vendor/vega.js", document.currentScript.src);
  const NARROW = 520; // pixels: below this a legend stands above its chart
  const PAPER = "#fefefe"; // what lies behind a label: the page's own ground
  // Of the pictures: Earth by day and by night, thin lines, the shadow, solar cells; and a line left behind.
  const PICTURES = { "#d3e5f2": "#33587a", "#7f95a8": "#16222e", "#4d7391": "#9dbcd6", "#8a94a0": "#000000", "#1f4e79": "#34699c", "#b8bcc0": "#596069" };
  // The lines' colours, their darker shades for text, and what shows up in their place on a dark page.
  const LINES = { "#0072b2": "#56b4e9", "#d55e00": "#ff8a4c", "#009e73": "#2fc79a", "#cc79a7": "#e79cc6", "#b98100": "#e6b345", "#000000": "#ffffff" };
  const WORDS = { "#b34f00": "#ff8a4c", "#007a59": "#2fc79a", "#a3487c": "#e79cc6", "#8a6000": "#e6b345" };
  const ON_DARK = { ...PICTURES, ...LINES, ...WORDS };

  const fetched = () =>
    new Promise((resolve, reject) => {
      const script = element("script", { src: VEGA });
      script.onload = () => (window.vega?.interpreter ? resolve(window.vega) : reject(new Error(`${VEGA} is not Vega`)));
      script.onerror = () => {
        script.remove();
        reject(new Error(`${VEGA} did not load`));
      };
      document.head.append(script);
    });

  let vega;

  /** Vega, fetched once; tried twice, and again when the next figure asks. */
  function loaded() {
    vega ??= fetched().catch(fetched).catch((error) => {
      vega = undefined;
      throw error;
    });
    return vega;
  }

  const isDark = () => document.documentElement.dataset.theme === "dark";

  /** What stands in a chart for what only the page knows: its inks, its lines, its ground; and the shades for a dark one. */
  function shades() {
    const style = getComputedStyle(document.documentElement);
    const property = (name, otherwise) => style.getPropertyValue(name).trim() || otherwise;
    return {
      ...(isDark() ? ON_DARK : {}),
      "#010101": property("--pst-color-text-base", "#000000"),
      "#020202": property("--pst-color-text-muted", "#555555"),
      "#030303": property("--starcalc-line", "#dddddd"),
      [PAPER]: property("--pst-color-background", "#ffffff"),
      font: property("--starcalc-sans", "sans-serif"),
    };
  }

  /** The chart in the shades for this page's ground. */
  function shaded(spec) {
    const found = shades();
    const { data, usermeta, ...rest } = spec; // tables are numbers and names, with no colours in them
    const inline = data?.filter(({ name }) => /^source_\d+$/.test(name)) ?? []; // but for those of drawings
    const text = JSON.stringify({ rest, inline }).replace(/#[0-9a-f]{6}\b/gi, (shade) => found[shade.toLowerCase()] ?? shade);
    const changed = JSON.parse(text.replaceAll('"starcalc-sans"', () => JSON.stringify(found.font)));
    const tables = data?.map((table) => changed.inline.find(({ name }) => name === table.name) ?? table);
    return { ...changed.rest, usermeta, ...(tables && { data: tables }) };
  }

  /** A title broken into lines that fit, since Vega would let it run out of the picture. */
  function fittedTitle(title, config, width) {
    const text = (typeof title === "string" ? title : (title?.text ?? "")).toString();
    return { ...(typeof title === "string" ? {} : title), text: inLines(text, width, title?.fontSize ?? config.style["group-title"].fontSize) };
  }

  /** A text in lines that are about no wider than so many pixels. */
  function inLines(text, width, size) {
    const [first, ...words] = text.split(" ");
    const lines = [first];
    for (const word of words) {
      if (`${lines.at(-1)} ${word}`.length > width / (0.55 * size)) lines.push(word);
      else lines.push(`${lines.pop()} ${word}`);
    }
    return lines;
  }

  /** Has the axes along the bottom of a chart, and of the charts in it, name themselves in lines that fit. */
  function fitAxes({ axes = [], marks = [] }, config, width) {
    for (const axis of axes) {
      if (axis.orient !== "bottom" || typeof axis.title !== "string") continue;
      const lines = inLines(axis.title, 0.9 * width, axis.titleFontSize ?? config.axis.titleFontSize);
      if (lines.length > 1) axis.title = lines;
    }
    for (const mark of marks) fitAxes(mark, config, width);
  }

  /** The height of a chart in a column of this width: a picture keeps its proportions. */
  function heightIn(width, spec) {
    const { shape } = spec.usermeta.starcalc;
    return shape ? Math.round(width / (width < NARROW ? shape.narrow : shape.wide)) : spec.height;
  }

  /** The chart as this page draws it now: its colours, and the room there is. */
  function pageSpec(original, width) {
    const spec = shaded(original);
    if (spec.title) spec.title = fittedTitle(spec.title, spec.config, width);
    fitAxes(spec, spec.config, width);
    if (spec.usermeta.starcalc.shape) spec.height = heightIn(width, spec);
    if (width < NARROW) {
      spec.config.axisY = { ...spec.config.axisY, labelLimit: 0.4 * width };
      spec.config.legend = { ...spec.config.legend, orient: "top", direction: "vertical", labelLimit: 0 };
      for (const legend of spec.legends ?? []) if (!legend.gradientLength) delete legend.direction; // which was for a row
    }
    // A single chart is drawn to measure; charts side by side are scaled down by the style sheet.
    return Number.isFinite(spec.width) ? { ...spec, width } : spec;
  }

  /** About how high a chart will be, to keep its place before it is there: the plot, its title, its axis. */
  function reserved(spec, width) {
    const lines = spec.title ? fittedTitle(spec.title, spec.config, width).text.length : 0;
    return Number.isFinite(spec.height) ? heightIn(width, spec) + 18 * lines + (spec.usermeta.starcalc.shape ? 20 : 62) : 0;
  }

  /** Lets the page answer its reader between two pieces of work. */
  const breath = () => new Promise((resolve) => setTimeout(resolve));

  /** A chart drawn at a width: its element, its view, and how to let it go. `put` sets its tables before it is drawn. */
  async function drawn(spec, width, alt, put) {
    const library = await loaded();
    await breath();
    const chart = element("div", { class: "starcalc-chart", role: "img", "aria-label": alt });
    const runtime = library.parse(pageSpec(spec, width), {}, { ast: true });
    await breath();
    const view = new library.View(runtime, { renderer: "svg", expr: library.interpreter, logLevel: library.Warn });
    put?.(view);
    await breath();
    await view.initialize(chart).runAsync();
    // One image with a text alternative, where Vega would have a screen reader go through hundreds of marks.
    chart.setAttribute("role", "img");
    chart.setAttribute("aria-label", alt);
    chart.removeAttribute("aria-roledescription");
    chart.querySelector("svg").setAttribute("aria-hidden", "true");
    return { chart, made: { view, finalize: () => view.finalize() } };
  }

  const shown = new WeakMap(); // of each view, the tables that it has

  /** Sets a chart's tables and numbers, which it shows when it next runs. A table that is the same costs Vega nothing. */
  function put(view, { tables, numbers }) {
    const before = shown.get(view) ?? {};
    for (const [name, value] of Object.entries(numbers)) view.signal(name, value);
    for (const [name, rows] of Object.entries(tables)) if (rows !== before[name]) view.data(name, rows);
    shown.set(view, tables);
    return view;
  }

  starcalc.drawing = { drawn, put, reserved, isDark, breath };
})((globalThis.starcalc ??= {}));
