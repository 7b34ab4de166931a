/* What a page does beside its figures: permalinks that copy themselves, paper, and the start of it all. */
((starcalc) => {
  "use strict";

  const ASIDE = "(min-width: 1200px)"; // as the theme has it
  const { element, copy, addressOf } = starcalc.dom;

  /** Gives each claim its own link, and lets every permalink and equation number copy its address when it is followed. */
  function startAddresses() {
    for (const claim of document.querySelectorAll(".claim[id^=claim-]")) {
      const label = `Link to claim ${claim.id.slice("claim-".length)}`;
      claim.prepend(element("a", { class: "headerlink", href: `#${claim.id}`, title: label, "aria-label": label }, "#"));
    }
    document.addEventListener("click", (event) => {
      const place = event.target.closest?.("a.headerlink, .eqno");
      const link = place?.matches("a") ? place : place?.querySelector("a.headerlink");
      if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) copy(addressOf(link.hash));
    });
  }

  /** Paper cannot be unfolded: what is folded prints open, and folds again afterwards; but code that is folded stays so. */
  function startPrinting() {
    let opened = [];
    window.addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("details:not([open], .starcalc-more, .hide:not(:has(.cell_output)))")];
      for (const folded of opened) folded.open = true;
    });
    window.addEventListener("afterprint", () => opened.forEach((folded) => (folded.open = false)));
  }

  /** Where the page's contents stand beside it, the theme marks what is read. Elsewhere it would lay out the page for nothing. */
  function startContents() {
    if (!matchMedia(ASIDE).matches) document.body.removeAttribute("data-bs-spy");
  }

  /** Lays the page out, a section at a time, once its reader is there. */
  async function startSections() {
    await starcalc.stirred;
    for (const section of document.querySelectorAll(".bd-article > section > section")) {
      await starcalc.drawing.breath();
      section.classList.add("starcalc-laid");
      section.getBoundingClientRect();
    }
  }

  startContents();
  startSections();
  starcalc.figures.start();
  startAddresses();
  startPrinting();
  starcalc.previews.start();
})((globalThis.starcalc ??= {}));
