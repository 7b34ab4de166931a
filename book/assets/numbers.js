/* Stands in for the page's numbers until theirs is here: reading and writing numbers. */
((starcalc) => {
  "use strict";

  const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

  /** What a reader typed, {value}, or {why} it cannot be taken. */
  function parsed(text, row) {
    const plain = text.trim().replace("−", "-").replace(",", ".");
    const value = NUMBER.test(plain) ? Number(plain) : NaN;
    if (!Number.isFinite(value)) return { why: `“${text.slice(0, 40)}” is no number` };
    const [least, largest] = row.limits ?? [null, null];
    if (least !== null && value < least) return { why: `it is at least ${least}` };
    if (largest !== null && value > largest) return { why: `it is at most ${largest}` };
    return { value };
  }

  /** Python's format of `digits` significant digits, `.{digits}g`. */
  function general(value, digits) {
    const [mantissa, power] = value.toExponential(digits - 1).split("e").map((part, i) => (i ? Number(part) : part));
    const bare = (text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
    if (power < -4 || power >= digits) return `${bare(mantissa)}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
    return bare(value.toFixed(Math.max(0, digits - 1 - power)));
  }

  /** A number with few significant digits, as starcalc.units.number writes it. */
  function written(value, digits = 4) {
    if (!(Math.abs(value) >= 1e-3 && Math.abs(value) < 1e7)) return Number.isFinite(value) ? (value === 0 ? "0" : general(value, digits)) : String(value);
    const rounded = Number(value.toPrecision(digits));
    const decimals = Math.abs(rounded) >= 1 ? Math.max(0, digits - String(Math.trunc(Math.abs(rounded))).length) : digits + 2;
    const text = rounded.toFixed(decimals);
    const [whole, part = ""] = text.split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
    const kept = part.replace(/0+$/, "");
    return kept ? `${grouped}.${kept}` : grouped;
  }

  starcalc.numbers = { parsed, written };
})((globalThis.starcalc ??= {}));
