/* What has to happen before the page is painted, and stands in it for that reason: a reader who chose light or dark sees
   no flash of the other, the text comes before the scripts, and the first sign of a reader is not missed. And what the theme writes into its pages, where
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
  if (location.hash) root.dataset.whole = ""; // so that it stands where it will stay
  const heard = { once: true, passive: true }; // as it bubbles, so not the scrolling of a part, which the theme does itself
  const stirred = new Promise((resolve) => SIGNS.forEach((sign) => addEventListener(sign, resolve, heard)));
  (globalThis.starcalc ??= {}).stirred = stirred.then(() => null);
  /** Has the page's scripts fetched once its style sheet is there, with which they would share a slow line: text comes first.
   *  And what would have had the page laid out before takes its place. */
  let styled = false;
  function follow() {
    if (!styled || document.readyState === "loading") return;
    for (const waiting of document.querySelectorAll("template[data-later]")) waiting.replaceWith(waiting.content);
    for (const waiting of document.querySelectorAll('script[type="text/later"]')) {
      const script = document.createElement("script");
      script.async = false; // one after another, as they stand
      script.src = waiting.src;
      waiting.replaceWith(script);
    }
    for (const wanted of document.querySelectorAll('script[type="text/early"]')) {
      const link = document.createElement("link");
      Object.assign(link, { rel: "preload", as: "script", fetchPriority: "low", href: wanted.src });
      wanted.replaceWith(link);
    }
  }
  const sheet = ({ target }) => target.rel === "stylesheet" && ((styled = true), follow());
  for (const end of ["load", "error"]) document.addEventListener(end, sheet, { capture: true });
  document.addEventListener("DOMContentLoaded", follow);
  document.addEventListener("DOMContentLoaded", () => document.querySelector(".bd-search-container input")?.focus()); // search
  document.addEventListener("click", (event) => event.target.closest?.("[data-print]") && window.print());
})();
