// Words in less than so many pixels.
(least) => [...document.querySelectorAll("body *")].filter((element) => {
  const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  return own && element.getClientRects().length && !element.closest(".vh, .skip, svg, option")
    && parseFloat(getComputedStyle(element).fontSize) < least;
}).map((element) => `${getComputedStyle(element).fontSize} "${element.textContent.trim().slice(0, 20)}"`).slice(0, 5)
