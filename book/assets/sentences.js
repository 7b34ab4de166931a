/* The sentence over a figure: all its results, the ratio in question, and what was changed, from what to what. The same
 * words as starcalc.show.told in Python, of the same description; a test in Node compares them.
 */
((starcalc) => {
  "use strict";

  const powers = (words) =>
    words.replace(/(?<=\d)e([+-]\d+)/g, (_, power) => `\u00a0×\u00a010${[...String(Number(power))].map((digit) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(digit)]).join("")}`);

  let calendar; // which takes a telephone a tenth of a second to make

  /** A day of the year 2026 as a date: 172 is 21 June. */
  function dateOf(day) {
    calendar ??= new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
    return calendar.format(Date.UTC(2026, 0, Math.trunc(day)));
  }

  const unitOf = (template) => template.split("{}").slice(1).join("{}").trimEnd();

  const without = (text, ending) => (ending && text.endsWith(ending) ? text.slice(0, -ending.length) : text);

  /** A number as its template says it; dollars with their cents, where cents matter; what is no number, in words. */
  function told(value, template, digits = 3) {
    if (!Number.isFinite(value)) return value > 0 ? "without limit" : value < 0 ? "without lower limit" : "no answer";
    const size = Math.abs(value);
    const cents = template.startsWith("$") && !template.split("per")[0].includes("million") && size >= 0.01 && size < 100;
    const words = cents ? inCents(size) : starcalc.numbers.written(size, digits);
    return powers((value < 0 ? "−" : "") + template.replace("{}", () => words).trim());
  }

  /** Two decimals as Python rounds them: by the number's exact value, ties to even; toFixed takes ties up. */
  function inCents(size) {
    const up = size.toFixed(2);
    const down = (Number(up) - 0.01).toFixed(2);
    const tie = Number.isInteger(size * 8) && !Number.isInteger(size * 4); // only eighths lie halfway between cents
    return tie && Number(up.at(-1)) % 2 ? down : up;
  }

  /** A slider, its value and what that was. */
  function change({ label, template, value: before, ...slider }, value) {
    if (slider.switch) return `${label} ${value ? "on instead of off" : "off instead of on"}`;
    if (slider.dates) return `${dateOf(value)} instead of ${dateOf(before)}`;
    let digits = 3;
    while (digits < 6 && told(value, template, digits) === told(before, template, digits)) digits += 1;
    const [now, was] = [value, before].map((each) => told(each, template, digits).replace(/\.00(?!\d)/, ""));
    return `${label} at ${now} instead of ${without(was, unitOf(template))}`;
  }

  /** Whose values these are, or what was changed. */
  function opening(about, values, chosen, others) {
    const changes = [];
    for (const { name, choices } of about.menus ?? []) {
      if (chosen[name]) changes.push(`${name} ${choices[chosen[name]]} instead of ${choices[0]}`);
    }
    for (const slider of about.sliders) {
      const value = values[slider.name] ?? slider.value;
      if (starcalc.tables.differs(value, slider.value)) changes.push(change(slider, value));
    }
    const other = about.sliders.length ? " other" : "";
    if (others) changes.push(`${others}${other} number${others > 1 ? "s" : ""} changed`);
    if (!changes.length) return about.start;
    const last = changes.pop();
    return `With ${changes.length ? `${changes.join(", ")} and ` : ""}${last}`;
  }

  /** Every result by its name, and a unit of several words once, at the end. */
  function answers(results, values) {
    const unit = unitOf(results[0].template);
    const once = unit.trim().includes(" ");
    const parts = results.map(({ name, template }, i) => {
      const text = told(values[i], template);
      return `${name} ${once ? without(text, unit) : text}`;
    });
    return parts.join(", ") + (once && values.some(Number.isFinite) ? unit : "");
  }

  /** What one result is to another, as a clause; nothing where the figure asks for none or one has no value. */
  function ratio(asked, values) {
    if (!asked) return "";
    const over = asked.of.map((place) => values[place]).filter(Number.isFinite);
    const under = values[asked.to];
    if (!over.length || !Number.isFinite(under) || under <= 0) return "";
    const times = Math.min(...over) / under;
    const said = times >= 1 && times < 9.95 ? starcalc.numbers.formatted(times, ".1f") : starcalc.numbers.written(times, 2);
    return `; ${asked.words.replace("{}", () => said)}`;
  }

  /** The sentence. `values`: the sliders', in the table's unit; `results`: in the units shown; `chosen`: the place of each
   *  menu's choice; `others`: how many other assumptions were changed. */
  const sentence = (about, values, results, chosen = {}, others = 0) =>
    `${opening(about, values, chosen, others)}: ${answers(about.results, results)}${ratio(about.ratio, results)}.`;

  starcalc.sentences = { sentence, told, powers, dateOf, unitOf, without };
})((globalThis.starcalc ??= {}));
