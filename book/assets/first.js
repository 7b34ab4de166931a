/* What has to happen before the page is painted, and stands in it for that reason: a reader who chose light or dark sees
   no flash of the other, and the first sign of a reader is not missed. And what the theme writes into its pages, where
   the book's policy allows no script. */
(() => {
  "use strict";
  const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown", "focusin"];
  const root = document.documentElement;
  /** What the reader chose on an earlier page; where the browser keeps nothing, "auto". */
  const kept = (name) => {
    try {
      return localStorage.getItem(name) || "auto";
    } catch {
      return "auto";
    }
  };
  root.dataset.mode = kept("mode");
  // As the theme will have it: were it to say so only later, the whole page would be styled twice, and flash.
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = root.dataset.mode === "auto" ? (dark ? "dark" : "light") : root.dataset.mode;
  const heard = { once: true, passive: true }; // as it bubbles, so not the scrolling of a part, which the theme does itself
  const stirred = new Promise((resolve) => SIGNS.forEach((sign) => addEventListener(sign, resolve, heard)));
  (globalThis.starcalc ??= {}).stirred = stirred.then(() => null);
  document.addEventListener("DOMContentLoaded", () => document.querySelector(".bd-search-container input")?.focus()); // search
  document.addEventListener("click", (event) => event.target.closest?.("[data-print]") && window.print());
})();
