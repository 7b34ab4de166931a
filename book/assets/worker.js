/* The worlds beside the page, so that it stays as quick as it is. Asked by asking.js alone. */
"use strict";

const SLICE = 12; // milliseconds after which a newer request is heard
importScripts(...["model", "numbers", "state", "claims", "worlds", "verdicts", "nearest", "jobs"].map((name) => `${name}.js${location.search}`));
const jobs = globalThis.starcalc.jobs((reply) => postMessage(reply), SLICE);
addEventListener("message", ({ data }) => jobs(data));
