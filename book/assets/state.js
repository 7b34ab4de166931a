/* Stands in for the page's state until theirs is here: one state for the page, and who listens to it. */
((starcalc) => {
  "use strict";

  const listeners = [];
  const menus = [...(globalThis.document?.querySelectorAll(".starcalc-spec") ?? [])].flatMap((each) => JSON.parse(each.textContent).usermeta.starcalc.menus ?? []);
  const asked = starcalc.address.read(globalThis.location?.search ?? "", menus);
  const state = { overlays: asked.overlays, changes: asked.changes, choices: asked.choices };
  const changed = () => listeners.forEach((listener) => listener(state));

  starcalc.state = {
    get: () => state,
    set(values) {
      Object.assign(state.changes, values);
      changed();
    },
    choose(menu, key) {
      state.choices[menu] = key;
      changed();
    },
    overlay(names) {
      state.overlays = names;
      changed();
    },
    reset(names) {
      if (names) for (const name of names) for (const part of [state.changes, state.choices]) delete part[name];
      else Object.assign(state, { overlays: [], changes: {}, choices: {} });
      changed();
    },
    listen: (listener) => listeners.push(listener),
    scenario: (base) => starcalc.model.scenario({ ...overlaid(base), ...base.changes, ...state.changes }, ...base.overlays),
    value: (name, base) => ({ ...overlaid(base), ...base.changes, ...state.changes })[name] ?? starcalc.model.scenario(base.changes, ...base.overlays)[name] / starcalc.model.assumptions[name].factor,
  };
  const overlaid = () => Object.assign({}, ...state.overlays.map((name) => starcalc.model.overlays[name].values));
})((globalThis.starcalc ??= {}));
