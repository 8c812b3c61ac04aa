// Reads the page, or what is selected, with the device's own voice. Buttons: [data-read-aloud="#main"].
const PIECE = /[^。！？；\n.!?;]+[。！？；\n.!?;]?/g;

function words(root) {
  const chosen = String(window.getSelection() ?? "").trim();
  if (chosen) return chosen;
  const copy = root.cloneNode(true);
  copy.querySelectorAll("[hidden], .vh, .print-head, svg, script, template, select, dialog").forEach((el) => el.remove());
  copy.querySelectorAll("p, li, h1, h2, h3, h4, div, a, button, label, dt, dd").forEach((el) => el.append("\n"));
  return copy.textContent.replace(/[ \t]+/g, " ").replace(/\s*\n\s*/g, "\n");
}

function stop(button) {
  speechSynthesis.cancel();
  button.setAttribute("aria-pressed", "false");
}

function start(button) {
  const root = document.querySelector(button.dataset.readAloud) ?? document.body;
  const pieces = (words(root).match(PIECE) ?? []).map((piece) => piece.trim()).filter(Boolean);
  if (!pieces.length) return;
  const language = document.documentElement.lang.startsWith("zh") ? "zh-CN" : "en";
  button.setAttribute("aria-pressed", "true");
  pieces.forEach((piece, index) => {
    const said = new SpeechSynthesisUtterance(piece);
    said.lang = language;
    said.rate = 0.9;
    if (index === pieces.length - 1) said.onend = () => button.setAttribute("aria-pressed", "false");
    speechSynthesis.speak(said);
  });
}

export function wakeReadAloud() {
  const buttons = document.querySelectorAll("[data-read-aloud]");
  if (!("speechSynthesis" in window)) {
    buttons.forEach((button) => { button.hidden = true; });
    return;
  }
  buttons.forEach((button) => {
    button.addEventListener("click", () =>
      button.getAttribute("aria-pressed") === "true" ? stop(button) : start(button));
  });
  window.addEventListener("pagehide", () => speechSynthesis.cancel());
}
