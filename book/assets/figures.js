/* Figures. The build leaves a sentence, a picture, a list of values and a Vega spec (see starcalc/page/renderer.py).
 * The controls stand at once. The chart replaces the picture when the figure is near the window and the reader has stirred:
 * until then the picture shows the same, and the page is there for its text. What the chart shows follows the state of the
 * page: tables.js computes it with the model, Vega draws it.
 */
((starcalc) => {
  "use strict";

  const SETTLED = 5000; // milliseconds after which a page has its size

  const { element, button, copy, keep, keepText, addressOf, near } = starcalc.dom;
  const { state, tables, sentences, controls, drawing } = starcalc;
  const PLOT_SHARE = 0.5; // a plot that gets less than this of its column, for all its labels, is not squeezed but scrolls
  const LEAST = 100; // pixels: a stage that has fewer is being laid out, or is not shown
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
      let drawn;
      return {
        base, chosen, values, answers,
        get sentence() {
          return sentences.sentence(about, values, answers, chosen, others) + (about.bars ? starcalc.bars.farthest(about, this.draw().tables.bars) : "");
        },
        draw() {
          return (drawn ??= (drawer ??= tables.drawer(about, own))(s, answers));
        },
      };
    };
  }

  /** A chart in its stage: drawn when it comes near, drawn anew when room or colours change. */
  function staged(figure, spec, alt, width, put) {
    const stage = figure.querySelector(".starcalc-stage");
    const note = figure.querySelector(".starcalc-note");
    let embedded; // the view, and how to let it go
    let [drawings, moves, drawnWidth, started, inSight, stale, filling] = [0, 0, 0, false, true, false, false];
    stage.style.minHeight = `${drawing.reserved(spec, width)}px`;

    async function draw() {
      const turn = ++drawings;
      drawnWidth = Math.floor(stage.clientWidth);
      if (drawnWidth < LEAST) return; // the observer below draws when there is room
      let shown = moves;
      let { chart, made } = await drawing.drawn(spec, drawnWidth, alt, put);
      const wide = drawnWidth < spec.width && made.view.width() < PLOT_SHARE * drawnWidth;
      if (wide) {
        made.finalize();
        shown = moves;
        ({ chart, made } = await drawing.drawn(spec, spec.width, alt, put));
      }
      if (turn !== drawings) return made.finalize(); // a later drawing has overtaken this one
      embedded?.finalize();
      embedded = made;
      chart.setAttribute("aria-describedby", `${figure.id}-sentence`);
      if (shown !== moves) await put(made.view).runAsync(); // what the reader has moved meanwhile
      stage.replaceChildren(chart);
      if (note.textContent === LOST) note.textContent = "";
      stage.style.minHeight = "";
      stage.classList.toggle("starcalc-wide", wide);
      if (wide) stage.setAttribute("tabindex", "0"); // what scrolls must be within reach of the keyboard
      else stage.removeAttribute("tabindex");
      const first = !figure.starcalcView;
      figure.starcalcView = made.view;
      if (first && location.hash === `#${figure.id}`) held(figure);
    }
    /** Fills the chart anew: where it can be seen, once the numbers are painted; else when it comes into sight. */
    function follow() {
      moves += 1;
      stale = !inSight;
      if (!embedded || !inSight || filling) return;
      filling = true;
      figure.starcalcDrawn = drawing.breath().then(() => {
        filling = false;
        return put(embedded.view).runAsync();
      });
    }
    new IntersectionObserver((entries) => {
      inSight = entries.at(-1).isIntersecting;
      if (inSight && stale) follow();
    }, { rootMargin: "200px" }).observe(stage);
    const failed = (error) => {
      started = false; // so that it is tried again when it next comes near
      note.textContent = LOST;
      stage.style.minHeight = "";
      console.error(error);
    };
    /** Draws; one that a later drawing has overtaken, and taken the view from, has not failed. */
    function attempt() {
      const done = draw();
      const turn = drawings;
      return done.catch((error) => turn === drawings && failed(error));
    }
    return {
      view: () => embedded?.view,
      follow,
      start() {
        if (started) return;
        started = true;
        attempt();
        new ResizeObserver(() => started && Math.abs(stage.clientWidth - drawnWidth) > 1 && attempt()).observe(stage);
      },
      redraw: () => started && attempt(),
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
  function bringToLife(figure, spec, width) {
    const about = spec.usermeta.starcalc;
    const compute = computer(about);
    const words = figure.querySelector(".starcalc-sentence");
    const spoken = element("span", { class: "starcalc-spoken", role: "status" });
    const place = figure.querySelector(".starcalc-controls");
    const symbols = [...place.querySelectorAll("li")].map((item) => item.querySelector("math, .math"));
    const menus = about.menus ?? [];
    let now = compute();
    const inSight = near([figure]);
    let [asked, rest, typing] = [false, undefined, null];

    const menuRows = menus.map((menu) => controls.menuRow(`${figure.id}-${menu.name}`, menu, (key) => (linked(menu.name) ? state.choose(menu.name, key) : state.set(menu.sets[menu.keys.indexOf(key)]))));
    const rows = about.sliders.map((slider, i) => {
      const kind = slider.switch ? controls.switchRow : controls.sliderRow;
      return kind(`${figure.id}-${slider.name}`, slider, symbols[menus.length + i], (value, typed) => {
        typing = typed ? slider.name : null;
        state.set({ [slider.name]: value }, now.base); // beside what the figure stands on, so that the book's value can be asked for
      });
    });

    const chart = staged(figure, spec, `${about.start}: ${about.alt}`, width, (view) => drawing.put(view, now.draw()));

    function show() {
      words.textContent = now.sentence;
      words.classList.toggle("moved", !now.sentence.startsWith(about.start));
      about.sliders.forEach(({ name }, i) => rows[i].show(now.values[name], typing === name));
      menus.forEach(({ name }, i) => menuRows[i].show(now.chosen[name]));
    }
    function update() {
      asked = false;
      now = compute();
      show();
      chart.follow();
      clearTimeout(rest);
      rest = setTimeout(() => (spoken.textContent = now.sentence), REST);
    }
    /** Everything once a frame, however often the state moves; out of sight, after the frame. */
    function follow() {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => (inSight.has(figure) ? update() : drawing.breath().then(update)));
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
      element("div", { class: "starcalc-foot" }, ...(names.length ? [button("Reset", () => state.reset(names))] : []), button("Copy link", () => copy(link())), more, spoken),
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
  function draw(figure, spec, width) {
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
    return staged(figure, spec, spec.usermeta.starcalc.alt, width);
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

  /** Resolves when a chart could show what the picture does not: to a reader who stirs, or has chosen numbers, a figure, the dark. */
  function needed() {
    if (state.differs() || location.hash || drawing.isDark()) return Promise.resolve();
    return Promise.race([starcalc.stirred, new Promise((resolve) => state.listen(() => resolve()))]);
  }

  /** All figures of the page: live when near the window or about to be printed, redrawn when the theme changes. */
  async function start() {
    const figures = new Map();
    const near = new IntersectionObserver(
      (entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => figures.get(target).start()),
      { rootMargin: "600px" },
    );
    window.addEventListener("beforeprint", () => figures.forEach((figure) => figure.start()));
    followShades(figures);
    await drawing.breath();
    const found = [...document.querySelectorAll("figure.starcalc-figure")];
    // How wide they are about, asked once, and of what is in sight: each question about others would have them laid out.
    const width = Math.floor(found[0]?.querySelector(".starcalc-stage").clientWidth || document.querySelector(".bd-article")?.clientWidth);
    const named = found.findIndex((figure) => `#${figure.id}` === location.hash);
    const awaited = needed();
    const order = [...found.keys()].sort((a, b) => (b === named) - (a === named) || a - b);
    for (const place of order) {
      const figure = found[place];
      const spec = JSON.parse(figure.querySelector(".starcalc-spec").textContent);
      figures.set(figure, (spec.usermeta.starcalc.of ? bringToLife : draw)(figure, spec, width));
      if (place === named) {
        figures.get(figure).start(); // wherever the window is on its way there
        held(figure);
      }
      awaited.then(() => near.observe(figure));
      await drawing.breath();
    }
  }

  /** Has all figures redrawn when the page turns dark or light. */
  function followShades(figures) {
    let dark = drawing.isDark();
    new MutationObserver(() => {
      if (dark === drawing.isDark()) return;
      dark = drawing.isDark();
      for (const figure of figures.values()) figure.redraw();
    }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  }

  starcalc.figures = { start };
})((globalThis.starcalc ??= {}));
