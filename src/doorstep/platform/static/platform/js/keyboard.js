// Keys for whoever works here all day. [data-key="n"][data-key-title="…"] is pressed or focused by
// its letter; [data-row-key="a"] acts on the row one stands at, and only there; j and k walk
// [data-rows]; ? shows what the page knows. Single keys can be turned off
// (WCAG 2.1.4) and never fire while one types.
const OFF = "doorstep-keys-off";

const typing = (target) =>
  target instanceof Element &&
  target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

const shown = (element) => element.getClientRects().length > 0;

function rows() {
  return [...document.querySelectorAll("[data-rows] a.row, [data-rows] a.row-link, [data-rows] tbody a")]
    .filter(shown);
}

function walk(step) {
  const all = rows();
  if (!all.length) return;
  const here = all.indexOf(document.activeElement);
  const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + step, 0), all.length - 1);
  all[next].focus();
  all[next].scrollIntoView({ block: "nearest" });
}

function press(key) {
  const row = document.activeElement?.closest("[data-rows] .row");
  const inRow = row?.querySelector(`[data-row-key="${CSS.escape(key)}"]`);
  if (inRow) {
    inRow.click();
    return true;
  }
  const target = [...document.querySelectorAll("[data-key]")]
    .find((element) => element.dataset.key === key && shown(element));
  if (!target) return false;
  if (target.matches("input, textarea")) {
    target.focus();
    target.select?.();
  } else {
    target.click();
  }
  return true;
}

function listKeys(dialog) {
  const list = dialog.querySelector("[data-shortcut-list]");
  list.querySelectorAll("[data-own]").forEach((element) => element.remove());
  const seen = new Set();
  for (const element of document.querySelectorAll("[data-key-title]:is([data-key], [data-row-key])")) {
    const letter = element.dataset.key ?? element.dataset.rowKey;
    if (seen.has(letter)) continue;
    seen.add(letter);
    const term = document.createElement("dt");
    const key = document.createElement("kbd");
    const said = document.createElement("dd");
    key.textContent = letter;
    said.textContent = element.dataset.keyTitle;
    term.append(key);
    term.dataset.own = said.dataset.own = "";
    list.append(term, said);
  }
}

function showKeys() {
  const dialog = document.getElementById("shortcuts");
  if (!dialog || dialog.open) return;
  listKeys(dialog);
  dialog.showModal();
}

export function wakeKeyboard() {
  const off = document.querySelector("[data-keys-off]");
  if (off) {
    off.checked = localStorage.getItem(OFF) === "1";
    off.addEventListener("change", () => localStorage.setItem(OFF, off.checked ? "1" : "0"));
  }
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-open-shortcuts]")) showKeys();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target)) event.target.blur();
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    if (localStorage.getItem(OFF) === "1") return;
    if (event.key === "j" || event.key === "k") walk(event.key === "j" ? 1 : -1);
    else if (event.key === "?") showKeys();
    else if (!(event.key.length === 1 && press(event.key))) return;
    event.preventDefault();
  });
}
