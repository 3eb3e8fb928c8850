// The words that scripts show: the server translates them and writes them on the script's own element.
const carrier = document.getElementById("page-script");

export function word(name, n = "") {
  return (carrier?.dataset[name] ?? "").replace("%n", n);
}
