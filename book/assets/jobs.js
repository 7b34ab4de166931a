/* What is asked of the worlds, done a slice at a time, in a worker or on the page itself.
 *
 *     const jobs = starcalc.jobs((reply) => ..., 12)       12 milliseconds a slice
 *     jobs({id: 1, kind: "worlds", payload: {state}})      replies {id, answer}, better and better, then {id, done}
 *     jobs({kind: "worlds"})                               gives up what is asked of a kind
 *
 * Of each kind the newest request wins: an older one is given up, and replied to with {id, done, late: true}. What goes wrong is
 * replied as {id, done, error}.
 */
((starcalc) => {
  "use strict";

  const KINDS = { // in the order in which they are done
    worlds: ({ state }) => starcalc.verdicts.judge(state),
    spreads: ({ state, asked }) => starcalc.worlds.spreads(state, asked),
    nearest: ({ state, design }) => starcalc.nearest.find(state, design),
  };

  /** Calls a function once whatever else waits has had its turn; sooner than a timer, which would wait four milliseconds. */
  function soon(fn) {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (port1.close(), fn());
    port2.postMessage(null);
  }

  function jobs(reply, slice) {
    const waiting = new Map();
    let busy = false;

    function next() {
      const kind = Object.keys(KINDS).find((each) => waiting.has(each));
      busy = kind !== undefined;
      if (busy) soon(() => work(kind));
    }

    function end(kind, id, how) {
      waiting.delete(kind);
      reply({ id, done: true, ...how });
    }

    function work(kind) {
      const job = waiting.get(kind);
      const start = performance.now();
      try {
        while (job && waiting.get(kind) === job && performance.now() - start < slice) {
          const { value, done } = job.steps.next();
          if (value) reply({ id: job.id, answer: value });
          if (done) end(kind, job.id);
        }
      } catch (error) {
        end(kind, job.id, { error: error.message });
      }
      next();
    }

    return ({ id, kind, payload }) => {
      if (!Object.hasOwn(KINDS, kind)) return reply({ id, done: true, error: `nobody knows how to answer ${kind}` });
      if (waiting.has(kind)) end(kind, waiting.get(kind).id, { late: true });
      if (payload) waiting.set(kind, { id, steps: KINDS[kind](payload) });
      if (!busy) next();
      return undefined;
    };
  }

  starcalc.jobs = jobs;
})((globalThis.starcalc ??= {}));
