// Photos are shown before they are sent, and one that is too large is said so at once; textareas
// with a limit count down.
const MEGABYTE = 1024 * 1024;
const words = () => (document.documentElement.lang.startsWith("zh")
  ? { large: (mb, max) => `这张有 ${mb} MB，最多 ${max} MB，请换一张小的`, left: (n) => `还可以写 ${n} 字`, over: (n) => `多了 ${n} 字` }
  : { large: (mb, max) => `${mb} MB is too large; at most ${max} MB`, left: (n) => `${n} characters left`, over: (n) => `${n} characters too many` });

function preview(file, maxMegabytes) {
  const figure = document.createElement("figure");
  const caption = document.createElement("figcaption");
  const tooLarge = file.size > maxMegabytes * MEGABYTE;
  caption.textContent = tooLarge ? words().large((file.size / MEGABYTE).toFixed(1), maxMegabytes) : file.name;
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
    const made = [...input.files].map((file) => preview(file, max));
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
    counter.textContent = left >= 0 ? words().left(left) : words().over(-left);
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
