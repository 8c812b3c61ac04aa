// Hears that something changed and lets parts of the page fetch themselves again:
//   <div hx-get="…" hx-trigger="live:case from:body">
// A note carries a fact and a subject ("case:123"), never content. When the stream can't be had,
// the page asks again by the clock instead.
const POLL_SECONDS = 30;
const PATIENCE = 3;

function tell(kind, detail) {
  document.body.dispatchEvent(new CustomEvent(`live:${kind}`, { detail, bubbles: true }));
}

function spread(note) {
  const kind = (note.subject || "").split(":")[0];
  if (kind) tell(kind, note);
  tell("any", note);
}

function mark(state) {
  document.documentElement.dataset.live = state;
}

function poll() {
  mark("polling");
  return setInterval(() => {
    if (!document.hidden && navigator.onLine) {
      tell("case", { fact: "live.Poll", subject: "" });
      tell("any", { fact: "live.Poll", subject: "" });
    }
  }, POLL_SECONDS * 1000);
}

export function wakeLive() {
  const url = document.querySelector('meta[name="doorstep-live"]')?.content;
  if (!url) return;
  if (!window.EventSource) {
    poll();
    return;
  }
  let polling = 0;
  let failures = 0;
  let stream = null;
  let lost = false;

  const hear = (event) => {
    try {
      const note = JSON.parse(event.data);
      // After a gap nobody knows what was missed: everything live looks again.
      spread(note.fact === "live.Resumed" ? { fact: note.fact, subject: "case:" } : note);
    } catch {
      /* a line we can't read is not worth breaking a page for */
    }
  };

  const connect = () => {
    stream = new EventSource(url, { withCredentials: true });
    stream.addEventListener("fact", hear);
    stream.addEventListener("open", () => {
      mark("on");
      failures = 0;
      clearInterval(polling);
      polling = 0;
      if (lost) spread({ fact: "live.Resumed", subject: "case:" });
      lost = false;
    });
    stream.addEventListener("error", () => {
      lost = true;
      mark("off");
      failures += 1;
      if (failures >= PATIENCE && !polling) polling = poll();
      if (stream.readyState === EventSource.CLOSED) setTimeout(connect, 10_000);
    });
  };

  connect();
  window.addEventListener("pagehide", () => stream?.close());
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) connect();
  });
}
