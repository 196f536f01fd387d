/** Characters that take two columns of a terminal: East Asian wide and fullwidth forms, and emoji (UAX #11). */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Extended_Pictographic}/gu;

/**
 * Aligns the columns of a table of Markdown (GFM §4.10), as Prettier does.
 *
 * @param text its lines, the second of which separates the head
 */
export function alignTable(text: string): string {
  const rows = text.trim().split("\n").map(cellsOf);
  const widths = (rows[0] ?? []).map((_, column) =>
    // Not as arguments of one call: a document may have more operations than a call takes.
    rows.reduce(
      (most, cells, row) => (row === 1 ? most : Math.max(most, widthOf(cells[column] ?? ""))),
      3,
    ),
  );
  const lines = rows.map((cells, row) =>
    widths.map((width, column) =>
      row === 1 ? "-".repeat(width) : padded(cells[column] ?? "", width),
    ),
  );
  return lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}

/** The cells of a line; an escaped bar is part of a cell. */
function cellsOf(line: string): string[] {
  return line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}

function padded(cell: string, width: number): string {
  return cell + " ".repeat(width - widthOf(cell));
}

function widthOf(cell: string): number {
  return [...cell].length + (cell.match(wide)?.length ?? 0);
}
