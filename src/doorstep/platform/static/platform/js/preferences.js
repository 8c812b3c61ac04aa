// Large text is switched at once, where one stands; the form still works without this.
export function wakePreferences() {
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest?.('form[data-preference="mode"]');
    if (!form) return;
    event.preventDefault();
    const button = form.querySelector("button[name=mode]");
    const mode = button.value;
    const body = new FormData(form);
    body.set("mode", mode);
    document.documentElement.dataset.mode = mode;
    button.value = mode === "elder" ? "normal" : "elder";
    button.setAttribute("aria-pressed", String(mode === "elder"));
    // keepalive: whoever taps a link at once keeps the large text too
    try {
      const answer = await fetch(form.action, { method: "POST", body, redirect: "manual", keepalive: true });
      if (answer.type !== "opaqueredirect" && !answer.ok) form.submit();
    } catch {
      /* offline: it holds for this page, and that is something */
    }
    renew(form);
  });
}

/** A form used twice needs a fresh token, or the second use would replay the first. */
export function renew(form) {
  for (const field of form.querySelectorAll('input[type=hidden]')) {
    if (!["csrfmiddlewaretoken", "next"].includes(field.name)) field.value = crypto.randomUUID().replaceAll("-", "");
  }
}
