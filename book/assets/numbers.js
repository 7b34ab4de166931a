/* Numbers in words and figures, as the Python package has them, and what people type for one.
 *
 *     starcalc.numbers.written(0.95277)                 "0.9528"              starcalc.units.number
 *     starcalc.numbers.phrase(-6.1, "MUSD")             "−$6.1 million"       starcalc.show.phrase
 *     starcalc.numbers.parsed("5 km", row)              {value: 5}            or {why: "a sentence"}
 *
 * A row is one of starcalc.model.assumptions. How a unit is said stands in starcalc.model.phrases, which Python wrote.
 */
((starcalc) => {
  "use strict";

  const SHOWN = 40; // characters of a reader's text that are repeated to him
  const DIGITS = /^\d+$/;
  const PLAIN = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
  const DIVISION = /^([+-]?[\d.]+) ?[/⁄∕] ?([\d.]+)$/;
  const GAP = "[  '’]"; // between thousands: a space, or what the Swiss write
  const THOUSANDS = (gap) => new RegExp(`^\\d{1,3}(${gap}\\d{3})+$`);
  const AMBIGUOUS = /^[1-9]\d{0,2},\d{3}$/; // 1,500 is one and a half to some

  // --- written -------------------------------------------------------------------------------------------------------------

  /** Whether what follows in the exact decimals of a number is one half of the last place, where Python keeps the even digit. */
  const isHalf = (left) => /^50*$/.test(left);

  /** A number with so many decimals, ties to even as in Python, where JavaScript takes the larger. */
  function fixed(value, decimals) {
    const rounded = value.toFixed(decimals);
    if (!value.toFixed(decimals + 1).endsWith("5")) return rounded; // one half it cannot be; all its digits take ten times longer
    const exact = value.toFixed(100);
    const end = exact.indexOf(".") + 1 + decimals;
    if (!isHalf(exact.slice(end)) || Number(rounded.at(-1)) % 2 === 0) return rounded;
    return exact.slice(0, end).replace(/\.$/, "");
  }

  /** The digits of a number above zero and its power of ten: 1234.5 to four is ["1234", 3]. */
  function scientific(value, digits) {
    const [mantissa, power] = value.toExponential(digits - 1).split("e");
    const rounded = [mantissa.replace(".", ""), Number(power)];
    if (!value.toExponential(digits).includes("5e")) return rounded; // one half it cannot be
    const exact = value.toExponential(100).split("e");
    const all = exact[0].replace(".", "");
    const even = Number(all[digits - 1]) % 2 === 0;
    return isHalf(all.slice(digits)) && even ? [all.slice(0, digits), Number(exact[1])] : rounded;
  }

  /** The text without zeros at the end of its decimals. */
  const trimmed = (text) => (text.includes(".") ? text.replace(/\.?0*$/, "") : text);

  /** A number as Python's format(value, ".4g") has it. */
  function general(value, digits) {
    const sign = value < 0 || Object.is(value, -0) ? "-" : "";
    const size = Math.abs(value);
    if (Number.isNaN(value)) return "nan";
    if (size === Infinity) return `${sign}inf`;
    if (size === 0) return `${sign}0`;
    const [all, power] = scientific(size, digits);
    if (power < -4 || power >= digits) {
      const wide = String(Math.abs(power)).padStart(2, "0");
      return `${sign}${trimmed(`${all[0]}.${all.slice(1)}`)}e${power < 0 ? "-" : "+"}${wide}`;
    }
    return sign + trimmed(Number(`${all}e${power - digits + 1}`).toFixed(digits - 1 - power));
  }

  /** A plain number with few significant digits, thousands apart. */
  function written(value, digits = 4) {
    const size = Math.abs(value);
    if (!(size >= 1e-3 && size < 1e7)) return general(value, digits);
    const rounded = Number(general(value, digits));
    const whole = String(Math.trunc(Math.abs(rounded))).length;
    const decimals = Math.abs(rounded) >= 1 ? Math.max(0, digits - whole) : digits + 2;
    const [before, after] = rounded.toFixed(decimals).split(".");
    const apart = before.replace(/\B(?=(\d{3})+$)/g, ",");
    return after === undefined ? apart : trimmed(`${apart}.${after}`);
  }

  // --- said ----------------------------------------------------------------------------------------------------------------

  const shorts = new Map(); // of every unit of the model
  for (const row of [...Object.values(starcalc.model.assumptions), ...Object.values(starcalc.model.results)]) shorts.set(row.unit, row.short);

  /** How a number in a unit is said, with the number's place as {}. */
  const template = (unit) => (Object.hasOwn(starcalc.model.phrases, unit) ? starcalc.model.phrases[unit] : `{} ${shorts.get(unit) ?? unit}`);

  /** A number in a unit of the model, as "USD/kg", in words. */
  function phrase(value, unit, digits = 3) {
    const size = Math.abs(value);
    const said = template(unit);
    return (value < 0 ? "−" : "") + said.replace("{}", sized(size, said, digits)).trim();
  }

  /** A size within a template, without what the template says about it: dollars with their cents, where cents matter. */
  function sized(size, said, digits = 3) {
    const smallChange = said.startsWith("$") && !said.split("per")[0].includes("million") && size >= 0.01 && size < 100;
    return smallChange ? fixed(size, 2) : written(size, digits);
  }

  /** A number as Python's format has it: ".1f", "+.0f", ",.0f", ".3g". */
  function formatted(value, spec) {
    const [, plus, comma, decimals, kind] = /^(\+?)(,?)\.(\d+)([fg])$/.exec(spec);
    const said = kind === "f" ? fixed(value, Number(decimals)) : general(value, Number(decimals) || 1);
    const [before, after] = said.split(".");
    const whole = comma ? before.replace(/\B(?=(\d{3})+$)/g, ",") : before;
    return `${plus && !said.startsWith("-") ? "+" : ""}${whole}${after === undefined ? "" : `.${after}`}`;
  }

  // --- typed ---------------------------------------------------------------------------------------------------------------

  /** A unit in one spelling for all that people type: "USD / kg", "$/kg" and "$ per KG" are one; M and m stay two. */
  const spelt = (unit) =>
    unit.replace(/usd/gi, "$").replace(/\bper /g, "/").replace(/\ba (?=year)/g, "/").replace(/\*\*|\^|\s/g, "")
      .replace(/²/g, "2").replace(/³/g, "3").replace(/[*⋅]/g, "·").replace(/μ/g, "µ").replace(/\b(yr|years)\b/g, "year")
      .split("M").map((part) => part.toLowerCase()).join("M");

  /** All spellings of a row's unit, as they stand after a number; dollars and percent are understood without their "per". */
  function spellings({ unit, short }) {
    const [before, after] = template(unit).split("{}");
    const known = [unit, short, after.trim(), before.trim() + after.trim()].map(spelt);
    const signs = known.filter((text) => /^[$%]/.test(text));
    return new Set([...known, ...signs.map((text) => text[0]), ...signs.map((text) => text.replace("$", ""))]);
  }

  /** What is asked for, at the end of a sentence: "in USD/kg, such as 1600". */
  const wanted = (row) => `${row.short ? `in ${row.short}, ` : ""}such as ${Number(row.value.toPrecision(6))}`;

  /** A reader's own text, cut where it is long. */
  const quoted = (text) => `“${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}”`;

  /** A number's text with a point for its decimals and nothing between thousands; undefined where it cannot be told. */
  function plain(text) {
    const [number, power = ""] = text.split(/(?=e)/i);
    const has = (sign) => number.includes(sign);
    if (THOUSANDS(GAP).test(number.split(/[.,]/)[0])) return plain(number.replace(new RegExp(GAP, "g"), "") + power);
    if (has(",") && has(".")) {
      const [thousand, decimal] = number.lastIndexOf(",") > number.lastIndexOf(".") ? ["\\.", ","] : [",", "."];
      const [whole, part, ...more] = number.split(decimal);
      return THOUSANDS(thousand).test(whole) && DIGITS.test(part) && !more.length ? `${whole.replace(/[.,]/g, "")}.${part}${power}` : undefined;
    }
    for (const sign of [",", "."]) {
      if (number.split(sign).length > 2) return THOUSANDS(`\\${sign}`).test(number) ? number.replaceAll(sign, "") + power : undefined;
    }
    return number.replace(",", ".") + power;
  }

  /** The number that a text means in a row's unit: {value}, or {why}, a sentence that says what to type. */
  function parsed(text, row) {
    const typed = text.replace(/[\s\u2000-\u200b\u202f]+/g, " ").replace(/[−‐‑–]/g, "-").trim();
    const refuse = (why) => ({ why });
    if (typed === "") return refuse(`Type a number ${wanted(row)}.`);
    const division = DIVISION.exec(typed);
    if (division) {
      const value = Number(division[1]) / Number(division[2]);
      const instead = Number.isFinite(value) ? `write ${Number(value.toPrecision(4))}` : `type a number ${wanted(row)}`;
      return refuse(`${quoted(typed)} is a fraction: ${instead}.`);
    }
    const [, sign, , dollar, , body, rest] = /^([+-]?)( ?)(\$?)( ?)([\d.,]*(?:[ '’]\d{3}(?![\d]))*[\d.,]*(?:(?<=[\d.,])e[+-]?\d+)?)(.*)$/i.exec(typed) ?? [];
    const none = () => refuse(`${quoted(typed)} is no number: type one ${wanted(row)}.`);
    if (!body || !/\d/.test(body) || /^x[\da-f]/i.test(rest)) return none();
    const unit = spelt(dollar + rest.trim());
    if (unit && !spellings(row).has(unit)) {
      if (/^ ?\d/.test(rest)) return none();
      const what = rest.trim() || dollar;
      const asked = row.short ? `this number is in ${row.short}, so give it in ${row.short}` : "this number has no unit";
      return refuse(`${quoted(what)} is not understood here: ${asked}, ${wanted({ ...row, short: "" })}.`);
    }
    if (AMBIGUOUS.test(body)) return refuse(`${quoted(body)} can be read in two ways: write ${body.replace(",", "")} or ${trimmed(body.replace(",", "."))}.`);
    const number = plain(body);
    if (number === undefined || !PLAIN.test(number)) return none();
    return possible(Number(number) * (sign === "-" ? -1 : 1), row);
  }

  /** {value} if a row may have it, else {why}. Beyond the range of the table a value may be; beyond its limits it cannot. */
  function possible(value, row) {
    const [least, most] = row.limits.map((bound, i) => bound ?? (i ? Infinity : -Infinity));
    if (!Number.isFinite(value)) return { why: `That is too large a number: type one ${wanted(row)}.` };
    if (value >= least && value <= most) return { value };
    const unit = row.short && ` ${row.short}`;
    const either = least > -Infinity && most < Infinity;
    const bounds = either ? `lies between ${written(least)} and ${written(most)}` : most === Infinity ? `is at least ${written(least)}` : `is at most ${written(most)}`;
    return { why: `${written(value)}${unit} cannot be: it ${bounds}${unit}.`.replace(/(^|\s)-/g, "$1−") };
  }

  starcalc.numbers = { formatted, parsed, phrase, possible, quoted, sized, template, written };
})((globalThis.starcalc ??= {}));
