// Elements that stick out of the window, but for those in a box that scrolls by itself; and words
// that are cut: more of them than their box shows, and no dots that say so.
() => [...document.querySelectorAll("body *")].flatMap((element) => {
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  if (!box.width || style.visibility === "hidden") return [];
  if (element.closest("[class*=vh], .skip, svg, [hidden], option")) return [];
  const words = element.textContent.trim().slice(0, 20);
  const name = `${element.tagName.toLowerCase()}.${element.className} "${words}"`;
  const scrolls = element.closest(".table-wrap, pre, .tabs");
  if (box.right > innerWidth + 1 && !scrolls) return [`sticks out: ${name}`];
  const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const cut = own && style.overflowX !== "visible" && style.textOverflow !== "ellipsis"
    && element.scrollWidth > element.clientWidth + 2 && !element.matches("input, textarea, select");
  return cut ? [`cut: ${name}`] : [];
}).slice(0, 5)
