"""What a page asks of the worlds is answered, whatever its browser thinks of workers; Node plays the browsers."""

import json
import subprocess

import pytest
from test_page_worlds import NODE, SCRIPTS, WON

PAGE = """
const { readFileSync } = require("node:fs");
const vm = require("node:vm");
const loaded = [];
const file = (address) => new URL(address).pathname.slice(1);
function run(context, name) {
  loaded.push(name);
  vm.runInContext(readFileSync(name, "utf8"), context);
}
function page(Worker) {
  const context = vm.createContext({ Worker, URL, performance, MessageChannel, structuredClone });
  // before there is a document, whose address they would read
  for (const name of ["model", "numbers", "state"]) run(context, `${name}.js`);
  context.document = {
    currentScript: { src: "https://book.example/asking.js?v=1" },
    querySelector: () => ({ src: "https://book.example/model.js?v=2" }),
    createElement: () => ({}),
    head: { append: (script) => setImmediate(() => (run(context, file(script.src)), script.onload())) },
  };
  run(context, "asking.js");
  return context;
}
class Worked { // a worker in a context of its own
  constructor(address) {
    Worked.address = address;
    const context = vm.createContext({ URL, performance, MessageChannel, structuredClone, location: new URL(address) });
    context.importScripts = (...names) => names.forEach((name) => run(context, name.replace(/[?].*/, "")));
    context.postMessage = (data) => setImmediate(() => this.onmessage({ data }));
    context.addEventListener = (_, fn) => (this.hear = fn);
    run(context, file(address));
  }
  postMessage(data) { setImmediate(() => this.hear({ data })); }
  terminate() {}
}
class Refused { constructor() { throw new Error("SecurityError"); } }
class Broken {
  constructor() { setImmediate(() => this.onerror({ preventDefault() {} })); }
  postMessage() {}
  terminate() {}
}
(async () => {
  const found = {};
  for (const [name, Worker] of Object.entries({ Worked, Refused, Broken, none: undefined })) {
    loaded.length = 0;
    const { starcalc } = page(Worker);
    const [last, told] = [starcalc.ask("nearest", { state: {}, design: "satellite" }), []];
    const newer = starcalc.ask("nearest", STATE, (answer) => told.push(answer.wins));
    const wrong = starcalc.ask("weather", {}).catch((error) => error.message);
    const given = starcalc.ask("worlds", { state: {} }, () => told.push("worlds"));
    starcalc.ask.stop("worlds");
    starcalc.ask.stop("spreads"); // which nobody has asked
    const late = (await last) === undefined;
    const stopped = (await given) === undefined;
    const { wins } = await newer;
    found[name] = { late, stopped, wins, told, wrong: await wrong, where: starcalc.ask.where(), loaded: [...loaded] };
  }
  process.stdout.write(JSON.stringify({ ...found, address: Worked.address }));
})();
"""


@pytest.fixture(scope="session")
def pages(assets):
    """What pages hear whose browsers have workers, refuse them, break them, and have none."""
    request = json.dumps({"state": WON, "design": "module"})
    (assets / "page.cjs").write_text(PAGE.replace("STATE", request), encoding="utf-8")
    answer = subprocess.run([NODE, "page.cjs"], cwd=assets, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.mark.parametrize(
    ("browser", "where"), [("Worked", "worker"), ("Refused", "page"), ("Broken", "page"), ("none", "page")]
)
def test_a_page_is_answered_whether_or_not_its_browser_lets_it_have_a_worker(browser, where, pages):
    heard = pages[browser]
    assert heard["where"] == where
    assert heard["late"], "a newer request wins"
    assert heard["stopped"], "what is stopped ends without an answer"
    assert heard["wins"] is True
    assert heard["told"] == [True]
    assert "weather" in heard["wrong"]


def test_worker_and_page_share_the_scripts_of_one_edition(pages):
    assert pages["address"] == "https://book.example/worker.js?v=2"
    assert [name for name in SCRIPTS if f"{name}.js" not in pages["Worked"]["loaded"]] == []
