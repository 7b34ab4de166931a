/* The calculator among worlds: in how many of them orbit is cheaper, what becomes of the post's claims, the nearest where it pays.
 *
 *     const worlds = starcalc.calculator.worlds(section);    worlds.follow(state, isBook)
 *
 * starcalc.ask does the work away from the page; what comes late, for numbers that have moved on, is let go.
 */
((starcalc) => {
  "use strict";

  const { button, element, figures, labelOf, put, times, valued } = starcalc.calculator;
  const REST = 30; // milliseconds without a move before worlds are asked for: twice the time between two of a slider
  const NAMED = 3; // of the numbers that are held still
  const FEW = 5; // of the nearest world's facts that are named
  const NOTHING = 1e-6; // of the way there
  const WORDS = ["right", "open", "wrong"];
  const DESIGNS = { satellite: "box", module: "sheet" };

  /** A share of worlds in words: "3 of 2,048 worlds". */
  function counted(share, n) {
    const won = Math.round(share * n);
    if (!won) return `none of ${figures(n)} worlds`;
    return won === n ? `all ${figures(n)} worlds` : `${figures(won)} of ${figures(n)} worlds`;
  }

  /** The sentence about many worlds around the reader's numbers. */
  function sentence({ n, last, wins, spread, held = [] }, state) {
    const { low, middle, high } = spread.satellite_hour_premium;
    const ends = Number.isFinite(low) ? ` In nine of ten the box costs ${times(low)} to ${times(high)} times Texas, in the middle one ${times(middle)}.` : "";
    const drawn = `Orbit is cheaper in ${counted(wins.either, n)}, draws of every uncertain number around these${last ? "" : ", so far"}.`;
    return `${drawn}${ends}${drawnToo(state, held)}${still(held)}`;
  }

  /** That what a reader has set of the uncertain numbers is drawn with the others: one by name, more by their number. */
  function drawnToo(state, held) {
    const set = Object.keys(state.changes).filter((name) => starcalc.model.assumptions[name].role === "fact" && !held.includes(name));
    if (!set.length) return "";
    if (set.length > 1) return ` The ${set.length} of them that you set are drawn too, each about your value.`;
    const [name] = set;
    const [low, high] = starcalc.state.ranges(state)[name] ?? starcalc.model.assumptions[name].range;
    return ` The ${labelOf(name)} is drawn too, from ${figures(low, 3)} to ${valued(name, Number(high.toPrecision(3)))} and mostly near your value.`;
  }

  /** Which numbers no world moves, as a sentence: a few by name, more by their number. */
  function still(held) {
    if (!held.length) return "";
    if (held.length > NAMED) return ` ${held.length} numbers are held still, as they lie beyond their ranges.`;
    const [is, they, their] = held.length > 1 ? ["are", "they lie", "their ranges"] : ["is", "it lies", "its range"];
    return ` Held still ${is} ${held.map(labelOf).join(", ")}, as ${they} beyond ${their}.`;
  }

  /** The claims as a row of small buttons, each of which opens its sentence. */
  function chips(section) {
    const heading = section.querySelector("h2");
    const count = element("p", { class: "calc-count" });
    const told = element("div", { class: "calc-told", id: "calc-told", role: "status", hidden: "" });
    const items = [...section.querySelectorAll("li[data-claim]")].map((item) => {
      const { claim, word, counted: counts } = item.dataset;
      const mark = element("span", { class: `verdict-${word}` }, claim);
      const chip = element("button", { type: "button", class: "calc-chip", "aria-expanded": "false", "aria-controls": told.id }, mark);
      return { claim, item, chip, mark, counts: counts !== undefined, book: word, now: word, rests: "" };
    });
    let open;
    section.querySelector("ul").before(count, element("div", { class: "calc-chips" }, ...items.map(({ chip }) => chip)), told);
    section.querySelector("ul").hidden = true;

    function tell() {
      for (const each of items) each.chip.setAttribute("aria-expanded", String(each === open));
      told.hidden = !open;
      if (!open) return;
      const { item, book, now, rests } = open;
      const link = item.querySelector("a").cloneNode(true);
      const says = [...item.childNodes].slice([...item.childNodes].indexOf(item.querySelector("a")) + 1).map((node) => node.textContent).join("");
      const verdict = now === book ? now : `${book} → ${now}`;
      told.replaceChildren(element("p", {}, element("strong", { class: `verdict-${now}` }, verdict), " ", link, says, ...(rests ? [` ${rests}`] : [])));
    }
    for (const each of items) {
      each.chip.addEventListener("click", () => {
        open = open === each ? undefined : each;
        tell();
      });
    }
    function paint(verdicts = {}) {
      for (const each of items) {
        const found = verdicts[each.claim];
        each.now = found ? (found.word ?? "open") : each.book;
        each.rests = [found?.told, found?.rests, found?.why].filter(Boolean).join(" ");
        each.mark.className = `verdict-${each.now}`;
        const moved = each.now !== each.book;
        each.chip.classList.toggle("calc-moved", moved);
        each.chip.setAttribute("aria-label", `Claim ${each.claim}: ${moved ? `${each.book}, now ${each.now}` : each.now}`);
        put(each.mark, moved ? `${each.claim}: ${each.book} → ${each.now}` : each.claim);
      }
      const moved = items.filter(({ book, now }) => book !== now).length;
      const tally = (some) => WORDS.map((word) => `${some.filter(({ now }) => now === word).length} ${word}`).join(", ");
      const strict = items.filter(({ counts }) => counts);
      const first = `Of the ${strict.length} claims that the front page counts: ${tally(strict)}.`;
      put(count, `${first} Of all ${items.length}, with our own tests and with mistakes that come twice: ${tally(items)}. ${moved ? `${moved} differ${moved === 1 ? "s" : ""} from the book’s verdict.` : "All as in the book."} Open one to read it.`);
      if (open) tell();
    }
    paint();
    return { heading, paint };
  }

  /** What it would take: the nearest world in which orbit is cheaper, in words, with a button that takes its numbers. */
  function nearest(base) {
    let state;
    const words = element("div", { class: "calc-words", role: "status" });
    const asks = Object.entries(DESIGNS).map(([design, name]) => button(`What would it take, in a ${name}?`, async () => {
      words.replaceChildren(element("p", {}, `Looking for the nearest world in which the ${name} is cheaper than Texas …`));
      try {
        const asked = state;
        const found = await starcalc.ask("nearest", { state: asked, design });
        if (found && asked === state) tell(found, name);
      } catch (error) {
        words.replaceChildren(element("p", {}, "The search failed; the numbers above are not touched by that."));
        console.error(error);
      }
    }));
    function tell({ wins, found, moves = [], distance }, design) {
      if (wins) return words.replaceChildren(element("p", {}, `By these numbers the ${design} already costs less than Texas.`));
      if (!found) return words.replaceChildren(element("p", {}, `Within the ranges no world is found in which the ${design} costs as little as Texas.`));
      const changes = Object.fromEntries(moves.filter(({ share }) => share > NOTHING).map(({ name, to }) => [name, Number(to.toPrecision(12))]));
      const items = moves.slice(0, FEW).map(({ name, from, to }) => element("li", {}, `${labelOf(name)}: ${figures(from, 3)} → ${valued(name, Number(to.toPrecision(3)))}`));
      const more = Object.keys(changes).length - items.length;
      const take = button("Put these numbers in", () => {
        starcalc.state.set(changes, base);
        words.replaceChildren(element("p", {}, "They are in. “Reset all” takes them out again."));
      });
      const told = `If no fact knows of another, the nearest world in which the ${design} costs as little as Texas lies ${figures(distance, 2)} standard deviations from the middle one. What moves most on the way there, each from your value:`;
      return words.replaceChildren(element("p", {}, told), element("ul", {}, ...items), ...(more > 0 ? [element("p", {}, `and ${more} more, each of which matters less.`)] : []), take);
    }
    return { whole: element("div", { class: "calc-nearest" }, ...asks, words), follow(now) {
      state = now;
      words.replaceChildren();
    } };
  }

  /** All of it. Without a worker's door, starcalc.ask, only the book's own verdicts are shown. */
  function worlds(section, base) {
    const told = element("p", { class: "calc-worlds", "aria-live": "off" });
    const row = chips(section);
    const near = nearest(base);
    let turn = 0, timer;
    if (!starcalc.ask) near.whole.hidden = true;

    async function look(state, isBook, heard) {
      const mine = ++turn;
      const hear = (answer) => {
        if (mine !== turn) return;
        told.classList.remove("calc-waiting");
        put(told, sentence(answer, state));
        row.paint(isBook ? undefined : answer.verdicts);
        heard(answer);
      };
      try {
        await starcalc.ask("worlds", { state }, hear); // which hears better and better answers
      } catch (error) {
        if (mine === turn) put(told, "Worlds could not be drawn here; the bills are not touched by that.");
        console.error(error);
      }
    }
    return {
      told,
      nearest: near.whole,
      follow(state, isBook, heard) {
        if (!starcalc.ask) return;
        turn++;
        told.classList.add("calc-waiting");
        near.follow(state);
        clearTimeout(timer);
        starcalc.ask.stop("worlds");
        timer = setTimeout(() => look(state, isBook, heard), REST);
      },
    };
  }

  Object.assign(starcalc.calculator, { counted, worlds });
})((globalThis.starcalc ??= {}));
