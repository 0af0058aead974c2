// The meeting by keyboard: N and P step along the agenda, the panel takes the focus and gives it back, Escape closes it.
"use strict";

(() => {
  const FIRST = ".error-summary, input:not([type=hidden]), select, textarea, a.button, button.button";
  const board = () => document.querySelector("[data-board]");
  const now = () => document.getElementById("now");
  const panel = () => document.getElementById("act");
  const items = () => [...document.querySelectorAll(".agenda [data-case]")];

  // The agenda stands still while one talks; only the marker moves, and what was left behind counts as done.
  const follow = () => {
    for (const item of items()) {
      const link = item.querySelector("a");
      const here = item.dataset.case === now()?.dataset.case;
      if (here) {
        link.setAttribute("aria-current", "step");
        item.scrollIntoView({ block: "nearest" });
      } else if (link.hasAttribute("aria-current")) {
        link.removeAttribute("aria-current");
        item.toggleAttribute("data-done", true);
      }
    }
  };

  const step = (by) => {
    const list = items();
    const at = list.findIndex((item) => item.dataset.case === now()?.dataset.case);
    const next = at < 0 ? list[by > 0 ? 0 : list.length - 1] : list[at + by];
    if (!next) return;
    const swap = { source: board(), target: "#now", swap: "outerHTML" };
    // Whoever leads takes the meeting along; everybody else only turns their own page.
    if ("chairs" in board().dataset) window.htmx.ajax("POST", next.dataset.point, swap);
    else window.htmx.ajax("GET", next.dataset.show, swap);
  };

  const close = () => {
    if (!panel()?.childElementCount) return;
    panel().replaceChildren();
    document.getElementById("main").focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const by = event.target.closest("[data-step]")?.dataset.step;
    if (by) step(Number(by));
    if (event.target.closest("[data-closes=act]")) close();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) close();
  });

  // An answer to a board that has been replaced meanwhile is out of date: it is let go without a word.
  const letGo = (event) => {
    if (event.target === event.currentTarget && !event.target.isConnected) event.preventDefault();
  };
  const watch = () => now()?.addEventListener("htmx:beforeOnLoad", letGo);
  watch();

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.elt?.id === "now" || event.detail.target?.id === "now") {
      follow();
      watch();
    }
    if (event.detail.target?.id === "act") {
      const first = panel().querySelector("[autofocus]") ?? panel().querySelector(FIRST);
      if (first) {
        first.focus();
        panel().scrollIntoView({ block: "nearest" });
      } else {
        panel().replaceChildren(); // not even a line break, so that it takes no room
        document.getElementById("main").focus({ preventScroll: true });
      }
    }
  });
})();
