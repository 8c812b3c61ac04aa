// Hears that something changed and lets parts of the page fetch themselves again:
//   <div hx-get="…" hx-trigger="live:case from:body">
// A note carries a fact and a subject ("case:123"), never content. When the stream can't be had,
// the page asks again by the clock. A hidden page lets go of its stream: browsers allow only six
// connections to one address, and tabs pile up at a desk.
const POLL_SECONDS = 30;
const PATIENCE = 3;
const RETRY_SECONDS = 10;

let stream = null;
let polling = 0;
let failures = 0;
let missed = false;

const mark = (state) => { document.documentElement.dataset.live = state; };

function tell(kind, note) {
  document.body.dispatchEvent(new CustomEvent(`live:${kind}`, { detail: note, bubbles: true }));
}

/** Nobody knows what was missed: every live part of the page looks again. */
function tellAll(fact) {
  const kinds = new Set(["any"]);
  for (const part of document.querySelectorAll('[hx-trigger*="live:"]')) {
    for (const [, kind] of part.getAttribute("hx-trigger").matchAll(/live:([\w-]+)/g)) kinds.add(kind);
  }
  kinds.forEach((kind) => tell(kind, { fact, subject: "" }));
}

function hear(event) {
  let note;
  try {
    note = JSON.parse(event.data);
  } catch {
    return; // a line we can't read is not worth breaking a page for
  }
  if (note.fact === "live.Resumed") {
    if (missed) tellAll(note.fact);
    missed = false;
    return;
  }
  const kind = (note.subject || "").split(":")[0];
  if (kind) tell(kind, note);
  tell("any", note);
}

function startPolling() {
  mark("polling");
  polling ||= setInterval(() => {
    if (!document.hidden && navigator.onLine) tellAll("live.Poll");
  }, POLL_SECONDS * 1000);
}

function opened() {
  mark("on");
  failures = 0;
  clearInterval(polling);
  polling = 0;
  if (missed) tellAll("live.Resumed");
  missed = false;
}

function broken(url) {
  missed = true;
  failures += 1;
  if (failures >= PATIENCE) startPolling();
  else mark("off");
  if (stream?.readyState === EventSource.CLOSED) setTimeout(() => connect(url), RETRY_SECONDS * 1000);
}

function connect(url) {
  if (document.hidden || (stream && stream.readyState !== EventSource.CLOSED)) return;
  stream = new EventSource(url, { withCredentials: true });
  stream.addEventListener("fact", hear);
  stream.addEventListener("open", opened);
  stream.addEventListener("error", () => broken(url));
}

function letGo() {
  stream?.close();
  stream = null;
  missed = true;
}

export function wakeLive() {
  const url = document.querySelector('meta[name="doorstep-live"]')?.content;
  if (!url) return;
  if (!window.EventSource) {
    startPolling();
    return;
  }
  connect(url);
  window.addEventListener("pagehide", letGo);
  window.addEventListener("pageshow", () => connect(url));
  document.addEventListener("visibilitychange", () => (document.hidden ? letGo() : connect(url)));
}
