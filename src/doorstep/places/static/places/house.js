// Arrow keys walk the house map as it stands: up and down a floor, left and right along it, over the
// units. One home at a time can be reached by Tab (the rest by arrows), as in any grid.
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const at = (cell) => [Number(cell.dataset.row), Number(cell.dataset.column)];

/** The home that lies next in a direction; over a gap the nearest beyond it. */
function next(cells, from, [down, right]) {
  const [row, column] = at(from);
  let best = null;
  let least = Infinity;
  for (const cell of cells) {
    const [r, c] = at(cell);
    const along = down ? (r - row) * down : (c - column) * right;
    const aside = Math.abs(down ? c - column : r - row);
    if (along <= 0 || (right && aside)) continue;
    const far = along * 100 + aside;
    if (far < least) [best, least] = [cell, far];
  }
  return best;
}

for (const house of document.querySelectorAll("[data-house]")) {
  const cells = [...house.querySelectorAll("a[data-row]")];
  const first = cells.find((cell) => cell.hasAttribute("aria-current")) ?? cells[0];
  for (const cell of cells) cell.tabIndex = cell === first ? 0 : -1;
  const go = (cell) => {
    for (const other of cells) other.tabIndex = other === cell ? 0 : -1;
    cell.focus();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  house.addEventListener("keydown", (event) => {
    const from = event.target.closest("a[data-row]");
    if (!from || event.ctrlKey || event.metaKey || event.altKey) return;
    const ends = { Home: cells[0], End: cells.at(-1) };
    const target = ends[event.key] ?? (STEPS[event.key] && next(cells, from, STEPS[event.key]));
    if (!(event.key in STEPS) && !(event.key in ends)) return;
    event.preventDefault();
    if (target) go(target);
  });
  // On a phone the card of the home is below, and the address leads there. Going to the address's
  // fragment takes the focus away, so it is given after that.
  if (first?.hasAttribute("aria-current") && window.matchMedia("(width > 44rem)").matches) {
    window.addEventListener("load", () => setTimeout(() => first.focus()));
  }
}
