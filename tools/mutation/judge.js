// Says of a mutant that no test noticed whether it is one: whether any value is judged otherwise with it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Values tried for each survivor. */
const tries = 3_000;

/** Pseudo-random numbers, the same in every run. */
function random(seed) {
  let state = seed >>> 0 || 1;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/**
 * @returns a value that a validator judges otherwise with the mutant; null where none of many is: then it counts as
 *   equivalent
 */
export async function difference(mutant, work) {
  const source = readFileSync(join(work, mutant.path.replace(/\.ts$/, ".mjs")), "utf8");
  const loaded = await import(pathToFileURL(join(work, mutant.path.replace(/\.ts$/, ".mjs"))).href);
  const { Failures } = await import(
    pathToFileURL(join(work, "src/generated/runtime/validate.mjs")).href
  );
  const name = mutant.path.split("/").at(-1).replace(/\.ts$/, "");
  const isSchema = mutant.path.includes("/schemas/");
  const cases = readFileSync(
    join(work, "test/generated", isSchema ? "schemas" : "operations", `${name}.jsonl`),
    "utf8",
  );
  const next = random(mutant.id + 1);
  const pool = poolOf(source);
  for (const { checked, bases } of isSchema
    ? schemaOf(loaded, name, cases)
    : partsOf(loaded, cases)) {
    for (let count = 0; count < tries && bases.length > 0; count += 1) {
      const value = changed(bases[next(bases.length)], pool, next, count % 3);
      if (judged(checked, value, Failures, mutant.id) !== judged(checked, value, Failures, -1)) {
        return value;
      }
    }
  }
  return null;
}

function judged({ is, errors, settle }, value, Failures, id) {
  globalThis.activeMutant = id;
  try {
    const out = new Failures();
    const isValid = is(value);
    errors(value, "", out);
    const found = out.list.map(({ pointer, keyword }) => `${pointer} ${keyword}`);
    return JSON.stringify([isValid, found, isValid ? settle?.(structuredClone(value)) : null]);
  } catch (error) {
    return `throws ${error.name}`;
  } finally {
    globalThis.activeMutant = -1;
  }
}

function linesOf(text) {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

function schemaOf(loaded, name, cases) {
  const pascal =
    Object.keys(loaded)
      .find((key) => key.startsWith("errorsOf"))
      ?.slice(8) ?? name;
  const checked = {
    is: loaded[`is${pascal}`],
    errors: loaded[`errorsOf${pascal}`],
    settle: loaded[`settle${pascal}`],
  };
  return [
    { checked, bases: linesOf(cases).flatMap((line) => ("base" in line ? [line.base] : [])) },
  ];
}

function partsOf(loaded, cases) {
  const operation = Object.values(loaded).find((each) => Array.isArray(each.locations));
  const all = [
    ...operation.locations.map((each) => [each.in, each]),
    ...(operation.body?.media ?? []).map((each) => [`body ${each.type}`, each]),
    ...operation.answers.map((each) => [`${each.status} ${each.type}`, each]),
    ...operation.answers.map((each) => [`${each.status} headers`, each.headers]),
  ];
  const lines = linesOf(cases);
  return all.flatMap(([of, checked]) => {
    const start = lines.findIndex((line) => line.part === of);
    const end = lines.findIndex((line, index) => index > start && "part" in line);
    const own = start < 0 ? [] : lines.slice(start, end < 0 ? undefined : end);
    const bases = own.flatMap((line) => ("base" in line ? [line.base] : []));
    return checked === undefined || bases.length === 0 ? [] : [{ checked, bases }];
  });
}

/** Values that are near what a validator is written with: its numbers and texts, and one of each type. */
function poolOf(source) {
  const numbers = [...source.matchAll(/[^\w.](-?\d+(?:\.\d+)?)/g)].map(([, text]) => Number(text));
  const texts = [...source.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)].map(([, text]) => text);
  const near = [...new Set(numbers)]
    .slice(0, 60)
    .flatMap((each) => [each, each + 1, each - 1, each + 0.5]);
  const lengths = near.filter((each) => each >= 0 && each <= 300 && Number.isInteger(each));
  return [
    null,
    true,
    false,
    0,
    1,
    -1,
    0.5,
    1e12,
    "",
    "a",
    "A b",
    "😀",
    {},
    [],
    [null],
    { a: 1 },
    undefined,
    ...near,
    ...new Set(texts.slice(0, 200)),
    ...lengths.flatMap((length) => ["a".repeat(length), "😀".repeat(length)]),
    ...lengths
      .filter((each) => each < 30)
      .map((length) => Array.from({ length }, (_, at) => `t${at}`)),
  ];
}

/** A value with one to three places changed. */
function changed(value, pool, next, more) {
  let made = structuredClone(value);
  for (let round = 0; round <= more; round += 1) {
    made = one(made, pool, next);
  }
  return made;
}

function one(value, pool, next) {
  if (typeof value !== "object" || value === null || next(4) === 0) {
    return pool[next(pool.length)];
  }
  if (Array.isArray(value)) {
    const made = [...value];
    const at = next(made.length + 1);
    const choice = next(3);
    if (choice === 0) {
      made.splice(at, 1);
    } else if (choice === 1 && made.length > 0) {
      made.push(made[next(made.length)]);
    } else {
      made[at] = at < value.length ? one(made[at], pool, next) : pool[next(pool.length)];
    }
    return made;
  }
  const keys = Object.keys(value);
  const key = next(5) === 0 ? `new${next(3)}` : keys[next(keys.length)];
  if (key === undefined) {
    return { added: pool[next(pool.length)] };
  }
  const rest = Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  return next(4) === 0 ? rest : { ...rest, [key]: one(value[key] ?? null, pool, next) };
}
