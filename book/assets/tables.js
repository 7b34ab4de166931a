/* What a figure's chart draws, from its description and a scenario of plain numbers: the same tables and numbers that
 * starcalc.show computes in Python (show/axes.py, show/lines.py, Figure.drawn). No page is needed: a test runs it in Node.
 */
((starcalc) => {
  "use strict";

  const HEIGHT = 320; // pixels of a plot
  const GAP = 17; // pixels between one label and the next
  const POINTS = 81;
  const LINEAR_GROWTH = 3; // a plot grows to at most so many times its height to hold lines
  const LOG_GROWTH = 100; // on a logarithmic axis: it grows by so much, either way
  const DECADES = 1e6; // the most that a logarithmic axis spans for the figure's own lines
  const ASIDE = 7; // pixels from a dot to its label
  const [ABOVE, BELOW] = [-9, 12]; // and from a line's height to the middle of what is said of it
  const MIDDLE = [0.35, 0.65]; // of an axis: between these a label has room on either side

  // --- axes ----------------------------------------------------------------------------------------------------------------

  /** The ends of a horizontal axis that holds a reader's value, where it can be drawn there. */
  function widened(low, high, value, scale) {
    if (!Number.isFinite(value) || (scale === "log" && value <= 0)) return [low, high];
    return [Math.min(low, value), Math.max(high, value)];
  }

  /** Where an axis is sampled: evenly, or evenly in the logarithm; one point a day on an axis of dates. */
  function grid(low, high, { scale, dates }) {
    const count = dates ? Math.round(high - low) + 1 : POINTS;
    return Array.from({ length: count }, (_, i) => {
      const share = i / (count - 1);
      return scale === "log" ? low * (high / low) ** share : low + (high - low) * share;
    });
  }

  const drawable = (value, scale) => (Number.isFinite(value) && (scale !== "log" || value > 0) ? value : null);

  /** The least and the largest of the values that can be drawn. */
  function extent(lines) {
    let [low, high] = [Infinity, -Infinity];
    for (const line of lines) {
      for (const value of line) {
        if (value === null) continue;
        if (value < low) low = value;
        if (value > high) high = value;
      }
    }
    return [low, high];
  }

  /** The ends of the vertical axis, by the figure's own lines, the reader's lines and his dots. */
  function vertical(own, lines, dots, scale) {
    let [low, high] = extent(own);
    let reached = extent(lines);
    const dotted = extent([dots]);
    if (scale === "log") {
      if (low > high) [low, high] = reached;
      low = Math.max(low, high / DECADES);
      [low, high] = [Math.max(Math.min(low, reached[0]), low / LOG_GROWTH), Math.min(Math.max(high, reached[1]), high * LOG_GROWTH)];
      [low, high] = [Math.min(low, dotted[0]), Math.max(high, dotted[1])];
      return low <= high ? [roundDown(low / 1.05), roundUp(high * 1.05)] : [1, 10];
    }
    [low, high] = [Math.min(low, 0), Math.max(high, 0)];
    const room = (LINEAR_GROWTH - 1) * (high - low);
    if (room > 0) reached = [Math.max(reached[0], low - room), Math.min(reached[1], high + room)];
    low = Math.min(low, reached[0], dotted[0]);
    high = Math.max(high, reached[1], dotted[1]);
    if (low === high) return [0, 1];
    const step = stride((high - low) / 5);
    const places = (value) => Math.round((value / step) * 1.02 * 1e9) / 1e9;
    return [Math.floor(places(low)) * step, Math.ceil(places(high)) * step];
  }

  const ten = (value) => 10 ** Math.floor(Math.log10(value));
  const stride = (rough) => ([1, 2, 5, 10].find((times) => times * ten(rough) >= 0.999 * rough) * ten(rough)) / 2;
  const roundDown = (value) => [5, 2, 1].find((times) => times === 1 || times * ten(value) <= value) * ten(value);
  const roundUp = (value) => [1, 2, 5, 10].find((times) => times === 10 || times * ten(value) >= value) * ten(value);

  /** How far along an axis a value lies, from 0 to 1, and the value that lies so far along. */
  const shareOf = (value, [low, high], scale) =>
    scale === "log" ? Math.log10(value / low) / Math.log10(high / low) : (value - low) / (high - low);
  const atShare = (share, [low, high], scale) => (scale === "log" ? low * (high / low) ** share : low + (high - low) * share);

  /** The same shares of an axis moved as little as keeps each a gap from the next, and all of them on the axis. */
  function apart(shares, gap = GAP / HEIGHT) {
    const order = shares.map((_, place) => place).sort((a, b) => shares[a] - shares[b] || a - b);
    const blocks = []; // of neighbours that touch: the sum of where each would like the first to stand, and how many
    order.forEach((place, rank) => {
      blocks.push([shares[place] - rank * gap, 1]);
      while (blocks.length > 1 && blocks.at(-2)[0] / blocks.at(-2)[1] > blocks.at(-1)[0] / blocks.at(-1)[1]) {
        const [total, count] = blocks.pop();
        blocks.at(-1)[0] += total;
        blocks.at(-1)[1] += count;
      }
    });
    const first = blocks.flatMap(([total, count]) => Array(count).fill(total / count));
    const last = 1 - gap / 2 - (shares.length - 1) * gap;
    const found = [];
    order.forEach((place, rank) => {
      found[place] = Math.max(Math.min(first[rank], last), Math.min(gap / 2, last)) + rank * gap;
    });
    return found;
  }

  // --- results -------------------------------------------------------------------------------------------------------------

  /** A figure's results for a scenario of plain numbers, in the units shown. */
  function answers(about, s) {
    const { model } = starcalc;
    if (about.arguments) {
      const [field, name] = about.of.split(".");
      return [model.relations[field][name](...about.arguments.map((argument) => s[argument])) / about.results[0].factor];
    }
    const found = model.calculations[about.of](s);
    return about.results.map(({ result, factor }) => (result in found ? found[result] : s[result]) / factor);
  }

  /** The results along the axis: a list for each, null where there is nothing to draw. */
  function along(about, s, x) {
    const { name, y_scale: scale } = about.axis;
    const moved = { ...s };
    const { factor } = starcalc.model.assumptions[name];
    const lines = about.results.map(() => []);
    for (const value of x) {
      moved[name] = value * factor;
      answers(about, moved).forEach((y, i) => lines[i].push(drawable(y, scale)));
    }
    return lines;
  }

  // --- tables --------------------------------------------------------------------------------------------------------------

  const differs = (a, b) => Math.abs(a - b) > 1e-9 * Math.max(Math.abs(a), Math.abs(b));

  /** How many assumptions of a scenario differ from the figure's own, beside the known ones; none if that changes nothing. */
  function others(about, s, own, known, found) {
    const changed = Object.keys(s).filter((name) => !known.has(name) && differs(s[name], own[name]));
    if (!changed.length) return 0;
    const without = answers(about, { ...s, ...Object.fromEntries(changed.map((name) => [name, own[name]])) });
    const same = (a, b) => a === b || !(Number.isFinite(a) || Number.isFinite(b)) || !differs(a, b);
    return found.every((value, i) => same(value, without[i])) ? 0 : changed.length;
  }

  /** Lines in long form. */
  const inRows = (about, x, lines) =>
    about.results.flatMap(({ name }, i) => x.map((at, j) => ({ x: at, y: lines[i][j], series: name })));

  /** Whether a line goes up from the point before a place to the next; what is said above it then stands on its left. */
  function rises(x, line, at) {
    const found = x.findIndex((each) => each >= at);
    const after = found < 0 ? x.length - 1 : found;
    const ends = [line[Math.max(after - 1, 0)], line[after]];
    return !ends.includes(null) && ends[1] > ends[0];
  }

  /** Where a label stands to its dot. */
  const beside = (left, dy) => ({ align: left ? "right" : "left", dx: left ? -ASIDE : ASIDE, dy });

  /**
   * Name and value beside each dot, moved apart; a line that has no value there is named where it ends.
   * Of two in the middle that would stand on each other, the lower goes to the other side of its line, and below it.
   */
  function labels(about, x, lines, here, shown, ends) {
    const { scale, y_scale: yScale } = about.axis;
    const [xEnds, yEnds] = [[ends.x_low, ends.x_high], [ends.y_low, ends.y_high]];
    const found = [];
    about.results.forEach(({ name }, i) => {
      let [at, y, words] = [here, shown[i], ""];
      if (y === null) {
        const last = lines[i].findLastIndex((value) => value !== null);
        if (last < 0) return;
        [at, y] = [x[last], lines[i][last]];
      } else {
        words = starcalc.sentences.powers(starcalc.numbers.written(y, 3)).replaceAll("-", "−");
      }
      const share = shareOf(at, xEnds, scale);
      const left = share > MIDDLE[0] && share < MIDDLE[1] ? rises(x, lines[i], at) : share > 0.5;
      const text = about.results.length > 1 ? `${name} ${words}`.trim() : words;
      found.push({ x: at, y, text, series: name, ...beside(left, ABOVE) });
    });
    const height = (row) => shareOf(row.y, yEnds, yScale);
    const where = shareOf(here, xEnds, scale);
    const high = where > MIDDLE[0] && where < MIDDLE[1] ? [...found].sort((a, b) => height(b) - height(a)) : [];
    high.slice(1).forEach((lower, i) => {
      const upper = high[i];
      const close = height(upper) - height(lower) < GAP / HEIGHT && upper.x === here && lower.x === here;
      if (close && upper.dx === lower.dx) Object.assign(lower, beside(lower.dx > 0, BELOW));
    });
    for (const side of [ABOVE, BELOW]) {
      const rows = found.filter(({ dy }) => dy === side);
      const shares = apart(rows.map(height));
      rows.forEach((row, i) => (row.y = atShare(shares[i], yEnds, yScale)));
    }
    return found;
  }

  const NOTHING = []; // one table, so that a chart sees that it is the same

  /** What computes the tables and numbers of one figure. `own` is the figure's own scenario, which fixes its axes. */
  function drawer(about, own) {
    if (about.bars) return starcalc.bars.drawer(about, own);
    if (about.picture) return (s) => starcalc.model.pictures[about.picture](s);
    const { axis } = about;
    const { factor } = starcalc.model.assumptions[axis.name];
    const fixed = along(about, own, grid(axis.low, axis.high, axis));
    const drawn = (low, high, lines, x = grid(low, high, axis)) => ({ low, high, lines, rows: inRows(about, x, lines) });
    let kept = drawn(axis.low, axis.high, fixed); // the figure's own lines over the axis as it is now
    let last = { s: own, ...kept }; // the reader's lines, which do not move while he only goes along them
    const moves = (s, low, high) => last.low !== low || last.high !== high || Object.keys(s).some((name) => name !== axis.name && s[name] !== last.s[name]);
    return (s, found = answers(about, s)) => {
      const { name } = axis;
      let here = s[name] / factor;
      const [low, high] = widened(axis.low, axis.high, here, axis.scale);
      const x = grid(low, high, axis);
      if (kept.low !== low || kept.high !== high) kept = drawn(low, high, along(about, own, x));
      if (moves(s, low, high)) last = { s, ...drawn(low, high, along(about, s, x)) };
      const { lines } = last;
      const shown = found.map((value) => drawable(value, axis.y_scale));
      const [yLow, yHigh] = vertical(fixed, lines, shown, axis.y_scale);
      const ends = { x_low: low, x_high: high, y_low: yLow, y_high: yHigh };
      if (axis.scale === "log") here = Math.max(here, low);
      const moved = lines.some((line, i) => line.some((y, j) => {
        const other = kept.lines[i][j];
        return y !== null && other !== null ? differs(y, other) : y !== other;
      }));
      const dots = about.results.map((each, i) => ({ x: here, y: shown[i], series: each.name })).filter(({ y }) => y !== null);
      return {
        tables: {
          lines: last.rows,
          ghost: moved ? kept.rows : NOTHING,
          dots,
          labels: labels(about, x, lines, here, shown, ends),
        },
        numbers: ends,
      };
    };
  }

  starcalc.tables = { answers, others, drawer, differs, drawable, apart, HEIGHT };
})((globalThis.starcalc ??= {}));
