// The page of the local gateway: what it shows comes from the paths below /_sls-gen/, and from nowhere else.
import { signerFor } from "./sign.js";
import { element, table } from "./show.js";
import { showRequests } from "./requests.js";

/** What the local gateway says of itself. */
const state = await (await fetch("state")).json();

document.title = `${state.title} · sls-gen dev`;
element("title").textContent = `${state.title} · ${state.stage}`;

window.SwaggerUIBundle({
  url: state.document,
  dom_id: "#documentation",
  tryItOutEnabled: true,
  displayRequestDuration: true,
  docExpansion: "list",
  validatorUrl: null,
  requestInterceptor: signerFor(state, () => element("caller").value),
});

showFunctions();
showRequests(element("list"), element("details"));
await showEnforcement();
for (const link of document.querySelectorAll("nav a")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    history.pushState(null, "", link.hash);
    showPart();
  });
}
addEventListener("popstate", showPart);
showPart();

/** Shows the part that the address names. */
function showPart() {
  const parts = [...document.querySelectorAll("main > section")];
  const asked = parts.find(({ id }) => `#${id}` === location.hash) ?? parts[0];
  for (const part of parts) {
    part.hidden = part !== asked;
  }
  for (const link of document.querySelectorAll("nav a")) {
    link.setAttribute("aria-current", link.hash === `#${asked.id}` ? "page" : "false");
  }
}

function showFunctions() {
  const rows = state.functions.map(({ id, entry, memory, timeout, routes, environment }) => [
    id,
    entry,
    routes.join("\n"),
    `${memory} MB`,
    `${timeout} s`,
    environment.join("\n"),
  ]);
  const names = ["function", "source", "answers", "memory", "timeout", "environment"];
  element("functions").append(table(names, rows));
}

/** The table of who enforces what, as `sls-gen explain --gateway` prints it. */
async function showEnforcement() {
  const text = await (await fetch("enforcement")).text();
  let rows = [];
  const finish = () => {
    if (rows.length > 0) {
      element("enforcement").append(table(rows[0], rows.slice(2)));
      rows = [];
    }
  };
  for (const line of text.split("\n")) {
    if (line.startsWith("|")) {
      rows.push(cellsOf(line));
      continue;
    }
    finish();
    const heading = /^(#+) (.*)$/.exec(line);
    if (heading !== null) {
      const made = document.createElement(`h${heading[1].length + 1}`);
      made.textContent = plain(heading[2]);
      element("enforcement").append(made);
    }
  }
  finish();
}

function cellsOf(line) {
  return line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => plain(cell.trim()));
}

/** Markdown's signs and escapes mean nothing here. */
function plain(text) {
  return text.replaceAll("`", "").replaceAll(/\\(.)/g, "$1");
}
