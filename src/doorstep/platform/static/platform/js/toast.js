// What was just done, with its way back, for ten seconds; paused while one points at it. In elder
// mode it stays where it is, inside the page, until the next page.
import { renew } from "./preferences.js";

const SECONDS = 10;

function watch(toast) {
  if (document.documentElement.dataset.mode === "elder") return;
  let left = SECONDS * 1000;
  let since = Date.now();
  let timer = setTimeout(() => toast.remove(), left);
  const pause = () => {
    clearTimeout(timer);
    left -= Date.now() - since;
  };
  const go = () => {
    since = Date.now();
    timer = setTimeout(() => toast.remove(), Math.max(left, 1500));
  };
  toast.addEventListener("pointerenter", pause);
  toast.addEventListener("pointerleave", go);
  toast.addEventListener("focusin", pause);
  toast.addEventListener("focusout", go);
}

/** Show a toast. `undo` is an address of our own that takes back what was done. */
export function toast(text, undo = "") {
  const template = document.getElementById("toast-template");
  const place = document.getElementById("toasts");
  if (!template || !place) return;
  const item = template.content.firstElementChild.cloneNode(true);
  item.querySelector("[data-toast-text]").textContent = text;
  const form = item.querySelector("[data-toast-undo]");
  if (undo.startsWith("/") && !undo.startsWith("//")) {
    form.action = undo;
    form.hidden = false;
    renew(form);
  }
  place.append(item);
  watch(item);
}

export function wakeToasts() {
  document.querySelectorAll("#toasts [data-toast]").forEach(watch);
  document.body.addEventListener("toast", (event) => {
    const { text, value, undo } = event.detail ?? {};
    toast(text ?? value ?? "", undo ?? "");
  });
}
