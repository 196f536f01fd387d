import { block, readable, table } from "./show.js";

/** How often the list is looked at again, in milliseconds. */
const pause = 1000;

/** Shows the last requests, and all of the one that is chosen. */
export function showRequests(list, details) {
  let [shown, chosen] = ["", null];
  const refresh = async () => {
    const text = await fetch("requests")
      .then((answer) => answer.text())
      .catch(() => shown);
    if (text !== shown) {
      shown = text;
      draw(JSON.parse(text));
    }
  };
  const choose = (entry, replay) => {
    chosen = entry.id;
    details.replaceChildren(...detailsOf(entry, replay));
    mark(list, chosen);
  };
  const replay = async (id) => {
    const answer = await fetch(`requests/${id}/replay`, { method: "POST" });
    if (answer.ok) {
      const made = await answer.json();
      await refresh();
      choose(made, replay);
    } else {
      details.prepend(...block("The request cannot be sent again", await answer.text()));
    }
  };
  const draw = (entries) => {
    list.replaceChildren(listOf(entries, (entry) => choose(entry, replay)));
    mark(list, chosen);
  };
  const again = async () => {
    await refresh();
    setTimeout(again, pause);
  };
  void again();
}

function listOf(entries, choose) {
  const names = ["time", "status", "request", "ms", "operation", "who"];
  const rows = entries.map(({ time, answer, request, milliseconds, operation, who }) => [
    new Date(time).toLocaleTimeString(),
    String(answer.status),
    `${request.method} ${request.target}`,
    String(milliseconds),
    operation ?? "-",
    who ?? "-",
  ]);
  const made = table(names, rows);
  [...made.tBodies[0].rows].forEach((row, index) => {
    const entry = entries[index];
    row.dataset.id = entry.id;
    row.tabIndex = 0;
    row.cells[1].classList.toggle("bad", entry.answer.status >= 400);
    row.addEventListener("click", () => choose(entry));
    row.addEventListener("keydown", ({ key }) => key === "Enter" && choose(entry));
  });
  return made;
}

function mark(list, id) {
  for (const row of list.querySelectorAll("tbody tr")) {
    row.setAttribute("aria-selected", String(row.dataset.id === id));
  }
}

function detailsOf(entry, replay) {
  const { id, request, answer, event, logs, error, isCold, canReplay } = entry;
  const again = document.createElement("button");
  again.textContent = "Replay";
  again.disabled = !canReplay;
  again.addEventListener("click", () => replay(id));
  const headers = (list) => list.map(([name, value]) => `${name}: ${value}`).join("\n");
  return [
    again,
    ...block("Request", `${request.method} ${request.target}\n${headers(request.headers)}`),
    ...(request.body === "" ? [] : block("Body", readable(request.body))),
    ...block(
      isCold ? "Response (cold start)" : "Response",
      `${answer.status}\n${headers(answer.headers)}`,
    ),
    ...block("Body", readable(answer.body)),
    ...(error === null ? [] : block("Error", error)),
    ...block("Logs", logs === "" ? "none" : logs),
    ...block("Event", event === null ? "no function was invoked" : JSON.stringify(event, null, 2)),
  ];
}
