// Photos are shown before they are sent, and one that is too large is said so at once; textareas
// with a limit count down.
const MEGABYTE = 1024 * 1024;
const fill = (text, values) => (text ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

function preview(file, maxMegabytes, tooLargeWords) {
  const figure = document.createElement("figure");
  const caption = document.createElement("figcaption");
  const tooLarge = file.size > maxMegabytes * MEGABYTE;
  caption.textContent = tooLarge
    ? fill(tooLargeWords, { mb: (file.size / MEGABYTE).toFixed(1), max: maxMegabytes })
    : file.name;
  caption.className = tooLarge ? "too-large" : "clip";
  if (file.type.startsWith("image/") && !tooLarge) {
    const image = document.createElement("img");
    image.src = URL.createObjectURL(file);
    image.alt = file.name;
    image.addEventListener("load", () => URL.revokeObjectURL(image.src));
    figure.append(image);
  }
  figure.append(caption);
  return [figure, tooLarge];
}

function wakeUpload(input) {
  const list = document.getElementById(input.dataset.upload);
  const max = Number(input.dataset.maxMb || 10);
  input.addEventListener("change", () => {
    const made = [...input.files].map((file) => preview(file, max, list?.dataset.large));
    list?.replaceChildren(...made.map(([figure]) => figure));
    const bad = made.some(([, tooLarge]) => tooLarge);
    input.setCustomValidity(bad ? list?.querySelector(".too-large")?.textContent ?? "" : "");
  });
}

function wakeCounter(area) {
  const counter = document.getElementById(area.dataset.counter);
  if (!counter) return;
  const limit = Number(counter.dataset.limit || area.maxLength);
  const count = () => {
    const left = limit - [...area.value].length;
    counter.textContent = fill(left >= 0 ? counter.dataset.left : counter.dataset.overBy, { n: Math.abs(left) });
    counter.toggleAttribute("data-over", left < 0);
  };
  area.addEventListener("input", count);
  if (area.value) count();
}

export function wakeUploads(root) {
  for (const input of root.querySelectorAll("input[type=file][data-upload]:not([data-awake])")) {
    input.dataset.awake = "";
    wakeUpload(input);
  }
  for (const area of root.querySelectorAll("textarea[data-counter]:not([data-awake])")) {
    area.dataset.awake = "";
    wakeCounter(area);
  }
}
