// Words that were typed but not yet kept: a form with data-draft="name" gets them back after an
// error, an expired session or a lost connection. They live in this tab only and go when the form
// is sent and answered, or the tab is closed. Passwords, files and hidden fields are never kept.
const KEY = "doorstep-draft:";
const SENT = "doorstep-draft-sent";

const fields = (form) =>
  [...form.elements].filter((el) => el.name && el.matches("textarea, input:not([type=password], [type=hidden], [type=file], [type=submit]), select") && !el.matches("[data-no-draft]"));

function keep(form) {
  const values = {};
  for (const el of fields(form)) {
    if (el.matches("[type=checkbox], [type=radio]")) {
      if (el.checked) (values[el.name] ??= []).push(el.value);
    } else if (el.value) values[el.name] = [el.value];
  }
  sessionStorage.setItem(KEY + form.dataset.draft, JSON.stringify(values));
}

function giveBack(form) {
  let values;
  try {
    values = JSON.parse(sessionStorage.getItem(KEY + form.dataset.draft) ?? "null");
  } catch {
    return;
  }
  if (!values) return;
  for (const el of fields(form)) {
    const kept = values[el.name];
    if (!kept) continue;
    if (el.matches("[type=checkbox], [type=radio]")) el.checked ||= kept.includes(el.value);
    else if (!el.value) {
      [el.value] = kept;
      el.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

/** A page that shows no such form and no error any more has taken what was sent. */
function forget() {
  const name = sessionStorage.getItem(SENT);
  if (!name) return;
  sessionStorage.removeItem(SENT);
  const still = document.querySelector(`form[data-draft="${CSS.escape(name)}"]`);
  // The plain shell is for errors and for signing in again: neither has taken anything.
  const plain = document.documentElement.dataset.shell === "plain";
  const failed = plain || document.querySelector(".error-summary, .state-error");
  if (!failed && (!still || !still.querySelector("[aria-invalid=true]"))) sessionStorage.removeItem(KEY + name);
}

export function wakeDrafts(root) {
  if (document.documentElement.dataset.shell === "kiosk") return; // a screen in a hall keeps nothing
  if (root === document) {
    forget();
    document.addEventListener("submit", (event) => {
      if (event.target.matches?.("form[data-sign-out]")) sessionStorage.clear();
    });
  }
  for (const form of root.querySelectorAll("form[data-draft]:not([data-awake])")) {
    form.dataset.awake = "";
    giveBack(form);
    form.addEventListener("input", () => keep(form));
    form.addEventListener("submit", () => {
      keep(form);
      sessionStorage.setItem(SENT, form.dataset.draft);
    });
    form.addEventListener("htmx:afterRequest", (event) => {
      if (event.detail.successful) sessionStorage.removeItem(KEY + form.dataset.draft);
    });
  }
}
