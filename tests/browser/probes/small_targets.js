// Targets that are lower or narrower than so many pixels.
([chosen, least]) => [...document.querySelectorAll(chosen)].flatMap((element) => {
  const { width, height } = element.getBoundingClientRect();
  const small = width && (height < least - 0.5 || width < least - 0.5);
  return small ? [`${Math.round(width)}×${Math.round(height)} ${element.textContent.trim().slice(0, 16)}`] : [];
})
