/* What the page's scripts share: elements, a short message, the clipboard, a file to keep. No text goes in as markup. */
((starcalc) => {
  "use strict";

  const NEAR = "200px"; // around the window: what comes into sight has its numbers
  const SCROLLERS = "pre, .cell_output > .output, .pst-scrollable-table-container, .math > .formula";

  /** An element with attributes and children: element("p", {class: "note"}, "text"). */
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /** A button that does something. */
  function button(text, action) {
    const made = element("button", { type: "button", class: "starcalc-button" }, text);
    made.addEventListener("click", action);
    return made;
  }

  let toast;
  let toastTimer;

  /** A short message at the foot of the window, also spoken by screen readers. */
  function say(text, ...more) {
    if (!toast) {
      toast = element("div", { class: "starcalc-toast", role: "status", "aria-live": "polite" });
      document.body.append(toast);
    }
    toast.replaceChildren(text, ...more);
    toast.classList.add("shown");
    clearTimeout(toastTimer);
    if (!more.length) toastTimer = setTimeout(() => toast.classList.remove("shown"), 4000);
  }

  /** Puts text on the clipboard and says so; where the browser forbids it, shows the text until it is closed. */
  async function copy(text, what = "Link") {
    try {
      await navigator.clipboard.writeText(text);
      say(`${what} copied: ${text}`);
    } catch {
      const field = element("textarea", { readonly: "", rows: 3, "aria-label": what });
      field.value = text;
      say("This browser does not let the page copy. Here it is to be copied by hand:", field, button("Close", () => toast.classList.remove("shown")));
      field.select();
    }
  }

  /** Offers something as a file to keep. */
  function keep(name, address) {
    const link = element("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
  }

  /** The same of a text. */
  function keepText(name, text, type) {
    const address = URL.createObjectURL(new Blob([text], { type }));
    keep(name, address);
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  /** The absolute address of a place on this page, with a query or without. */
  const addressOf = (hash, query = "") => location.href.split(/[?#]/)[0] + (query && `?${query}`) + hash;

  /** Lets the keyboard come to what scrolls, so far as it is laid out. All is measured before anything is changed. */
  function reach(within = document) {
    const found = [...within.querySelectorAll(SCROLLERS)].filter((each) => each.checkVisibility?.({ contentVisibilityAuto: true }) ?? true);
    const scroll = found.map((each) => each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight);
    found.forEach((each, i) => each.tabIndex !== (scroll[i] ? 0 : -1) && (each.tabIndex = scroll[i] ? 0 : -1));
  }
  document.addEventListener("contentvisibilityautostatechange", ({ target, skipped }) => skipped || reach(target));
  document.addEventListener("toggle", ({ target }) => target.open && reach(target), true); // what a fold had kept from being measured

  /** Those of some elements that are in sight, or nearly, as far as the browser has said. */
  function near(elements) {
    const found = new Set(elements);
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) found[isIntersecting ? "add" : "delete"](target);
    }, { rootMargin: NEAR });
    for (const each of found) observer.observe(each);
    return found;
  }

  starcalc.dom = { reach, element, button, say, copy, keep, keepText, addressOf, near };
})((globalThis.starcalc ??= {}));
