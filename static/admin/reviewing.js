/* The review page of a section: a card lights up its statements, and keys decide. Without it every button is there. */

const source = document.getElementById("source");
const proposals = document.getElementById("proposals");
const cards = proposals ? [...proposals.querySelectorAll(".card")] : [];
const keys = document.getElementById("keys");
const STORED = "review-keys";

const still = matchMedia("(prefers-reduced-motion: reduce)");
const marksOf = card => [...source.querySelectorAll(`mark[data-card="${card.id}"]`)];

/** The card that has the focus, else the one that the address points to, else none. */
function current() {
  const focused = document.activeElement?.closest(".card");
  return focused ?? document.getElementById(location.hash.slice(1))?.closest(".card") ?? null;
}

function light(card) {
  for (const mark of source.querySelectorAll("mark.lit")) mark.classList.remove("lit");
  const marks = marksOf(card);
  for (const mark of marks) mark.classList.add("lit");
  if (marks.length) bringIntoView(marks[0]);
}

/** Scrolls the text alone, never the page. */
function bringIntoView(mark) {
  const box = source.getBoundingClientRect();
  const place = mark.getBoundingClientRect();
  if (source.scrollHeight <= source.clientHeight) return;
  if (place.top >= box.top && place.bottom <= box.bottom) return;
  const top = source.scrollTop + place.top - box.top - box.height / 4;
  source.scrollTo({ top, behavior: still.matches ? "auto" : "smooth" });
}

for (const card of cards) {
  card.addEventListener("focusin", () => light(card));
  card.addEventListener("mouseenter", () => light(card));
}

source?.addEventListener("click", event => {
  const mark = event.target.closest("mark[data-card]");
  if (mark) document.getElementById(mark.dataset.card)?.focus();
});

/* The text and the cards stop below the bar, however many lines it has. */
const bar = document.getElementById("bar");
if (bar) {
  const measure = () => document.documentElement.style.setProperty("--bar-height", `${bar.offsetHeight}px`);
  new ResizeObserver(measure).observe(bar);
  measure();
}

if (location.hash) document.getElementById(location.hash.slice(1))?.closest(".card")?.focus();

/* ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────── */

const toggle = document.getElementById("keys-toggle");
const help = document.getElementById("keys-help");

function stored(value) {
  try {
    if (value !== undefined) localStorage.setItem(STORED, value);
    return localStorage.getItem(STORED);
  } catch {
    return value ?? null;
  }
}

function step(by) {
  const card = current();
  const at = card ? cards.indexOf(card) + by : 0;
  cards[Math.min(Math.max(at, 0), cards.length - 1)]?.focus();
}

function press(key) {
  current()?.querySelector(`[data-key="${key}"]`)?.click();
}

/** Keys work in the list and where nothing has the focus; never in a field, and not where they were turned off. */
function listens(event) {
  if (toggle.getAttribute("aria-pressed") !== "true" || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.target.matches("input, select, textarea")) return false;
  return event.target === document.body || proposals.contains(event.target) || keys.contains(event.target)
    || source.contains(event.target);
}

function pressed(event) {
  if (!listens(event)) return;
  if (event.repeat && !"jk".includes(event.key)) return; // a key held down decides once, not about card after card
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "?") help.open = !help.open;
  else if ("aremsuc".includes(event.key) && event.key.length === 1) press(event.key);
  else return;
  event.preventDefault();
}

if (keys) {
  keys.hidden = false;
  toggle.setAttribute("aria-pressed", String(stored() !== "off"));
  toggle.addEventListener("click", () => {
    const on = toggle.getAttribute("aria-pressed") !== "true";
    toggle.setAttribute("aria-pressed", String(on));
    stored(on ? "on" : "off");
  });
  document.addEventListener("keydown", pressed);
}
