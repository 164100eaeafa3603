// Updates the directory in place when a filter, an order or a page is chosen. Without this file every link and the form work too.
const root = document.getElementById("directory");
const announcement = document.getElementById("directory-count");
const LINKS = ".chip, .chips__clear, .sorts a, .pagination a";
// The policy of the site lets HTML be read from a text only here. It comes from our own address and runs nothing.
const policy = window.trustedTypes?.createPolicy("live-list", { createHTML: (html) => html });
const trusted = (html) => (policy ? policy.createHTML(html) : html);
let underWay = new AbortController();

function address() {
  const form = root.querySelector("form.filters");
  const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
  return `${form.action}?${new URLSearchParams(pairs)}`;
}

// What has the focus, in a form that finds it again among the new elements.
function place() {
  const element = document.activeElement;
  if (!root.contains(element)) return null;
  if (element.matches("input")) return `input[name="${element.name}"]` + (element.type === "checkbox" ? `[value="${CSS.escape(element.value)}"]` : "");
  return "#results";
}

function openParts() {
  return new Set([...root.querySelectorAll("details[open]")].map((part) => part.id));
}

async function show(url, remember) {
  underWay.abort();
  underWay = new AbortController();
  root.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { signal: underWay.signal });
    if (!answer.ok) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(trusted(await answer.text()), "text/html");
    const focus = place();
    const open = openParts();
    root.replaceChildren(...page.getElementById("directory").childNodes);
    for (const part of root.querySelectorAll("details")) part.open = open.has(part.id);
    document.title = page.title;
    if (remember) history.pushState(null, "", url);
    const target = focus && root.querySelector(focus);
    if (target) target.focus({ preventScroll: focus !== "#results" });
    announcement.textContent = root.querySelector("#results").textContent.trim();
    root.removeAttribute("aria-busy");
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  }
}

root.addEventListener("change", (event) => {
  if (event.target.matches("form.filters input[type=checkbox]")) show(address(), true);
});
root.addEventListener("submit", (event) => {
  event.preventDefault();
  show(address(), true);
});
root.addEventListener("click", (event) => {
  const link = event.target.closest(LINKS);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  show(link.href, true);
});
addEventListener("popstate", () => show(location.href, false));
