// What the pages about cases need beside the design system: a menu closes when something in it was
// chosen, a move's form folds away again, and the page prints.
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
