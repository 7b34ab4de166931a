/* At the top of a page whose numbers are not the book's: what was changed, what comes out, and what a link said in vain.
 *
 * It follows starcalc.state once changes have settled. All that comes from an address goes into text, and nothing else.
 */
((starcalc) => {
  "use strict";

  const { model, numbers, state } = starcalc;
  const MOST = 8; // of a list that is written out
  const SAID = 2000; // milliseconds that a button says what it has done
  const DOLLARS = "USD/hour";
  const CALCULATOR = document.querySelector(".calc") !== null;

  /** An element with attributes and children: element("p", {class: "note"}, "text"). */
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /** A list as a sentence has it, what is too much of it counted. */
  const listed = (items) => (items.length > MOST ? [...items.slice(0, MOST), `and ${items.length - MOST} more`] : items).join("; ");

  const shown = (value) => numbers.written(value).replace("-", "−");

  /** What differs from the book, one item each: "launch price 1,600 → 200 USD/kg". */
  function differences({ overlays, changes, choices, year }) {
    const named = overlays.map((name) => model.overlays[name].title.split(/[,;]/)[0]);
    const chosen = Object.entries(choices).map(([menu, key]) => `${menu}: ${model.menus[menu][key].label}`);
    const moved = Object.entries(changes).map(([name, now]) => {
      const { about, short } = model.assumptions[name];
      const before = state.value(name, {}, { overlays: [], changes: {}, choices: {}, year: undefined });
      return `${about.split(";")[0]} ${before === now ? "" : `${shown(before)} → `}${shown(now)} ${short}`.trim();
    });
    return [...named, ...chosen, ...(year === undefined ? [] : [`the year ${year}`]), ...moved];
  }

  const hour = (value) => (Number.isFinite(value) ? numbers.phrase(value, DOLLARS).replace(" an hour", "") : "no price");

  /** The book's answer with the reader's numbers, beside its own. */
  function answered() {
    const now = state.answer();
    const book = state.answer({ overlays: [], changes: {}, choices: {}, year: undefined });
    const both = (key, write) => (write(now[key]) === write(book[key]) ? write(now[key]) : `${write(book[key])} → ${write(now[key])}`);
    const times = (value) => (Number.isFinite(value) ? numbers.written(value, 2) : "no");
    return `An hour of a GPU: box ${both("box", hour)}, sheet ${both("sheet", hour)}, Texas ${both("texas", hour)}. `
      + `The box costs ${both("ratio", times)} times Texas.`;
  }

  /** What the edition of a link and the answer that its maker saw say now. */
  function remembered({ version, saw, now }) {
    if (version === undefined || now === undefined) return "";
    const same = saw === undefined || hour(saw) === hour(now);
    if (version === model.version && same) return "";
    const here = `this is ${version === model.version ? "the same edition" : `edition ${model.version}`}`;
    const then = `The link was made with edition ${version}`;
    if (saw === undefined) return `${then}; ${here}.`;
    return same ? `${then}; ${here}, and the answer is the same.` : `${then}, where an hour in the box cost ${hour(saw)}; ${here}, and it costs ${hour(now)}.`;
  }

  /** What of a link was refused, and why. */
  function refused(list) {
    return list.length ? `Not understood, and left out: ${listed(list.map(({ what, why }) => `“${what}” (${why})`))}.` : "";
  }

  /** A button that says for a moment what it has done. */
  function button(text, action) {
    const made = element("button", { type: "button", class: "starcalc-button" }, text);
    made.addEventListener("click", async () => {
      const said = await action();
      if (!said) return;
      made.textContent = said;
      setTimeout(() => (made.textContent = text), SAID);
    });
    return made;
  }

  /** Puts the link into the clipboard; where the browser forbids it, into a box from which it can be copied by hand. */
  async function copy() {
    const text = state.link("");
    try {
      await navigator.clipboard.writeText(text);
      return "Copied";
    } catch {
      byHand.value = text;
      byHand.hidden = false;
      byHand.select();
      return "Copy it from here:";
    }
  }

  /** Draws the banner, and keeps what has the reader's hand where it is on the screen. */
  function draw() {
    const { activeElement } = document;
    const held = activeElement && banner.parentNode.contains(activeElement) && !banner.contains(activeElement) ? activeElement : undefined;
    const before = held?.getBoundingClientRect().top;
    const arrived = state.arrived();
    const differs = state.differs();
    const tells = differs && !CALCULATOR; // which tells the rest by itself
    const items = tells ? differences(state.get()) : [];
    const paragraphs = [
      tells && ["With your numbers: ", listed(items), "."],
      tells && [answered()],
      arrived && [remembered(arrived)],
      arrived && [refused(arrived.refused)],
      tells && ["Figures, claim boxes and the text’s own numbers follow yours; what is underlined with dots is the book’s."],
    ];
    const texts = paragraphs.filter((parts) => parts && parts.join("")).map((parts) => element("p", {}, ...parts));
    if (status.textContent !== texts.map((p) => p.textContent).join("")) status.replaceChildren(...texts);
    banner.hidden = texts.length === 0;
    byHand.hidden = true;
    copyButton.hidden = !differs;
    resetButton.textContent = differs ? "Reset to the book’s numbers" : "Close";
    const moved = held ? held.getBoundingClientRect().top - before : 0;
    if (moved) scrollBy({ top: moved, behavior: "instant" });
  }

  const article = document.querySelector("article.bd-article");
  if (!article) return;
  const status = element("div", { role: "status" });
  const copyButton = button("Copy link", copy);
  const resetButton = button("", () => state.reset());
  const byHand = element("input", { type: "text", readonly: "", "aria-label": "Link to these numbers" });
  const banner = element("aside", { class: "starcalc-yours", "aria-label": "Your numbers" }, status, element("div", { class: "starcalc-foot" }, resetButton, copyButton, byHand));
  article.prepend(banner);
  draw();
  state.settled(draw);
})((globalThis.starcalc ??= {}));
