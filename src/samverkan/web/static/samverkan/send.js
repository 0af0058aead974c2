// Ctrl+Enter (Cmd+Enter) sends the form one writes in, if it says so: the hands stay on the keys in a meeting.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat || event.isComposing) return;
  const form = event.target.closest?.("form[data-ctrl-enter]");
  const button = form?.querySelector("[data-send]");
  if (!button || button.disabled) return;
  event.preventDefault();
  form.requestSubmit(button);
});
