// Finds values in a long list of a facet, and tells how many there are.
import { word } from "./words.js";

export function start() {
  for (const input of document.querySelectorAll("[data-narrow]")) {
    input.addEventListener("input", () => narrow(input));
    input.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
    if (input.value) narrow(input);
  }
}

function narrow(input) {
  const wanted = folded(input.value.trim());
  let matching = 0;
  for (const item of document.getElementById(input.dataset.narrow).children) {
    item.hidden = !folded(item.querySelector("label span")?.textContent ?? "").includes(wanted);
    matching += !item.hidden;
  }
  document.getElementById(`${input.id}-found`).textContent = wanted ? word("matching", matching) : "";
}

function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}
