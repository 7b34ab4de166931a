/* Questions that take thousands of worlds, answered by a worker; on the page itself, a slice at a time, where a browser lets no
 * worker read its script, as in a page opened from a file.
 *
 *     const last = await starcalc.ask("worlds", {state: starcalc.state.get()}, (answer) => ...)
 *     const found = await starcalc.ask("nearest", {state: starcalc.state.get(), design: "satellite"})
 *     starcalc.ask.stop("worlds")     while a slider moves, say, so that the processor is the page's
 *
 * The function hears every answer as it comes, the promise the last; a promise that a newer request of the same kind has overtaken,
 * or that is stopped, resolves to undefined. What the answers hold is said in verdicts.js and nearest.js.
 */
((starcalc) => {
  "use strict";

  const NAMES = ["claims", "worlds", "verdicts", "nearest", "jobs"]; // what the page itself does not load
  const SLICE = 8; // milliseconds on the page, between two frames
  const own = document.currentScript.src;
  const query = /model\.js(\?.*)?$/.exec(document.querySelector("script[src*='model.js']")?.src ?? "")?.[1] ?? "";
  const address = (name) => new URL(`${name}.js${query}`, own).href;
  const asked = new Map();
  let count = 0;
  let send; // how a request gets to where it is answered
  let where;

  function hear({ id, answer, done, late, error }) {
    const request = asked.get(id);
    if (!request) return;
    if (answer) {
      request.last = answer;
      request.told?.(answer);
    }
    if (!done) return;
    asked.delete(id);
    if (error) request.reject(new Error(error));
    else request.resolve(late ? undefined : request.last);
  }

  /** Has the page itself answer all that is still asked. */
  async function onThePage() {
    where = "page";
    const ready = Promise.all(NAMES.map((name) => new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: address(name), async: false, onload: resolve });
      script.onerror = () => reject(new Error(`${name}.js did not load`));
      document.head.append(script);
    })));
    let jobs;
    send = (request) => ready.then(() => (jobs ??= starcalc.jobs(hear, SLICE))(request)).catch((error) => hear({ id: request.id, done: true, error: error.message }));
    for (const { request } of asked.values()) send(request);
  }

  function begin() {
    let worker;
    try {
      worker = new Worker(address("worker"));
    } catch {
      return onThePage();
    }
    where = "worker";
    send = (request) => worker.postMessage(request);
    worker.onmessage = ({ data }) => hear(data);
    worker.onerror = (event) => { // its scripts did not load, or it was refused after all
      event.preventDefault();
      worker.terminate();
      onThePage();
    };
    return undefined;
  }

  function ask(kind, payload, told) {
    if (!send) begin();
    count += 1;
    const request = { id: count, kind, payload };
    return new Promise((resolve, reject) => {
      asked.set(request.id, { request, told, resolve, reject });
      send(request);
    });
  }

  /** Gives up what is asked of a kind, if anything is. */
  function stop(kind) {
    const given = [...asked.values()].filter(({ request }) => request.kind === kind);
    for (const { request, resolve } of given) {
      asked.delete(request.id);
      resolve(undefined);
    }
    if (given.length) send({ kind });
  }

  starcalc.ask = Object.assign(ask, { stop, where: () => where });
})((globalThis.starcalc ??= {}));
