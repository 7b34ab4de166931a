/* Figures. The build leaves a sentence, a picture, a list of values and a Vega-Lite spec (see starcalc/page/renderer.py).
 * The controls stand at once; the chart replaces the picture when the figure comes near the window. What it shows follows
 * the state of the page: tables.js computes it with the model, Vega draws it.
 */
((starcalc) => {
  "use strict";

  const SETTLED = 5000; // milliseconds after which a page has its size

  const { element, button, copy, keep, keepText, addressOf } = starcalc.dom;
  const { state, tables, sentences, controls, drawing } = starcalc;
  const PLOT_SHARE = 0.5; // a plot that gets less than this of its column, for all its labels, is not squeezed but scrolls
  const REST = 500; // milliseconds without a move, after which a screen reader is told
  const LOST = "The live chart did not load; the picture shows it for the book’s values.";
  const STILL = "This chart shows the book’s numbers, not yours.";

  /** Whether links know a menu. The choices of another are numbers like those that a reader types. */
  const linked = (menu) => Object.hasOwn(starcalc.model.menus, menu);

  /** What a figure's menus are set to: the place of each choice, and what they set. */
  function choicesOf(about) {
    const { choices, changes } = state.get();
    const places = (about.menus ?? []).map(({ name, keys, sets }) =>
      Math.max(0, linked(name) ? keys.indexOf(choices[name]) : sets.findIndex((set) => Object.keys(set).every((each) => set[each] === changes[each]))));
    const sets = Object.assign({}, ...(about.menus ?? []).map((menu, i) => menu.sets[places[i]]));
    return { chosen: Object.fromEntries((about.menus ?? []).map(({ name }, i) => [name, places[i]])), sets };
  }

  /** What computes a figure: its scenario now, its results, its sentence, and lazily what is drawn. */
  function computer(about) {
    const { overlays, changes } = about.base;
    const first = Object.assign({}, ...(about.menus ?? []).map(({ sets }) => sets[0]));
    const own = starcalc.model.scenario({ ...changes, ...first }, ...overlays);
    const known = new Set([...about.sliders.map(({ name }) => name), ...Object.keys(first)]);
    let drawer;
    return () => {
      const { chosen, sets } = choicesOf(about);
      const base = { overlays, changes: { ...changes, ...sets } };
      const s = state.scenario(base);
      const values = Object.fromEntries(about.sliders.map(({ name }) => [name, s[name] / starcalc.model.assumptions[name].factor]));
      const answers = tables.answers(about, s);
      const others = tables.others(about, s, own, known, answers);
      return {
        base, chosen, values, answers,
        sentence: sentences.sentence(about, values, answers, chosen, others),
        draw: () => (drawer ??= tables.drawer(about, own))(s, answers),
      };
    };
  }

  /** A chart in its stage: drawn when it comes near, drawn anew when room or colours change. */
  function staged(figure, spec, alt, fill) {
    const stage = figure.querySelector(".starcalc-stage");
    let embedded; // what vegaEmbed answered: the view, and how to let it go
    let [drawings, drawnWidth, started, inSight, stale] = [0, 0, false, true, false];
    stage.style.minHeight = `${drawing.reserved(spec, Math.floor(stage.clientWidth))}px`;

    async function draw() {
      const turn = ++drawings;
      drawnWidth = Math.floor(stage.clientWidth);
      let { chart, made } = await drawing.drawn(spec, drawnWidth, alt);
      const wide = drawnWidth < spec.width && made.view.width() < PLOT_SHARE * drawnWidth;
      if (wide) {
        made.finalize();
        ({ chart, made } = await drawing.drawn(spec, spec.width, alt));
      }
      if (turn !== drawings) return made.finalize(); // a later drawing has overtaken this one
      embedded?.finalize();
      embedded = made;
      chart.setAttribute("aria-describedby", `${figure.id}-sentence`);
      await fill(made.view);
      stage.replaceChildren(chart);
      stage.style.minHeight = "";
      stage.classList.toggle("starcalc-wide", wide);
      if (wide) stage.setAttribute("tabindex", "0"); // what scrolls must be within reach of the keyboard
      else stage.removeAttribute("tabindex");
      const first = !figure.starcalcView;
      figure.starcalcView = made.view;
      if (first && location.hash === `#${figure.id}`) held(figure);
    }
    /** Fills the chart anew: at once where it can be seen, else when it comes into sight. */
    function follow() {
      stale = !inSight;
      if (embedded && inSight) figure.starcalcDrawn = fill(embedded.view);
    }
    new IntersectionObserver((entries) => {
      inSight = entries.at(-1).isIntersecting;
      if (inSight && stale) follow();
    }, { rootMargin: "200px" }).observe(stage);
    const failed = (error) => {
      started = false; // so that it is tried again when it next comes near
      figure.querySelector(".starcalc-note").textContent = LOST;
      stage.style.minHeight = "";
      console.error(error);
    };
    return {
      view: () => embedded?.view,
      follow,
      start() {
        if (started) return;
        started = true;
        draw().catch(failed);
        new ResizeObserver(() => started && Math.abs(stage.clientWidth - drawnWidth) > 1 && draw().catch(failed)).observe(stage);
      },
      redraw: () => started && draw().catch(failed),
    };
  }

  /** The lines of a figure as comma-separated values: the axis, then each result. */
  function table(about, { tables: drawn }) {
    const quoted = (cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    const rows = about.axis ? wide(about, drawn.lines) : Object.entries(drawn).flatMap(([, found]) => [Object.keys(found[0] ?? {}), ...found.map(Object.values)]);
    return rows.map((row) => row.map((cell) => quoted(String(cell ?? ""))).join(",")).join("\n");
  }

  function wide(about, lines) {
    const slider = about.sliders.find(({ name }) => name === about.axis.name);
    const columns = about.results.map(({ name }) => lines.filter(({ series }) => series === name));
    const head = [`${slider.label} (${slider.unit})`, ...about.results.map(({ name, unit }) => `${name} (${unit})`)];
    return [head, ...columns[0].map(({ x }, i) => [x, ...columns.map((column) => column[i].y)])];
  }

  /** Makes one figure with sliders live. */
  function bringToLife(figure, spec) {
    const about = spec.usermeta.starcalc;
    const compute = computer(about);
    const words = figure.querySelector(".starcalc-sentence");
    const spoken = element("span", { class: "starcalc-spoken", role: "status" });
    const place = figure.querySelector(".starcalc-controls");
    const symbols = [...place.querySelectorAll("li")].map((item) => item.querySelector("math, .math"));
    const menus = about.menus ?? [];
    let now = compute();
    let [asked, rest, typing] = [false, undefined, null];

    const menuRows = menus.map((menu) => controls.menuRow(`${figure.id}-${menu.name}`, menu, (key) => (linked(menu.name) ? state.choose(menu.name, key) : state.set(menu.sets[menu.keys.indexOf(key)]))));
    const rows = about.sliders.map((slider, i) => {
      const kind = slider.switch ? controls.switchRow : controls.sliderRow;
      return kind(`${figure.id}-${slider.name}`, slider, symbols[menus.length + i], (value, typed) => {
        typing = typed ? slider.name : null;
        state.set({ [slider.name]: value });
      });
    });

    const chart = staged(figure, spec, `${about.start}: ${about.alt}`, (view) => drawing.fill(view, now.draw()));

    function show() {
      words.textContent = now.sentence;
      about.sliders.forEach(({ name }, i) => rows[i].show(now.values[name], typing === name));
      menus.forEach(({ name }, i) => menuRows[i].show(now.chosen[name]));
    }
    /** Everything once a frame, however often the state moves. */
    function follow() {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        now = compute();
        show();
        chart.follow();
        clearTimeout(rest);
        rest = setTimeout(() => (spoken.textContent = now.sentence), REST);
      });
    }

    const link = () => addressOf(`#${figure.id}`, starcalc.address.write(state.get(), { saw: starcalc.numbers.written(now.answers[0], 4) }));
    const asPython = () => {
      const { overlays, changes } = state.get();
      const whole = { overlays: [...about.base.overlays, ...overlays], changes: { ...now.base.changes, ...changes } };
      return starcalc.address.python(whole, about.of, about.arguments ? null : about.results[0].result);
    };
    const embed = () => {
      const made = element("a", { href: link() }, now.sentence);
      return made.outerHTML;
    };
    const file = (ending) => `${about.name}.${ending}`;
    const names = [...[...about.sliders, ...menus].map(({ name }) => name), ...menus.filter(({ name }) => !linked(name)).flatMap(({ sets }) => Object.keys(sets[0]))];
    const more = element(
      "details", { class: "starcalc-more" }, element("summary", {}, "More"),
      button("Copy the sentence with its link", () => copy(`${now.sentence} ${link()}`, "Sentence")),
      button("Copy as Python", () => copy(asPython(), "Python")),
      button("Data (CSV)", () => keepText(file("csv"), table(about, now.draw()), "text/csv")),
      button("Picture (PNG)", () => chart.view()?.toImageURL("png", 2).then((address) => keep(file("png"), address))),
      button("Picture (SVG)", () => chart.view()?.toSVG().then((svg) => keepText(file("svg"), svg, "image/svg+xml"))),
      button("Line for another page", () => copy(embed(), "Line")),
    );
    place.replaceChildren(
      ...menuRows.map(({ row }) => row),
      ...rows.map(({ row }) => row),
      element("div", { class: "starcalc-foot" }, button("Reset", () => state.reset(names)), button("Copy link", () => copy(link())), more, spoken),
    );
    about.sliders.forEach(({ name }, i) => rows[i].box.addEventListener("change", () => {
      typing = null;
      rows[i].show(now.values[name]); // a box that holds no number gets its value back
    }));
    show();
    state.listen(follow);
    return chart;
  }

  /** Draws one figure without sliders, which shows the book's numbers whatever the reader's are, and says so. */
  function draw(figure, spec) {
    const note = figure.querySelector(".starcalc-note");
    const own = starcalc.model.scenario();
    const follow = () => {
      const s = state.scenario({ overlays: [], changes: {} });
      note.textContent = Object.keys(s).some((name) => tables.differs(s[name], own[name])) ? STILL : "";
    };
    figure.querySelector(".starcalc-controls").replaceChildren(
      element("div", { class: "starcalc-foot" }, button("Copy link", () => copy(addressOf(`#${figure.id}`)))),
    );
    follow();
    state.listen(follow);
    return staged(figure, spec, spec.usermeta.starcalc.alt, (view) => view.runAsync());
  }

  /** Keeps a figure that a link names in sight while what stands above it comes to its size, until the reader stirs. */
  function held(figure) {
    const inSight = () => figure.scrollIntoView({ behavior: "instant" });
    const above = new ResizeObserver(inSight);
    const letGo = () => above.disconnect();
    for (const stirring of ["wheel", "touchstart", "pointerdown", "keydown"]) addEventListener(stirring, letGo, { once: true, passive: true });
    setTimeout(letGo, SETTLED);
    above.observe(figure.closest("article") ?? document.body);
    inSight();
  }

  /** All figures of the page: live when near the window or about to be printed, redrawn when the theme changes. */
  function start() {
    const figures = new Map();
    for (const figure of document.querySelectorAll("figure.starcalc-figure")) {
      const spec = JSON.parse(figure.querySelector(".starcalc-spec").textContent);
      figures.set(figure, spec.usermeta.starcalc.of ? bringToLife(figure, spec) : draw(figure, spec));
    }
    const near = new IntersectionObserver(
      (entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => figures.get(target).start()),
      { rootMargin: "600px" },
    );
    for (const figure of figures.keys()) near.observe(figure);
    let dark = drawing.isDark();
    new MutationObserver(() => {
      if (dark === drawing.isDark()) return;
      dark = drawing.isDark();
      for (const figure of figures.values()) figure.redraw();
    }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    window.addEventListener("beforeprint", () => figures.forEach((figure) => figure.start()));
  }

  starcalc.figures = { start };
})((globalThis.starcalc ??= {}));
