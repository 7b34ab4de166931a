/* Worlds: draws of all facts from their ranges, the same as those of starcalc.worlds in Python.
 *
 *     const drawn = starcalc.worlds.draw(setting)          of a setting {plain} of plain numbers; see `setting`
 *     for (const world of drawn.worlds(0, 2048)) ...        plain numbers for a calculation, one object used again
 *     starcalc.worlds.quantile(sorted, 0.95)                as NumPy has it, between two on a straight line
 *
 * Rests on model.js, claims.js, which holds the Sobol points, and state.js, which knows what a reader's numbers are.
 */
((starcalc) => {
  "use strict";

  const { model, claims } = starcalc;
  const STANDING = 4096; // worlds of the book's sample, and of the net
  const FIRST = 2048; // worlds after which a reader is answered
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const SHARES = [0.05, 0.5, 0.95]; // nine worlds of ten lie between the first and the last
  const { facts } = claims;
  const rows = facts.map((name) => model.assumptions[name]);
  const log = rows.map((row) => row.scale === "log");
  const along = (value, i) => (log[i] ? Math.log(value) : value);

  // --- where worlds lie ----------------------------------------------------------------------------------------------------

  /** The points of the net as whole numbers, a coordinate after another: Int32Array of 4,096 for each. */
  function points() {
    const { points: text, bits } = claims.net;
    const wide = bits / 6;
    const read = (i) => {
      let found = 0;
      for (const letter of text.slice(i * wide, (i + 1) * wide)) found = found * 64 + LETTERS.indexOf(letter);
      return found;
    };
    const numbers = 1 + Math.log2(STANDING); // of a coordinate: its first point, then by which bits each doubling differs
    const found = new Int32Array((text.length / wide / numbers) * STANDING);
    for (let start = 0, i = 0; start < found.length; start += STANDING, i += numbers) {
      const steps = Array.from({ length: numbers - 1 }, (_, j) => read(i + 1 + j));
      found[start] = read(i);
      for (let n = 1; n < STANDING; n++) found[start + n] = found[start + n - 1] ^ steps[31 - Math.clz32(n & -n)];
    }
    return found;
  }

  let net;
  /** The share of its probability that lies below a fact in a world, between 0 and 1. */
  const below = (coordinate, world) => (net[coordinate * STANDING + world] + 0.5) / 2 ** claims.net.bits;

  /** Where a triangle has so much of its probability below and above. */
  function triangular(share, above, low, peak, high) {
    if (share * (high - low) < peak - low) return low + Math.sqrt(share * ((high - low) * (peak - low)));
    return high - Math.sqrt(above * ((high - low) * (high - peak)));
  }

  /** The range of a fact in a setting's year, in the table's unit. */
  const rangeOf = (name, { ranges }) => ranges[name] ?? model.assumptions[name].range;

  /** The triangle of the i-th fact about a setting's value; undefined where that lies outside its range. */
  function triangle(i, setting) {
    const [low, high] = rangeOf(facts[i], setting);
    const { factor } = rows[i];
    const value = setting.plain[facts[i]];
    if (!(value >= low * factor && value <= high * factor)) return undefined;
    const peak = Math.min(Math.max(value / factor, low), high);
    return { low: along(low, i), peak: along(peak, i), high: along(high, i), ends: [low, high], factor, log: log[i] };
  }

  /** The value of a triangle, in plain units, with so much of its probability below and above; never outside its range. */
  function valueOf({ low, peak, high, ends, factor, log: logarithmic }, share, above) {
    const found = triangular(share, above, low, peak, high);
    return factor * Math.min(Math.max(logarithmic ? Math.exp(found) : found, ends[0]), ends[1]);
  }

  // --- a draw --------------------------------------------------------------------------------------------------------------

  const drawn = new Float64Array(facts.length * STANDING); // the facts of each world in turn
  const known = facts.map(() => ({})); // from which value and range each was drawn, and how many worlds

  /** The facts of all worlds up to one, in steps: only those are drawn again whose value has changed since. */
  function* fill(setting, worlds) {
    net ??= points();
    for (let i = 0; i < facts.length; i++) {
      const value = setting.plain[facts[i]];
      const [low, high] = rangeOf(facts[i], setting);
      const same = known[i].value === value && known[i].low === low && known[i].high === high;
      if (!same) known[i] = { value, low, high, worlds: 0 };
      if (known[i].worlds >= worlds) continue;
      const own = triangle(i, setting);
      for (let n = known[i].worlds; n < worlds; n++) {
        const share = below(claims.coordinates[i], n);
        drawn[n * facts.length + i] = own ? valueOf(own, share, 1 - share) : value;
      }
      known[i].worlds = worlds;
      if (i % 16 === 0) yield;
    }
  }

  /** The names of the facts that are not drawn, since their values lie outside their ranges. */
  const held = (setting) => facts.filter((_, i) => !triangle(i, setting));

  /** An object of plain numbers that `place` makes into one world after another. */
  const world = ({ plain }) => ({ ...plain });

  /** Makes an object of plain numbers into a world that has been drawn. */
  const place = (s, number) => claims.place(s, drawn, number * facts.length);

  // --- what is said of many ------------------------------------------------------------------------------------------------

  /** The value below which a share of sorted numbers lies, by a straight line between two of them, as NumPy has it. */
  function quantile(sorted, share) {
    const at = (sorted.length - 1) * share;
    const i = Math.floor(at);
    const [a, b] = [sorted[i], sorted[Math.min(i + 1, sorted.length - 1)]];
    const t = at - i;
    return t >= 0.5 ? b - (b - a) * (1 - t) : a + (b - a) * t;
  }

  /** Low, middle and high of some numbers, NaN left out; undefined where nothing is left. */
  function spread(values) {
    const sorted = values.filter((value) => !Number.isNaN(value)).sort();
    return sorted.length ? SHARES.map((share) => quantile(sorted, share)) : undefined;
  }

  /** Ranks from 1 on; equal values share theirs. */
  function ranks(values) {
    const order = Uint32Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
    const found = new Float64Array(values.length);
    for (let start = 0, end; start < order.length; start = end) {
      for (end = start + 1; end < order.length && values[order[end]] === values[order[start]];) end++;
      for (let i = start; i < end; i++) found[order[i]] = (start + 1 + end) / 2;
    }
    return found;
  }

  /**
   * The sum of the products of some numbers with the ranks of their worlds in a coordinate. A doubling of the net has one
   * point in each of as many equal parts, so that the part is the rank among them all; `taken` says where some are missing.
   */
  function withRanks(coordinate, numbers, order, among) {
    const shift = claims.net.bits - Math.log2(among);
    const start = coordinate * STANDING;
    let sum = 0;
    if (order.length === among) {
      for (let n = 0; n < among; n++) sum += (net[start + n] >>> shift) * numbers[n];
      return sum;
    }
    const taken = new Uint16Array(among);
    for (let i = 0; i < order.length; i++) taken[net[start + order[i]] >>> shift] = 1;
    for (let i = 1; i < among; i++) taken[i] += taken[i - 1];
    for (let i = 0; i < order.length; i++) sum += taken[net[start + order[i]] >>> shift] * numbers[i];
    return sum;
  }

  /** The open fact that accounts for most of the variance of the ranks of some values, in the worlds that have one. */
  function decides(values, setting) {
    const order = [...values.keys()].filter((i) => !Number.isNaN(values[i]));
    const middle = (order.length + 1) / 2;
    const ours = ranks(Float64Array.from(order, (i) => values[i])).map((rank) => rank - middle);
    let [best, most] = [undefined, -1];
    facts.forEach((name, i) => {
      if (!triangle(i, setting)) return;
      const product = Math.abs(withRanks(claims.coordinates[i], ours, order, values.length));
      if (product > most) [best, most] = [name, product];
    });
    return best;
  }

  // --- whose numbers -------------------------------------------------------------------------------------------------------

  /** A reader's numbers {overlays, changes, choices, year} with everything in its place, whatever is left out. */
  const complete = (state = {}) => ({ overlays: [], changes: {}, choices: {}, ...state });

  /** A setting of a reader's numbers: these, what a calculation takes, and the ranges that the year has moved. */
  function setting(state) {
    const of = complete(state);
    return { of, plain: starcalc.state.scenario({}, of), ranges: starcalc.state.ranges(of) };
  }

  /** Where results lie in nine worlds of ten about a reader's numbers: {spreads: [[low, middle, high] or undefined, ...]}. */
  function* spreads(state, asked) {
    const about = setting(state);
    yield* fill(about, STANDING);
    const s = world(about);
    const columns = asked.map(() => new Float64Array(STANDING));
    for (let n = 0; n < STANDING; n++) {
      place(s, n);
      const found = {};
      asked.forEach(({ of, result, factor }, i) => (columns[i][n] = (found[of] ??= model.calculations[of](s))[result] / factor));
      if (n % 64 === 0) yield;
    }
    return yield { spreads: columns.map((values) => spread(values)) };
  }

  starcalc.worlds = { FIRST, STANDING, complete, decides, facts, fill, held, place, quantile, rangeOf, ranks, setting, spread, spreads, triangle, triangular, valueOf, world };
})((globalThis.starcalc ??= {}));
