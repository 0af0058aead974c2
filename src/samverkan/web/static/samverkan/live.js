// What htmx cannot say in its meta tag: tell the reader, in words, when a request got no answer or a refusal.
"use strict";

(() => {
  const live = () => document.getElementById("live");

  const say = (text) => {
    const region = live();
    if (!region || !text) return;
    region.textContent = "";
    // A screen reader only speaks a change, so the same words twice need an empty moment between.
    window.setTimeout(() => { region.textContent = text; }, 60);
    window.clearTimeout(say.timer);
    say.timer = window.setTimeout(() => { region.textContent = ""; }, 12000);
  };

  document.addEventListener("htmx:sendError", () => say(live()?.dataset.offline));
  document.addEventListener("htmx:timeout", () => say(live()?.dataset.offline));
  document.addEventListener("htmx:responseError", () => say(live()?.dataset.refused));

  // The server announces what is new by a header: HX-Trigger: {"announce": "Nytt från Polisen"}.
  document.addEventListener("announce", (event) => say(event.detail?.value));

  // After a full reload with errors, start reading at the list of errors.
  document.addEventListener("DOMContentLoaded", () => document.querySelector(".error-summary")?.focus());
})();
