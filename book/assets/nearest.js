/* The nearest world in which orbit costs no more by the hour than Texas, from a reader's own numbers.
 *
 *     for (const answer of starcalc.nearest.find(state, "satellite")) ...       nothing, which is a place to pause, or the answer
 *
 * Each fact is measured in standard deviations of a normal law with the same probability below it, from its median, as by
 * starcalc.worlds.nearest_world; choices stay, and so do facts outside their ranges. Slopes are differences.
 * Source: Hasofer and Lind 1974; Zhang and Der Kiureghian 1995 for the length of a step.
 */
((starcalc) => {
  "use strict";

  const { model, worlds } = starcalc;
  const REACH = 5; // standard deviations, within which lies all but a millionth of a fact's probability
  const STEP = 1e-4; // of a standard deviation, to either side of a slope
  const CLOSE = 1e-7; // of the logarithm of the ratio, within which it counts as one
  const STILL = 1e-6; // standard deviations that a last step moves
  const STEPS = 150;
  const DESIGNS = { satellite: "satellite_hour_premium", module: "module_hour_premium" };

  /** The probability below a standard normal deviate, to twelve digits and for either tail. Source: West 2005. */
  function normal(z) {
    const size = Math.abs(z);
    const tail = Math.exp((-z * z) / 2);
    const over = [3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376];
    const under = [8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948, 440.413735824752];
    const at = (coefficients) => coefficients.reduce((sum, coefficient) => sum * size + coefficient, 0);
    const beyond = (tail * at(over)) / at(under);
    return z > 0 ? 1 - beyond : beyond;
  }

  /** How the two hours compare at standard normal deviates of the open facts: the logarithm of their ratio. */
  class Surface {
    constructor(setting, design) {
      this.design = model.calculations[design];
      this.s = worlds.world(setting);
      this.open = worlds.facts.map((name, i) => ({ name, own: worlds.triangle(i, setting) })).filter(({ own }) => own);
    }

    plain(i, z) {
      return worlds.valueOf(this.open[i].own, normal(z), normal(-z));
    }

    place(point) {
      for (let i = 0; i < point.length; i++) this.s[this.open[i].name] = this.plain(i, point[i]);
    }

    at(point) {
      this.place(point);
      return this.here();
    }

    here() {
      return Math.log(this.design(this.s).gpu_hour_cost / model.calculations.ground(this.s).gpu_hour_cost);
    }

    /** Only facts that the ratio reads are kept, since each costs two answers a step. */
    * keepWhatMatters() {
      const here = this.at(this.open.map(() => 0));
      const kept = [];
      for (let i = 0; i < this.open.length; i++) {
        const { name } = this.open[i];
        const before = this.s[name];
        const moved = [-2, 2].some((z) => ((this.s[name] = this.plain(i, z)), this.here() !== here));
        this.s[name] = before;
        if (moved) kept.push(this.open[i]);
        if (i % 16 === 0) yield;
      }
      this.open = kept;
    }

    /** The slopes at a point. */
    * slopes(point) {
      this.place(point);
      const found = new Float64Array(point.length);
      for (let i = 0; i < point.length; i++) {
        const { name } = this.open[i];
        const before = this.s[name];
        const [above, below] = [STEP, -STEP].map((step) => ((this.s[name] = this.plain(i, point[i] + step)), this.here()));
        this.s[name] = before;
        found[i] = (above - below) / (2 * STEP);
        if (i % 16 === 0) yield;
      }
      return found;
    }
  }

  const product = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);
  const length = (a) => Math.sqrt(product(a, a));
  const within = (z) => Math.min(Math.max(z, -REACH), REACH);

  /**
   * The nearest point of the plane that touches the surface from a point on, no fact beyond its reach: those that would be are
   * held there, and the others go the rest of the way.
   */
  function onPlane(point, value, slopes) {
    const goal = product(slopes, point) - value;
    const far = new Map();
    for (;;) {
      let [left, square] = [goal, 0];
      slopes.forEach((slope, i) => (far.has(i) ? (left -= slope * far.get(i)) : (square += slope * slope)));
      if (!square) return undefined;
      const found = slopes.map((slope, i) => far.get(i) ?? (slope * left) / square);
      const beyond = [...found.keys()].filter((i) => !far.has(i) && Math.abs(found[i]) > REACH);
      if (!beyond.length) return found;
      for (const i of beyond) far.set(i, within(found[i]));
    }
  }

  /** The nearest point of the surface that steps from a start find; undefined where they find none. */
  function* search(surface, start) {
    let point = start;
    let value = surface.at(point);
    for (let step = 0; step < STEPS; step++) {
      const slopes = yield* surface.slopes(point);
      const goal = onPlane(point, value, slopes);
      if (!goal || goal.some(Number.isNaN)) return undefined;
      const way = goal.map((z, i) => z - point[i]);
      if (Math.abs(value) < CLOSE && length(way) < STILL * (1 + length(point))) return point;
      // What a step must lessen: half the square of the distance, and how far the surface is, which weighs more the steeper it leads away
      const weight = 2 * Math.max(length(point) / (length(slopes) || 1), length(goal) / (length(slopes) || 1)) + 10;
      const merit = (at, of) => product(at, at) / 2 + weight * Math.abs(of);
      const before = merit(point, value);
      let [share, next, found] = [1];
      for (; share > 1e-4; share /= 2) {
        next = point.map((z, i) => within(z + share * way[i]));
        found = surface.at(next);
        if (merit(next, found) < before) break;
      }
      if (!(share > 1e-4)) return Math.abs(value) < 1e-5 ? point : undefined;
      [point, value] = [next, found];
      yield;
    }
    return Math.abs(value) < 1e-5 ? point : undefined;
  }

  /**
   * The answer: {design, ratio, wins} of the reader's own numbers; and where Texas is cheaper by them `distance` in standard
   * deviations from the middle world and `moves`, [{name, share, from, to, unit, moved}], the largest share first, `from` the
   * reader's value, `moved` in half-ranges from the median; `found` is false where no world within reach meets Texas.
   */
  function* find(state, design = "satellite") {
    if (!Object.hasOwn(DESIGNS, design)) throw new RangeError(`no design called ${design}`);
    const setting = worlds.setting(state);
    const ratio = model.calculations.comparison(setting.plain)[DESIGNS[design]];
    const answer = { design, ratio, wins: ratio < 1, held: worlds.held(setting) };
    if (!(ratio >= 1)) return yield { ...answer, found: false };
    const surface = new Surface(setting, design);
    yield* surface.keepWhatMatters();
    const origin = new Float64Array(surface.open.length);
    const start = surface.at(origin);
    const slopes = yield* surface.slopes(origin);
    const steepest = slopes.map((slope) => (-Math.sign(start) * slope * REACH) / (length(slopes) || 1));
    let best;
    for (const from of [origin, steepest]) {
      const point = yield* search(surface, from);
      if (point && (!best || length(point) < length(best))) best = point;
    }
    if (!best) return yield { ...answer, found: false };
    const distance = length(best);
    const moves = surface.open.map(({ name, own }, i) => {
      const { unit, factor } = model.assumptions[name];
      const along = (share, above) => worlds.triangular(share, above, own.low, own.peak, own.high);
      const moved = (2 * (along(normal(best[i]), normal(-best[i])) - along(0.5, 0.5))) / (own.high - own.low);
      return { name, share: (best[i] / distance) ** 2 || 0, from: setting.plain[name] / factor, to: surface.plain(i, best[i]) / factor, unit, moved };
    });
    return yield { ...answer, found: true, distance, moves: moves.sort((a, b) => b.share - a.share) };
  }

  starcalc.nearest = { DESIGNS, find, normal };
})((globalThis.starcalc ??= {}));
