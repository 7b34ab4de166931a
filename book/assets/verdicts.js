/* The verdicts on the post's claims about a reader's own numbers, as starcalc.claims and starcalc.show have them.
 *
 *     for (const answer of starcalc.verdicts.judge(state)) ...     nothing, which is a place to pause, or an answer
 *
 * An answer comes when box, sheet, Texas and the claims that these decide are known in 2,048 worlds, then with the two claims
 * that take a setting of their own, then in all 4,096, the book's sample, with what each open claim hangs on:
 *
 *     n, last        of how many worlds, and whether no better answer comes
 *     held           names of the facts that are not drawn, as the reader's value lies outside the range
 *     spread         {name of a result of `comparison`: {ours, low, middle, high, unit}}, low to high in nine worlds of ten
 *     wins           {satellite, module, either}: the share of the worlds in which it costs less by the hour than Texas
 *     verdicts       {number of a claim: {word, ours, low, middle, high, unit, factor, kept, hinge, flip, and in words told, rests,
 *                    oursSaid, betweenSaid}, or {why} where the model has no answer}; hinge and flip of open claims in the last
 *     counts         {right, open, wrong} of the claims that are counted
 */
((starcalc) => {
  "use strict";

  const { model, claims, numbers, worlds } = starcalc;
  const PAUSE = 64; // worlds between two places to pause
  const ALIKE = "The middle one of our worlds has the same";
  const NEAR = 1.1; // a factor: a number that comes so near to the post's is all but the same
  const KEPT = [ // from which share of the worlds a bound is said to hold how
    [1, () => "in every one of our worlds"],
    [0.995, () => "in nearly all our worlds"],
    [0.005, (share) => `in ${numbers.written(100 * share, 2)} of a hundred worlds`],
    [1e-9, () => "in hardly any of our worlds"],
    [-Infinity, () => "in none of our worlds"],
  ];
  const all = Object.entries(claims.list).map(([number, claim]) => ({ number: Number(number), ...claim }));
  const [shared, own] = [true, false].map((together) => all.filter(({ number }) => claims.together.includes(number) === together));

  // --- a claim's number ----------------------------------------------------------------------------------------------------

  /** A reader's numbers with what the claim itself fixes: a chip, a user's latitude. */
  function settingOf(claim, of) {
    if (!claim.overlay && !claim.given) return worlds.setting(of);
    const overlays = claim.overlay ? [...of.overlays, claim.overlay] : of.overlays;
    return worlds.setting({ ...of, overlays, changes: { ...of.changes, ...claim.given } });
  }

  /** The settings among which a claim picks, its own among them. */
  function alternatives(claim, { of }) {
    const others = Object.entries(claim.over).flatMap(([name, values]) => values.map((value) => ({ ...of, changes: { ...of.changes, [name]: value } })));
    return [of, ...others].map(worlds.setting);
  }

  /** A calculation's result, or an assumption, of plain numbers. */
  const resultOf = ({ calculation, result }, plain) => (result in model.assumptions ? plain : model.calculations[calculation](plain))[result];

  /** What the cheapest of several saves over the first, as a share. */
  const saved = (costs) => 1 - costs.reduce((least, cost) => (least <= cost ? least : cost)) / costs[0];

  /** The number that tests a claim, in plain units, about one setting of its own. */
  function computed(claim, setting) {
    const number = ({ plain }) => resultOf(claim, plain);
    return claim.over ? saved(alternatives(claim, setting).map(number)) : number(setting);
  }

  // --- in many worlds ------------------------------------------------------------------------------------------------------

  /** Fills the numbers of a claim that takes a setting of its own, or several, from one world to another. */
  function* alone(claim, of, column, start, stop) {
    const base = settingOf(claim, of);
    const compute = claims.alone[claim.number];
    if (model.assumptions[claim.result]?.role === "choice") return column.fill(base.plain[claim.result]);
    const runs = claim.over ? alternatives(claim, base) : [base];
    const costs = runs.map(() => new Float64Array(stop - start));
    for (const [place, run] of runs.entries()) { // one after another, as a relation keeps its last mean over the year
      yield* worlds.fill(run, stop);
      const s = worlds.world(run);
      for (let i = start; i < stop; i++) {
        worlds.place(s, i);
        costs[place][i - start] = compute(s);
        if (i % PAUSE === 0) yield;
      }
    }
    for (let i = start; i < stop; i++) column[i] = claim.over ? saved(costs.map((cost) => cost[i - start])) : costs[0][i - start];
  }

  /** Fills the numbers of box, sheet and Texas and of all other claims, from one world to another. */
  function* together(setting, columns, start, stop) {
    yield* worlds.fill(setting, stop);
    const s = worlds.world(setting);
    for (let i = start; i < stop; i++) {
      worlds.place(s, i);
      claims.numbers(s, columns, i);
      if (i % PAUSE === 0) yield;
    }
  }

  // --- verdicts ------------------------------------------------------------------------------------------------------------

  /** Whether a number keeps a bound. */
  const keeps = (claim, plain) => (claim.test === "below" ? plain / claim.factor <= claim.value : plain / claim.factor > claim.value);
  const isBound = (claim) => claim.test !== "equals";

  /** How far a number is from the post's, as a factor of at least 1; of another sign, infinite. */
  function factorOf(claim, plain) {
    const ratio = claim.value ? plain / claim.factor / claim.value : Infinity;
    return ratio > 0 ? Math.max(ratio, 1 / ratio) : Infinity;
  }

  function wordOf(claim, low, factor, high, kept) {
    if (isBound(claim)) return kept >= claims.nine ? "right" : kept <= 1 - claims.nine ? "wrong" : "open";
    if (factor <= claims.quarter) return "right";
    return low / claim.factor <= claim.value && claim.value <= high / claim.factor ? "open" : "wrong";
  }

  /** The verdict on a claim from its numbers in many worlds; {number, why} where there is none. */
  function verdict(claim, of, values) {
    const { number, shown: unit, shownFactor } = claim;
    const base = settingOf(claim, of);
    const ours = computed(claim, base);
    const ends = worlds.spread(values);
    if (Number.isNaN(ours) || !ends) return { number, why: "With these numbers the model has no answer." };
    const [low, middle, high] = ends;
    const whole = values.filter((value) => !Number.isNaN(value));
    if (claim.over && whole.length < values.length) return { number, why: "With these numbers the model has no answer in some worlds." };
    const kept = isBound(claim) ? whole.filter((value) => keeps(claim, value)).length / whole.length : null;
    const factor = factorOf(claim, middle);
    const shown = (plain) => plain / shownFactor;
    const found = { number, word: wordOf(claim, low, factor, high, kept), ours: shown(ours), low: shown(low), middle: shown(middle), high: shown(high), unit, factor, kept };
    const spread = `${numbers.phrase(found.middle, unit, 2)} (${between(found.low, found.high, unit)})`;
    const said = { oursSaid: numbers.phrase(found.ours, unit, 2), betweenSaid: claim.logbook ? "–" : spread };
    return { ...found, ...said, told: told(claim, base, found), rests: rests(claim, found) };
  }

  /** The fact that an open claim hangs on, and the value at which it alone would bring our number to the claim's, if any. */
  function hinge(claim, of, values) {
    const name = worlds.decides(values, settingOf(claim, of));
    const row = model.assumptions[name];
    const meets = (value) => {
      const found = computed(claim, settingOf(claim, { ...of, changes: { ...of.changes, [name]: value } }));
      return isBound(claim) ? keeps(claim, found) : found / claim.factor < claim.value;
    };
    let [low, high] = worlds.rangeOf(name, worlds.setting(of));
    const atLow = meets(low);
    if (meets(high) === atLow) return { hinge: name, flip: null };
    while (high - low > 1e-6 * Math.abs(high)) {
      const middle = (low + high) / 2;
      if (meets(middle) === atLow) low = middle;
      else high = middle;
    }
    return { hinge: name, flip: (low + high) / 2 };
  }

  // --- in words ------------------------------------------------------------------------------------------------------------

  const ending = (unit) => numbers.template(unit).split("{}")[1].trimEnd();

  /** Nine worlds of ten as words, without saying so. */
  function between(low, high, unit) {
    if (numbers.phrase(low, unit) === numbers.phrase(high, unit)) return numbers.phrase(low, unit, 2);
    let digits = 2;
    while (digits < 6 && numbers.phrase(low, unit, digits) === numbers.phrase(high, unit, digits)) digits++;
    const end = ending(unit);
    const cut = (text) => (end && text.endsWith(end) ? text.slice(0, -end.length) : text);
    return `${cut(numbers.phrase(low, unit, digits))} to ${cut(numbers.phrase(high, unit, digits))}${end}`;
  }

  /** Nine worlds of ten beside our own number, whose unit of several words is not said again. */
  function beside(claim, low, high, unit) {
    const [said, end] = [between(low, high, unit), ending(unit)];
    const again = claim.box.includes("{ours}") && end.trim().includes(" ") && !end.includes("million");
    return again && said.endsWith(end) && numbers.phrase(low, unit) !== numbers.phrase(high, unit) ? said.slice(0, -end.length) : said;
  }

  /** What a claim's own sentence says, with the numbers in their places. */
  function told(claim, { plain }, { ours, low, high, unit }) {
    const digits = numbers.phrase(ours, unit, 2) === numbers.phrase(claim.value, claim.unit, 2) ? 3 : 2;
    const known = {
      theirs: () => numbers.phrase(claim.theirs, unit, 2),
      ours: () => numbers.phrase(ours, unit, digits),
      between: () => `${beside(claim, low, high, unit)} in nine worlds of ten`,
    };
    const other = (name) => {
      const row = model.results[name] ?? model.assumptions[name];
      const found = name in model.assumptions ? plain : model.calculations[claim.calculation](plain);
      return numbers.phrase(found[name] / row.factor, row.unit);
    };
    return claim.box.replace(/\{(\w+)\}/g, (_, name) => (Object.hasOwn(known, name) ? known[name]() : other(name)));
  }

  /** How far a claim is off, or how many worlds keep it; nothing of a record, which is what it is. */
  function rests(claim, { ours, low, middle, high, factor, kept, unit }) {
    if (claim.logbook) return "";
    if (claim.sameAs) return `It is claim ${claim.sameAs} again.`;
    if (isBound(claim)) return `The claim holds ${KEPT.find(([least]) => kept >= least)[1](kept)}.`;
    const inMiddle = (digits) => {
      const said = (value, places = digits) => numbers.phrase(value, unit, places);
      if (said(low, 3) === said(high, 3)) return ""; // no doubt moves it
      return said(middle) === said(ours) ? ALIKE : `In the middle one of our worlds it is ${said(middle)}`;
    };
    const found = inMiddle(2);
    if (factor > claims.quarter) {
      const way = (middle * claim.shownFactor) / claim.factor < claim.value ? "high" : "low";
      const times = Number.isFinite(factor) ? `${numbers.written(factor, 2)} times ` : "";
      return found ? `${found}: the post is ${times}too ${way}.` : `The post is ${times}too ${way}.`;
    }
    if (factor <= 1.005) return found === ALIKE || !found ? "That is the post's own." : `${found}, the post's own.`;
    const theirs = (claim.value * claim.factor) / claim.shownFactor;
    const alike = numbers.phrase(middle, unit, 2) === numbers.phrase(theirs, unit, 2);
    const whose = inMiddle(alike ? 3 : 2);
    const shown = found === ALIKE || !found ? ours : middle;
    return `${whose === ALIKE || !whose ? "That is" : `${whose},`} ${numbers.written(100 * Math.abs(shown / theirs - 1), 2)} % from the post's.`;
  }

  /** What decides an open claim, and where it flips. */
  function hangs(claim, { hinge: name, flip, ours }, { plain }) {
    const row = model.assumptions[name];
    const called = row.about;
    if (flip === null) return `What decides it most is the ${called}, though not alone.`;
    if (!isBound(claim) && factorOf(claim, ours * claim.shownFactor) < NEAR) {
      return `Our own number is nearly the post's; how far the worlds lie from it hangs most on the ${called}.`;
    }
    const [own, end] = [plain[name] / row.factor, ending(row.unit)];
    const said = numbers.phrase(own, row.unit);
    const here = end && said.endsWith(end) ? said.slice(0, -end.length) : said;
    if (claim.logbook) return `What decides it is the ${called}: with ${numbers.phrase(flip, row.unit)} in place of ${here} the answer is another.`;
    return `What decides it is the ${called}: ${flip < own ? "below" : "above"} ${numbers.phrase(flip, row.unit)} (ours: ${here}) ${flipped(claim, ours * claim.shownFactor)}.`;
  }

  /** What becomes of our own number where a claim flips; the worlds may still differ. */
  function flipped(claim, plain) {
    if (!isBound(claim)) return "our own number passes the post's";
    return keeps(claim, plain) ? "it no longer holds by our own numbers" : "it holds by our own numbers";
  }

  // --- all together --------------------------------------------------------------------------------------------------------

  /** How the designs compare in so many worlds: {name of a result: {ours, low, middle, high, unit}}. */
  function compared({ plain }, columns, n) {
    const here = model.calculations.comparison(plain);
    const rows = claims.told.map((name, place) => {
      const { unit, factor } = model.results[name];
      const [low, middle, high] = (worlds.spread(columns[place].subarray(0, n)) ?? [NaN, NaN, NaN]).map((value) => value / factor);
      return [name, { ours: here[name] / factor, low, middle, high, unit }];
    });
    return Object.fromEntries(rows);
  }

  /** The shares of the worlds in which the box, the sheet, or one of the two costs less by the hour than Texas. */
  function wins(columns, n) {
    const [box, sheet] = ["satellite", "module"].map((design) => columns[claims.told.indexOf(`${design}_hour_premium`)].subarray(0, n));
    const whole = [...box.keys()].filter((i) => !Number.isNaN(box[i]) && !Number.isNaN(sheet[i]));
    const share = (won) => whole.filter(won).length / whole.length;
    return { satellite: share((i) => box[i] < 1), module: share((i) => sheet[i] < 1), either: share((i) => box[i] < 1 || sheet[i] < 1) };
  }

  /** An answer from so many worlds: the designs beside each other, and the verdicts on those claims that are known. */
  function* answer(setting, columns, known, n, last) {
    const found = { n, last, held: worlds.held(setting), spread: compared(setting, columns, n), wins: wins(columns, n), verdicts: {} };
    yield;
    for (const claim of known) {
      const values = columns.of(claim).subarray(0, n);
      const one = verdict(claim, setting.of, values);
      found.verdicts[claim.number] = one;
      if (last && one.word === "open") {
        yield;
        Object.assign(one, hinge(claim, setting.of, values));
        one.rests = `${one.rests} ${hangs(claim, one, setting)}`.trim();
      }
      yield;
    }
    const words = claims.counted.map((number) => found.verdicts[number]?.word);
    found.counts = Object.fromEntries(["right", "open", "wrong"].map((word) => [word, words.filter((each) => each === word).length]));
    return found;
  }

  /** Columns of numbers: of what is told, of the claims that are computed together, and of each other. */
  function made() {
    const columns = Array.from({ length: claims.told.length + all.length }, () => new Float64Array(worlds.STANDING));
    const order = [...shared, ...own];
    columns.of = (claim) => columns[claims.told.length + order.indexOf(claim)];
    return columns;
  }

  /** The answers about a reader's numbers, better and better, with places to pause between. */
  function* judge(state) {
    const setting = worlds.setting(state);
    const columns = made();
    for (const [start, stop] of [[0, worlds.FIRST], [worlds.FIRST, worlds.STANDING]]) {
      yield* together(setting, columns, start, stop);
      if (start === 0) yield yield* answer(setting, columns, shared, stop, false);
      for (const claim of own) yield* alone(claim, setting.of, columns.of(claim), start, stop);
      yield yield* answer(setting, columns, all, stop, stop === worlds.STANDING);
    }
  }

  starcalc.verdicts = { between, computed, judge };
})((globalThis.starcalc ??= {}));
