/* The boxes of the post's claims, and the table of all verdicts, follow the reader's numbers. With the book's own they say what the
 * book says, to the letter, since nothing is touched.
 */
((starcalc) => {
  "use strict";

  const REST = 60; // milliseconds without a move before worlds are asked for: while a slider moves, the processor is the page's
  const { state } = starcalc;
  const boxes = [...document.querySelectorAll("aside.claim[id^='claim-']")].map((element) => at(element, element.querySelector("p.verdict"), Number(element.id.slice(6))));
  const rows = [...document.querySelectorAll("table.verdicts tbody tr")].map((element) => {
    const cells = element.querySelectorAll("td");
    return { ...at(element, cells[1], Number(cells[0].textContent)), ours: at(element, cells[4]), between: at(element, cells[5]) };
  });
  if (!boxes.length && !rows.length) return;

  /** A place that follows, and what the book has there. */
  function at(element, place, number) {
    return { element, place, number, book: place ? [...place.childNodes] : [] };
  }

  const span = (name, text) => Object.assign(document.createElement("span"), { className: name, textContent: text });
  const badge = (word) => Object.assign(document.createElement("strong"), { className: `verdict-${word}`, textContent: word });

  /** Puts the verdicts that have come into their places. */
  function show({ verdicts, counts, n }) {
    for (const box of boxes) {
      const found = verdicts[box.number];
      if (!found || !box.place) continue;
      if (found.why) box.place.replaceChildren(span("told", found.why));
      else box.place.replaceChildren(badge(found.word), " ", span("told", found.told), " ", span("rests", found.rests));
      box.element.removeAttribute("aria-busy");
    }
    for (const row of rows) {
      const found = verdicts[row.number];
      if (!found) continue;
      row.place.replaceChildren(found.why ? "–" : badge(found.word));
      row.ours.place.replaceChildren(found.why ? "–" : found.oursSaid);
      row.between.place.replaceChildren(found.why ? "–" : found.betweenSaid);
      row.element.removeAttribute("aria-busy");
    }
    const { right, open, wrong } = counts;
    note.textContent = `With your numbers, in ${n.toLocaleString("en")} worlds: ${right} right, ${open} open, ${wrong} wrong, of ${right + open + wrong} that are counted.`;
    note.hidden = Object.keys(verdicts).length < rows.length;
  }

  /** Puts back what the book has. */
  function restore() {
    for (const each of [...boxes, ...rows, ...rows.flatMap((row) => [row.ours, row.between])]) {
      each.place?.replaceChildren(...each.book);
      each.element.removeAttribute("aria-busy");
    }
    note.hidden = true;
  }

  const note = Object.assign(document.createElement("p"), { className: "verdicts-note", hidden: true });
  note.setAttribute("role", "status");
  rows[0]?.element.closest("table").before(note);

  let [asked, resting] = [0, undefined];
  function follow() {
    asked += 1;
    const own = asked;
    clearTimeout(resting);
    starcalc.ask.stop("worlds");
    if (!state.differs()) return restore();
    for (const { element } of [...boxes, ...rows]) element.setAttribute("aria-busy", "true");
    resting = setTimeout(() => starcalc.ask("worlds", { state: state.get() }, (answer) => own === asked && show(answer)).catch(() => own === asked && restore()), REST);
  }

  state.listen(follow);
  // A reader who takes hold of something is about to move it: by then the worker has its scripts, and has run them once
  document.addEventListener("focusin", function ready({ target }) {
    if (!target.matches("input, select") || target.type === "search") return;
    document.removeEventListener("focusin", ready);
    if (!asked) starcalc.ask("worlds", { state: state.get() }).catch(() => {}); // what went wrong is told when it is asked in earnest
  });
  if (state.differs()) follow();
})((globalThis.starcalc ??= {}));
