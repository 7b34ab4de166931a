/* Vega in the page: fetched when the first figure needs it, and asked to draw charts in the page's own colours and room.
 * It draws with its interpreter, so that the page needs no right to evaluate text.
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

  /** Plain objects merged into a new one, depth first; where both have a value, the second wins. */
  function merged(first, second) {
    const isObject = (x) => x !== null && typeof x === "object" && !Array.isArray(x);
    if (!isObject(first) || !isObject(second)) return second;
    const both = { ...first };
    for (const [key, value] of Object.entries(second)) both[key] = merged(first[key], value);
    return both;
  }

  const fetched = () =>
    new Promise((resolve, reject) => {
      const script = element("script", { src: VEGA });
      script.onload = () => (window.vegaEmbed ? resolve(window.vegaEmbed) : reject(new Error(`${VEGA} is not Vega`)));
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
    const ground = getComputedStyle(document.documentElement).getPropertyValue("--pst-color-background").trim() || "#ffffff";
    const shades = { ...(isDark() ? ON_DARK : {}), [PAPER]: ground };
    const { datasets, ...rest } = spec; // numbers and names, with no colours in them
    const changed = JSON.stringify(rest).replace(/#[0-9a-f]{6}\b/gi, (shade) => shades[shade.toLowerCase()] ?? shade);
    return { ...JSON.parse(changed), ...(datasets && { datasets }) };
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

  /** The height of a chart in a column of this width: a picture keeps its proportions. */
  function heightIn(width, spec) {
    const { shape } = spec.usermeta.starcalc;
    return shape ? Math.round(width / (width < NARROW ? shape.narrow : shape.wide)) : spec.height;
  }

  /** The spec as this page draws it now: its colours, the room there is, and tables that are set afterwards. */
  function pageSpec(original, width) {
    const spec = shaded(original);
    const config = [TYPE, spec.config ?? {}, pageConfig(width)].reduce(merged);
    const changed = { ...spec, config, ...(spec.title && { title: fittedTitle(spec.title, config, width) }) };
    if (spec.usermeta.starcalc.shape) changed.height = heightIn(width, spec);
    // A single chart is drawn to measure; charts side by side are scaled down by the style sheet.
    return Number.isFinite(spec.width) ? { ...changed, width, autosize: { type: "fit-x", contains: "padding" } } : changed;
  }

  /** About how high a chart will be, to keep its place before it is there: the plot, its title, its axis. */
  function reserved(spec, width) {
    const config = [TYPE, spec.config ?? {}].reduce(merged);
    const lines = spec.title ? fittedTitle(spec.title, config, width).text.length : 0;
    return Number.isFinite(spec.height) ? heightIn(width, spec) + 18 * lines + (spec.usermeta.starcalc.shape ? 20 : 62) : 0;
  }

  /** A chart drawn at a width: its element and what vegaEmbed answered. */
  async function drawn(spec, width, alt) {
    const embed = await loaded();
    const chart = element("div", { class: "starcalc-chart", role: "img", "aria-label": alt });
    const tooltip = { disableDefaultStyle: true }; // the style sheet has it, as the page takes no style from a script
    const options = { mode: "vega-lite", renderer: "svg", actions: false, defaultStyle: false, ast: true, tooltip };
    const made = await embed(chart, pageSpec(spec, width), options);
    // One image with a text alternative, where Vega would have a screen reader go through hundreds of marks.
    chart.setAttribute("role", "img");
    chart.setAttribute("aria-label", alt);
    chart.removeAttribute("aria-roledescription");
    chart.querySelector("svg").setAttribute("aria-hidden", "true");
    return { chart, made };
  }

  /** Sets a chart's tables and numbers, and draws. */
  function fill(view, { tables, numbers }) {
    for (const [name, value] of Object.entries(numbers)) view.signal(name, value);
    for (const [name, rows] of Object.entries(tables)) view.data(name, rows);
    return view.runAsync();
  }

  starcalc.drawing = { drawn, fill, reserved, isDark };
})((globalThis.starcalc ??= {}));
