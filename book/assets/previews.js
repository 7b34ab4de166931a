/* Shows what a link leads to, a source, an equation, a figure, a word, where one points at it or comes to it by the keyboard. */
((starcalc) => {
  "use strict";

  const { element } = starcalc.dom;
  const KINDS = ".citation, div.math, figure, dt, .look"; // what may be shown
  const LINKS = "article a.reference.internal[href*='#']:not(.headerlink)";
  const WAIT = 250; // milliseconds, so that a mouse that only passes by opens nothing
  const GAP = 8; // pixels between link and preview, and to the window's edge
  const pages = new Map();
  const box = element("div", { class: "starcalc-preview", id: "starcalc-preview", role: "tooltip", hidden: "" });
  let timer, link;

  /** The page of an address: this one, but as it was sent for a figure, whose picture has come to life; or another, fetched once. */
  function pageOf(url) {
    if (url.pathname === location.pathname && !url.hash.startsWith("#figure-")) return Promise.resolve(document);
    if (url.origin !== location.origin || location.protocol === "file:") return Promise.resolve(null);
    const read = (answer) => (answer.ok ? answer.text() : "");
    const parse = (text) => new DOMParser().parseFromString(text, "text/html");
    if (!pages.has(url.pathname)) pages.set(url.pathname, fetch(url.pathname).then(read).then(parse, () => null));
    return pages.get(url.pathname);
  }

  /** A copy of what an address names, without addresses of its own; nothing where it is no kind of thing to show. */
  function copyOf(page, id) {
    const target = page?.getElementById(id);
    const found = target?.closest(KINDS) ?? target?.querySelector(":scope > div.math, :scope > figure");
    if (!found) return null;
    const parts = found.matches("dt") ? [found, found.nextElementSibling] : [found];
    const copies = parts.filter(Boolean).map((part) => document.importNode(part, true));
    for (const copy of copies) {
      for (const idle of copy.querySelectorAll("script, button, .headerlink, .starcalc-controls, details, .look-note")) idle.remove();
      for (const named of [copy, ...copy.querySelectorAll("[id]")]) for (const name of ["id", "role"]) named.removeAttribute(name);
    }
    return copies;
  }

  /** Opens the preview of a link below it, or above where there is no room. */
  async function show(asked) {
    const url = new URL(asked.href);
    const copies = copyOf(await pageOf(url), decodeURIComponent(url.hash.slice(1)));
    if (link !== asked || !copies) return;
    for (const image of copies.flatMap((copy) => [...copy.querySelectorAll("img")])) {
      image.src = new URL(image.getAttribute("src"), url).href;
    }
    box.replaceChildren(...copies);
    box.hidden = false;
    asked.setAttribute("aria-describedby", box.id);
    const place = asked.getBoundingClientRect(), { offsetWidth: width, offsetHeight: height } = box;
    const below = place.bottom + GAP + height < innerHeight || place.top < height + GAP;
    const left = Math.max(GAP, Math.min(place.left, document.documentElement.clientWidth - width - GAP));
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${scrollY + (below ? place.bottom + GAP : place.top - GAP - height)}px`;
  }

  /** Closes it. */
  function hide() {
    clearTimeout(timer);
    link?.removeAttribute("aria-describedby");
    link = undefined;
    box.hidden = true;
  }

  /** Has a link shown soon, or at once. */
  function ask(event, wait) {
    const asked = event.target.closest?.(LINKS);
    if (!asked || asked === link) return;
    hide();
    link = asked;
    timer = setTimeout(() => show(asked), wait);
  }

  /**
   * Closes it when the pointer leaves both link and preview, so that one can read and copy from it. A pointer that was at
   * neither, and that the page has scrolled away from below, closes nothing that the keyboard has opened.
   */
  function leave({ target, relatedTarget }) {
    const holds = (place) => box.contains(place) || link.contains(place);
    if (link && holds(target) && !holds(relatedTarget)) hide();
  }

  /** Opens the folds around what the address names. */
  function unfold() {
    const target = document.querySelector(":target");
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target?.closest("details")) target.scrollIntoView();
  }

  /** Starts it all. */
  function start() {
    document.body.append(box);
    document.addEventListener("mouseover", (event) => ask(event, WAIT));
    document.addEventListener("focusin", (event) => ask(event, 0));
    document.addEventListener("mouseout", leave);
    document.addEventListener("focusout", hide);
    document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
    window.addEventListener("hashchange", unfold);
    unfold();
  }

  starcalc.previews = { start };
})((globalThis.starcalc ??= {}));
