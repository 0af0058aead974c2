// Single-key shortcuts: an element with data-key="n" is clicked (or, if a field, focused) when N is pressed.
// Off while typing, off with Ctrl/Alt/Meta, off for good by one box (WCAG 2.1.4). The page works without this file.
"use strict";

(() => {
  const STORED = "samverkan.keys";
  const FIELDS = "input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit]), textarea, select";

  const enabled = () => {
    try { return localStorage.getItem(STORED) !== "off"; } catch { return true; }
  };

  const enable = (on) => {
    try { localStorage.setItem(STORED, on ? "on" : "off"); } catch { /* private window: holds for this page only */ }
    document.documentElement.dataset.keys = on ? "on" : "off";
  };

  const reachable = (element) => element.checkVisibility() && !element.disabled && !element.closest("[inert]");

  const typing = (target) => target.closest?.(FIELDS) || target.isContentEditable;

  const bound = (key) => {
    // An open dialog owns the keyboard: nothing behind it may be pressed unseen.
    const scope = document.querySelector("dialog[open]") ?? document;
    return [...scope.querySelectorAll("[data-key]")].find((el) => el.dataset.key === key && reachable(el));
  };

  const act = (element) => {
    if (element.matches(FIELDS)) {
      element.focus();
      element.select?.();
    } else if (element.matches("a, button, summary, input, label")) {
      element.click();
    } else {
      element.focus();
    }
  };

  const row = (key, label) => {
    const line = document.createElement("div");
    const term = document.createElement("dt");
    const text = document.createElement("dd");
    const cap = document.createElement("kbd");
    cap.textContent = key;
    term.append(cap);
    text.textContent = label;
    line.append(term, text);
    return line;
  };

  const list = () => {
    const seen = new Map();
    for (const el of document.querySelectorAll("[data-key]")) {
      const label = el.dataset.keyLabel || el.getAttribute("aria-label") || el.textContent.trim();
      if (reachable(el) && !seen.has(el.dataset.key)) seen.set(el.dataset.key, label);
    }
    return [...seen].map(([key, label]) => row(key, label));
  };

  const open = () => {
    const dialog = document.getElementById("keys");
    if (!dialog || dialog.open) return;
    dialog.querySelector("[data-key-list]").replaceChildren(...list());
    dialog.querySelector("[data-keys-switch]").checked = document.documentElement.dataset.keys !== "off";
    dialog.showModal();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
    if (event.key.length !== 1 || document.documentElement.dataset.keys === "off" || typing(event.target)) return;
    const element = bound(event.key.toLowerCase());
    if (!element) return;
    event.preventDefault();
    act(element);
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-opens=keys]")) open();
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-keys-switch]")) enable(event.target.checked);
  });

  document.documentElement.dataset.keys = enabled() ? "on" : "off";
  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-opens=keys]")) button.hidden = false;
  });
})();
