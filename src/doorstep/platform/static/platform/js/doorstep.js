// The one entry: marks that scripts run, then wakes each small module. No bundler, no inline code.
import { wakeCombobox } from "./combobox.js";
import { wakeDrafts } from "./draft.js";
import { wakeKeyboard } from "./keyboard.js";
import { wakeKiosk } from "./kiosk.js";
import { wakeLive } from "./live.js";
import { wakePreferences } from "./preferences.js";
import { wakeReadAloud } from "./readaloud.js";
import { wakeToasts } from "./toast.js";
import { wakeUploads } from "./upload.js";

document.documentElement.classList.add("js");

/** Things that come and go with a part of the page. */
function wakePart(root) {
  wakeCombobox(root);
  wakeUploads(root);
  wakeDrafts(root);
  const wanted = root.querySelectorAll("[data-focus]");
  if (wanted.length === 1) wanted[0].focus();
}

function wakeDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
    if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
    if (event.target instanceof HTMLDialogElement) event.target.close();
  });
}

function wakeOffline() {
  const bar = document.querySelector("[data-offline]");
  const show = () => { if (bar) bar.hidden = navigator.onLine; };
  window.addEventListener("online", show);
  window.addEventListener("offline", show);
  show();
}

wakePart(document);
wakeDialogs();
wakeOffline();
wakeKeyboard();
wakeKiosk();
wakeLive();
wakePreferences();
wakeReadAloud();
wakeToasts();
document.addEventListener("htmx:load", (event) => {
  if (event.target !== document.body) wakePart(event.target);
});
