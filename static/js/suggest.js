// Suggestions while one types: a combobox after the ARIA Authoring Practices, fed by /suggestions.json.
import { say } from "./say.js";
import { word } from "./words.js";

const LEAST = 2;
const PAUSE = 150;
let number = 0;

export function start() {
  for (const input of document.querySelectorAll("input[data-suggest]:not([role])")) new Combobox(input);
}

class Combobox {
  constructor(input) {
    this.input = input;
    this.id = `suggestions-${++number}`;
    this.options = [];
    this.active = -1;
    this.list = this.makeList();
    const attributes = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false" };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
    input.setAttribute("aria-controls", this.id);
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
  }

  makeList() {
    const list = element("div", { id: this.id, className: "suggestions", hidden: true }, { role: "listbox" });
    list.setAttribute("aria-label", word("suggestions").replace(/[:\s]+$/, ""));
    // The field keeps the focus while an option is pressed.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    this.input.parentNode.classList.add("suggesting");
    this.input.after(list);
    return list;
  }

  later() {
    clearTimeout(this.timer);
    this.request?.abort();
    if (this.input.value.trim().length < LEAST) this.close();
    else this.timer = setTimeout(() => this.ask(this.input.value.trim()), PAUSE);
  }

  async ask(text) {
    this.request = new AbortController();
    const moment = this.input.form?.elements.namedItem("as_of")?.value;
    const query = new URLSearchParams(moment ? { q: text, as_of: moment } : { q: text });
    try {
      const response = await fetch(`/suggestions.json?${query}`, { signal: this.request.signal });
      if (!response.ok) return this.close();
      const { suggestions } = await response.json();
      if (document.activeElement === this.input) this.show(suggestions);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(suggestions) {
    this.options = [];
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    const kinds = grouped(suggestions);
    this.list.replaceChildren(...[...kinds].map(([label, found], place) => this.group(label, found, place)));
    this.list.hidden = !suggestions.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    say(suggestions.length ? word("suggestions", suggestions.length) : word("noSuggestions"));
  }

  group(label, found, place) {
    const id = `${this.id}-kind-${place}`;
    const group = element("div", {}, { role: "group", "aria-labelledby": id });
    group.append(element("div", { id, className: "kind", textContent: label }, { role: "presentation" }));
    for (const one of found) group.append(this.option(one));
    return group;
  }

  option({ label, address, count }) {
    const id = `${this.id}-${this.options.length}`;
    const option = element("div", { id }, { role: "option", "aria-selected": "false" });
    option.append(element("span", { textContent: label }));
    if (count !== null && count !== undefined) option.append(" ", element("span", { className: "count", textContent: count }));
    option.addEventListener("click", () => location.assign(address));
    this.options.push({ option, address });
    return option;
  }

  key(event) {
    if (this.list.hidden || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.move(step);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.active >= 0) location.assign(this.options[this.active].address);
    else {
      if (event.key === "Tab") this.close();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  // Past either end the field itself comes, with no option active.
  move(step) {
    const places = this.options.length + 1;
    this.active = ((this.active + 1 + step + places) % places) - 1;
    this.options.forEach(({ option }, place) => option.setAttribute("aria-selected", String(place === this.active)));
    const option = this.options[this.active]?.option;
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.list.hidden = true;
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

function grouped(suggestions) {
  const kinds = new Map();
  for (const one of suggestions) kinds.set(one.kind_label, [...(kinds.get(one.kind_label) ?? []), one]);
  return kinds;
}

function element(name, properties, attributes = {}) {
  const made = Object.assign(document.createElement(name), properties);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}
