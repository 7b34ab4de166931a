/* Stands in for what other files will bring, until they do. */
((starcalc) => {
  "use strict";
  const { model } = starcalc;
  model.menus ??= {};
  model.phrases ??= { "USD/kg": "${} per kilogram", "USD/hour": "${} an hour", percent: "{} %", km: "{} km" };
  for (const row of Object.values(model.assumptions)) row.whole ??= row.unit === "dimensionless" && row.role === "choice" && [row.value, ...row.range].every(Number.isInteger);
  model.years ??= [2026, 2060];
  model.in_year ??= (s) => ({ launch_price: s.launch_price * 0.93 ** (s.year - 2026) });

  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  let seed;
  const random = () => ((seed = (seed * 16807) % 2147483647) / 2147483647);
  function draw(value, { range: [low, high], factor, scale }) {
    const along = (x) => (scale === "log" ? Math.log(x) : x);
    const [a, b, c] = [along(low * factor), along(Math.min(Math.max(value, low * factor), high * factor)), along(high * factor)];
    const u = random();
    const found = u * (c - a) < b - a ? a + Math.sqrt(u * (c - a) * (b - a)) : c - Math.sqrt((1 - u) * (c - a) * (c - b));
    return scale === "log" ? Math.exp(found) : found;
  }
  starcalc.ask ??= async (what, { state }, told) => {
    await wait(80);
    const plain = starcalc.state.scenario({}, state);
    if (what === "nearest") {
      const to = { launch_price: 240, satellite_cost_per_power: 16.5, discount_rate: 9 };
      const moves = Object.keys(to).map((name) => ({ name, share: 0.3, from: plain[name] / model.assumptions[name].factor, to: to[name] }));
      return { found: true, distance: 3.1, moves };
    }
    seed = 2026;
    const facts = Object.entries(model.assumptions).filter(([, row]) => row.role === "fact" && !row.bundle);
    const ratios = [];
    for (let i = 0; i < 256; i++) {
      const s = { ...plain };
      for (const [name, row] of facts) s[name] = draw(plain[name], row);
      ratios.push(model.calculations.comparison(s).satellite_hour_premium);
    }
    ratios.sort((a, b) => a - b);
    const won = ratios.filter((x) => x < 1).length / 256;
    const at = (share) => ratios[Math.floor(share * 255)];
    const verdicts = Object.fromEntries(Object.entries(starcalc.stubVerdicts ?? {}).map(([n, word]) => [n, { word }]));
    const answer = { n: 2048, wins: { satellite: won, module: won, either: won }, spread: { satellite_hour_premium: { low: at(0.05), middle: at(0.5), high: at(0.95) } }, verdicts };
    told?.(answer);
    return answer;
  };
})((globalThis.starcalc ??= {}));
