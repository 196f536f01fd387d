/** The element with an id. */
export function element(id) {
  return document.getElementById(id);
}

/** A table of texts: whatever they are, they stay texts. */
export function table(names, rows) {
  const made = document.createElement("table");
  const head = made.createTHead().insertRow();
  for (const name of names) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = name;
    head.append(cell);
  }
  const body = made.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const text of row) {
      const cell = line.insertCell();
      cell.textContent = text;
      cell.style.whiteSpace = "pre-line";
    }
  }
  return made;
}

/** A heading and a text below it, as it is. */
export function block(heading, text) {
  const title = document.createElement("h3");
  title.textContent = heading;
  const body = document.createElement("pre");
  body.textContent = text;
  return [title, body];
}

/** JSON as people read it; what is none stays as it is. */
export function readable(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
