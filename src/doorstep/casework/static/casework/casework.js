// What the pages about cases need beside the design system: a menu closes when something in it was
// chosen, a move's form folds away again, the page prints, and a row that has gone from a list hands
// the place one stands at to its neighbour.
const links = () => [...document.querySelectorAll("#work-list a.row-link")];
let stood = -1;

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id !== "work-list") return;
  const row = document.activeElement?.closest("#work-list .row");
  stood = row ? links().indexOf(row.querySelector("a.row-link")) : -1;
});
document.addEventListener("htmx:afterSettle", () => {
  if (stood < 0 || document.activeElement !== document.body) return;
  const all = links();
  all[Math.min(stood, all.length - 1)]?.focus();
  stood = -1;
});
document.addEventListener("htmx:beforeRequest", (event) => {
  event.target.closest?.("[popover]")?.hidePopover?.();
});
document.addEventListener("click", (event) => {
  const fold = event.target.closest?.("[data-fold-move]");
  const place = document.getElementById("move");
  if (fold && place?.contains(fold)) {
    event.preventDefault();
    place.replaceChildren();
  }
  if (event.target.closest?.("[data-print]")) window.print();
});
