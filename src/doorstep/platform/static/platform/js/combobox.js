// Suggestions under a search box: htmx fetches them, combobox-nav walks them. Without scripts the
// form is an ordinary GET.
import Combobox from "../../vendor/@github/combobox-nav/index.js";

export function wakeCombobox(root) {
  for (const form of root.querySelectorAll("form[data-combobox]:not([data-awake])")) {
    form.dataset.awake = "";
    wake(form);
  }
}

function wake(form) {
  const input = form.querySelector("input[type=search]");
  const list = form.querySelector("[role=listbox]");
  if (!input || !list) return;
  const combobox = new Combobox(input, list, { tabInsertsSuggestions: false, firstOptionSelectionMode: "active" });

  const open = () => {
    if (!list.childElementCount || document.activeElement !== input) return;
    combobox.stop();
    list.hidden = false;
    combobox.start();
  };
  const close = () => {
    list.hidden = true;
    combobox.stop();
  };

  input.addEventListener("focus", open);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  input.addEventListener("input", () => {
    if (!input.value.trim()) {
      list.replaceChildren();
      close();
    }
  });
  list.addEventListener("htmx:afterSwap", () => (input.value.trim() ? open() : close()));
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) setTimeout(close, 120);
  });
  // An empty box asks for nothing.
  input.addEventListener("htmx:beforeRequest", (event) => {
    if (!input.value.trim()) event.preventDefault();
  });
}
