// A visit left alone at the hall screen ends by itself, with a warning first.
const WARNING_SECONDS = 20;

export function wakeKiosk() {
  const kiosk = document.querySelector("[data-kiosk-timeout]");
  const warning = kiosk?.querySelector("[data-kiosk-warning]");
  if (!kiosk || !warning || location.pathname === kiosk.dataset.kioskStart) return;
  const wait = Number(kiosk.dataset.kioskTimeout) * 1000;
  const seconds = warning.querySelector("[data-kiosk-seconds]");
  let idle = 0;
  let ticking = 0;

  const warn = () => {
    let left = WARNING_SECONDS;
    seconds.textContent = String(left);
    warning.showModal();
    ticking = setInterval(() => {
      left -= 1;
      seconds.textContent = String(left);
      if (left <= 0) location.replace(kiosk.dataset.kioskStart);
    }, 1000);
  };
  const stay = () => {
    clearInterval(ticking);
    if (warning.open) warning.close();
    clearTimeout(idle);
    idle = setTimeout(warn, wait);
  };
  ["pointerdown", "keydown", "touchstart"].forEach((name) => document.addEventListener(name, stay, { passive: true }));
  stay();
}
