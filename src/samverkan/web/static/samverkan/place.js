// A place under a lock is shown as the answer to a button; it goes again after a minute, or when the window is left.
"use strict";
(() => {
  const shown = document.querySelector("[data-hide]");
  if (!shown) return;
  const hide = () => {
    const note = document.createElement("p");
    note.textContent = shown.dataset.hidden;
    note.setAttribute("role", "status");
    shown.replaceChildren(note);
  };
  setTimeout(hide, 60000);
  document.addEventListener("visibilitychange", () => { if (document.hidden) hide(); });
  addEventListener("blur", hide);
  addEventListener("pagehide", hide);
})();
