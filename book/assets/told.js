/* The numbers in a page's sentences follow the reader. The build has recorded what each is made of (starcalc.page.sentences)
 * and written it as starcalc.told, a script for each page. What could not be recorded stays as it was printed, and is marked.
 */
((starcalc) => {
  "use strict";

  const { numbers, state } = starcalc;
  const STILL = "Underlined with dots: the book’s numbers, which do not follow yours.";
  const WAITING = "…";
  const BOOK = { overlays: [], changes: {} };

  // --- words ---------------------------------------------------------------------------------------------------------------

  const WRITTEN = {
    number: (value, digits) => numbers.written(value, digits),
    sign: (value) => (value < 0 ? "−" : ""),
    size: (value, template, digits) => numbers.sized(Math.abs(value), template, digits),
    format: (value, spec) => numbers.formatted(value, spec),
  };

  /** What a slot says by these numbers; undefined where nobody knows, or where a number is none. */
  function text(slot, values, spreads) {
    if (!slot) return undefined;
    let said = "";
    for (const part of slot) {
      let next;
      if (typeof part === "string") next = part;
      else if (!Array.isArray(part)) next = text(values[part.if] ? part.yes : part.no, values, spreads);
      else if (part[0] === "spread") next = spreads(part[1]);
      else next = Number.isFinite(values[part[1]]) ? WRITTEN[part[0]](values[part[1]], ...part.slice(2)) : undefined;
      if (next === undefined) return undefined;
      said += next;
    }
    return said;
  }

  /** Where a result lies in nine worlds of ten, as starcalc.show.between says it. */
  function between([low, , high], { template, digits }) {
    const said = (value, places) => (value < 0 ? "−" : "") + template.replace("{}", () => numbers.sized(Math.abs(value), template, places)).trim();
    let places = digits;
    while (places < 6 && said(low, places) === said(high, places) && low !== high) places += 1;
    const unit = template.split("{}").slice(1).join("{}").trimEnd();
    const ends = [low, high].map((end) => said(end, places)).map((each) => (unit && each.endsWith(unit) ? each.slice(0, -unit.length) : each));
    return `${ends.join(" to ")}${unit} in nine worlds of ten`;
  }

  starcalc.telling = { text, between };
  if (!globalThis.document || !starcalc.told) return;

  // --- the page ------------------------------------------------------------------------------------------------------------

  const { values, slots } = starcalc.told;
  const places = [...document.querySelectorAll(".follows")].map((element) => {
    const slot = slots[Number(/\bfollows-(\d+)/.exec(element.className)[1])];
    const paragraph = element.closest(".cell_output") ?? element.parentElement;
    return { element, slot, book: element.textContent, link: element.querySelector("a"), paragraph };
  });
  const asked = slots.flatMap((slot) => (slot ?? []).filter((part) => part[0] === "spread").map(([, each]) => each));
  const notes = new Map();
  let spreads = () => WAITING;

  /** A paragraph says once that a part of it stays the book's. */
  function mark(paragraph, still) {
    let note = notes.get(paragraph);
    if (!note && !still) return;
    if (!note) {
      note = Object.assign(document.createElement("p"), { className: "follows-note", textContent: STILL });
      notes.set(paragraph, note);
      paragraph.append(note);
    }
    note.hidden = !still;
  }

  /** Puts words into a place, which keeps its link to the glossary where they end as that does. */
  function write({ element, link }, words) {
    if (element.textContent === words) return;
    if (!link || !words.endsWith(link.textContent)) element.textContent = words;
    else element.replaceChildren(words.slice(0, -link.textContent.length), link);
  }

  /** The numbers that all places are made of now. */
  const current = () => (state.differs() ? values(state.scenario(BOOK)) : []);

  function show(found = current(), which = () => true) {
    const differs = state.differs();
    const still = new Map();
    for (const place of places) {
      if (!which(place)) continue;
      const { element, slot, book, paragraph } = place;
      const now = differs ? text(slot, found, spreads) : book;
      write(place, now ?? book);
      element.classList.toggle("follows-yours", differs && now !== undefined && now !== book);
      element.classList.toggle("follows-still", now === undefined);
      if (now !== undefined && now !== book) element.title = `the book: ${book}`;
      else element.removeAttribute("title");
      still.set(paragraph, still.get(paragraph) || now === undefined);
    }
    still.forEach((any, paragraph) => mark(paragraph, any));
  }

  let waiting = false;
  let turn = 0;
  const inSight = starcalc.dom.near(places.map(({ paragraph }) => paragraph));

  /** Once a frame, however often the state moves, and out of sight after the frame; what is said of worlds at rest. */
  function follow() {
    turn += 1;
    if (!waiting) requestAnimationFrame(update);
    waiting = true;
    spreads = () => WAITING;
  }

  function update() {
    waiting = false;
    const [own, found] = [turn, current()];
    show(found, ({ paragraph }) => inSight.has(paragraph));
    setTimeout(() => own === turn && show(found, ({ paragraph }) => !inSight.has(paragraph)));
  }

  function askWorlds() {
    const own = turn;
    if (!asked.length || !state.differs()) return;
    starcalc.ask("spreads", { state: state.get(), asked }, ({ spreads: found }) => {
      if (own !== turn) return;
      spreads = (each) => (found[asked.indexOf(each)] ? between(found[asked.indexOf(each)], each) : undefined);
      show();
    }).catch(() => {
      if (own !== turn) return;
      spreads = () => undefined;
      show();
    });
  }

  state.listen(follow);
  state.settled(askWorlds);
  if (state.differs()) {
    show();
    askWorlds();
  }
})((globalThis.starcalc ??= {}));
