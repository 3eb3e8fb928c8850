// The last questions asked on this device: in this browser's store and nowhere else.
import { read, write } from "./stored.js";

const NAME = "catalogue-questions";
const MOST = 8;

export function start() {
  const results = document.getElementById("results");
  const box = document.getElementById("recent");
  if (!results || !box) return;
  document.getElementById("forget").addEventListener("click", () => {
    write(NAME, null);
    draw(box, []);
    box.querySelector("summary").focus();
  });
  draw(box, results.dataset.question ? remember(results) : known());
}

function remember({ dataset: { question, address } }) {
  const count = document.getElementById("count").textContent;
  const others = known().filter((one) => one.address !== address);
  const questions = [{ question, address, count }, ...others].slice(0, MOST);
  write(NAME, questions);
  return questions;
}

function known() {
  const questions = read(NAME, []);
  return Array.isArray(questions) ? questions.filter((one) => String(one?.address).startsWith("/initiatives/")) : [];
}

function draw(box, questions) {
  box.querySelector(".none").hidden = questions.length > 0;
  document.getElementById("forget").hidden = !questions.length;
  document.getElementById("recent-list").replaceChildren(...questions.map(row));
}

function row({ question, address, count }) {
  const [item, link, number] = ["li", "a", "span"].map((name) => document.createElement(name));
  Object.assign(link, { href: address, textContent: question });
  Object.assign(number, { className: "count", textContent: count });
  item.append(link, number);
  return item;
}
