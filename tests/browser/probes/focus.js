// What has the focus; whether a ring shows it; whether something else lies over all of it.
() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const ring = (part) => {
    const style = getComputedStyle(part);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  };
  const round = [at, at.nextElementSibling, at.closest("label, .find-in, .ask-box, .row")];
  const inLabel = at.matches("input[type=radio], input[type=checkbox], input[type=file]");
  const box = ((inLabel && at.closest("label, .field")) || at).getBoundingClientRect();
  const spots = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.15], [0.5, 0.85]].map(([x, y]) =>
    document.elementFromPoint(box.left + box.width * x, box.top + box.height * y));
  const own = (spot) => spot && (at.contains(spot) || spot.contains(at) || at.closest("label, .field")?.contains(spot));
  const words = at.textContent.trim().slice(0, 30);
  return {
    what: `${at.tagName}#${at.id} ${at.className} ${at.getAttribute("href") ?? at.name ?? ""} ${at.value ?? ""} ${words}`,
    drawn: round.some((part) => part && ring(part)),
    seen: spots.some(own),
  };
}
