// What is kept in this browser only. Where nothing may be kept, nothing is, and nothing breaks.
export function read(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function write(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Private windows and full stores refuse: the reader loses a convenience and no more.
  }
}
