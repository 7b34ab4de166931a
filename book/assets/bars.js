/* What would change the answer: a bar for each assumption, over its range, around the reader's own numbers. The same rows
 * and words as starcalc.show.tornadoes in Python; a test in Node compares them.
 */
((starcalc) => {
  "use strict";

  const { model } = starcalc;
  const ENDS = ["low end", "high end"];
  const { differs, drawable, answers } = starcalc.tables;

  /** The result with each assumption at the ends of its range, the rest as they are: {name: [low, high]}. */
  function worked(about, s) {
    const moved = { ...s };
    return Object.fromEntries(about.bars.rows.map(({ name, low, high }) => {
      const { factor } = model.assumptions[name];
      const ends = [low, high].map((end) => {
        moved[name] = end * factor;
        return answers(about, moved)[0];
      });
      moved[name] = s[name];
      return [name, ends];
    }));
  }

  /** How far a bar goes from its centre; on a logarithmic axis, the factor between its ends, or to the centre. */
  const reach = ([low, high], centre, log) =>
    log ? Math.max(low, high, centre) / Math.min(low, high, centre) : Math.max(Math.abs(low - centre), Math.abs(high - centre));

  /** The ends of an assumption's range, as they are said. */
  const endsOf = ({ low, high, template }) => [low, high].map((at) => starcalc.sentences.powers(template.replace("{}", () => starcalc.numbers.written(at)).trim()));

  /** What stands beside the two bars: the range's ends; nothing where an end is the scenario's own value. Where both bars
   *  point one way, the longer one's label has both ends, the shorter one's with its result. */
  function endsSaid(about, row, values, here) {
    const { told } = starcalc.sentences;
    const said = endsOf(row);
    const away = values.map((value) => (differs(value, here) ? value - here : 0));
    if (!(away[0] * away[1] > 0)) return said.map((words, i) => (away[i] ? words : ""));
    const near = Math.abs(away[0]) < Math.abs(away[1]) ? 0 : 1;
    const both = `${said[1 - near]} (${said[near]}: ${told(values[near], about.results[0].template.split(" per ")[0], 2)})`;
    return near ? [both, ""] : ["", both];
  }

  /** The rows of the chart: two bars a name, the longer first, and the names by what they move. */
  function rows(about, s, centre) {
    const { rows: known, most, log } = about.bars;
    const scale = log ? "log" : "linear";
    if (drawable(centre, scale) === null) return [];
    const ends = worked(about, s);
    const kept = known.filter(({ name }) => ends[name].every((end) => drawable(end, scale) !== null));
    const by = new Map(kept.map((row) => [row, reach(ends[row.name], centre, log)]));
    return kept.sort((a, b) => by.get(b) - by.get(a)).slice(0, most).flatMap((row, place) => {
      const said = endsSaid(about, row, ends[row.name], centre);
      const both = ENDS.map((which, i) => ({
        row: place,
        name: row.label,
        end: said[i],
        from: centre,
        value: ends[row.name][i],
        which,
        right: ends[row.name][i] >= centre || !differs(ends[row.name][i], centre),
      }));
      return both.sort((a, b) => Math.abs(b.value - centre) - Math.abs(a.value - centre));
    });
  }

  /** The line asked for, as rows of one: what it is and where; none where it has no value. */
  function across({ bars: { line }, of, results: [{ factor }] }, s) {
    if (!line) return [];
    const value = line.result ? model.calculations[of](s)[line.result] / factor : line.value;
    return Number.isFinite(value) ? [{ value, label: line.label }] : [];
  }

  /** What the axis numbers from: zero, where nothing lies below it. */
  const least = (bars, line) => (Math.min(0, ...bars.flatMap(({ from, value }) => [from, value]), ...line.map(({ value }) => value)) >= 0 ? 0 : -1e300);

  /** The longest bar as a sentence; nothing where there is none. */
  function farthest(about, found) {
    if (!found.length) return "";
    const [{ template }] = about.results;
    const [{ name }] = found;
    const ends = endsOf(about.bars.rows.find(({ label }) => label === name));
    const values = ENDS.map((which) => found.slice(0, 2).find((row) => row.which === which).value);
    const [low, high] = values.map((value, i) => `${starcalc.sentences.told(value, template)} at ${ends[i]}`);
    const apart = found[0].right !== found[1].right;
    return ` It moves farthest with the ${name}: ${apart ? `from ${low} to ${high}` : `${low} and ${high}`}.`;
  }

  /** What computes tables and numbers of such a chart; `own` is the figure's own scenario, whose result stays as a grey line. */
  function drawer(about, own) {
    const [book] = answers(about, own);
    return (s, [centre] = answers(about, s)) => {
      const ghost = drawable(book, about.bars.log ? "log" : "linear") === null ? [] : [{ value: book }];
      const bars = rows(about, s, centre);
      const line = across(about, s);
      return { tables: { bars, ghost, ...(about.bars.line && { line }) }, numbers: { least: least(bars, line) } };
    };
  }

  starcalc.bars = { drawer, farthest };
})((globalThis.starcalc ??= {}));
