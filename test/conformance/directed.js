// Holds generated code to Ajv with readOnly and writeOnly applied, on composed schemas. Usage:
//   npm run directed -- [--pairs N] [--seed N]
// A document's every object is composed at random: members of allOf, oneOf and anyOf, references, discriminators, null,
// `required` in any member, flags reached directly, by reference, by composition and by items. The oracle knows by a
// property's name whether it may be sent: r… is readOnly, w… is writeOnly, each flagged by at least one member.
import Ajv from "ajv/dist/2020.js";
import { build } from "esbuild";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { filesOf } from "./project.js";

const subjectsPerBatch = 60;
const valuesPer = 20;

/** Numbers that look random and are the same for the same seed (mulberry32). */
function randomOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    chance: (share) => next() < share,
    below: (count) => Math.floor(next() * count),
    pick: (list) => list[Math.floor(next() * list.length)],
  };
}

/** Makes schemas; what is referred to is added to the components. */
class Maker {
  constructor(random) {
    this.random = random;
    this.components = {};
  }

  refTo(schema) {
    const name = `C${Object.keys(this.components).length}`;
    this.components[name] = schema;
    return { $ref: `#/components/schemas/${name}` };
  }

  maybeRef(schema) {
    return this.random.chance(0.4) ? this.refTo(schema) : schema;
  }

  /** A value of a property; a flag, where it has one, is reached in one of many ways. */
  value(depth, flag) {
    const { random } = this;
    const plain = () =>
      depth > 0 && random.chance(0.35)
        ? this.object(depth - 1)
        : random.pick([{ type: "string" }, { type: "integer", minimum: 0 }, { type: "boolean" }]);
    if (flag === null) {
      const made = plain();
      return random.pick([
        made,
        made,
        { type: "array", items: made },
        { anyOf: [made, { type: "null" }] },
        this.refTo(made),
      ]);
    }
    const flagged = { type: "string", [flag]: true };
    return random.pick([
      () => flagged,
      () => this.refTo(flagged),
      () => ({ allOf: [this.refTo(flagged)] }),
      () => ({ anyOf: [this.refTo(flagged), { type: "null" }] }),
      () => ({ oneOf: [flagged, { type: "null" }] }),
      () => ({ type: "array", items: this.refTo(flagged) }),
      () => ({ $ref: this.refTo({ type: "string" }).$ref, [flag]: true }),
    ])();
  }

  /** An object composed of several members. */
  object(depth) {
    const { random } = this;
    const count = random.below(3);
    const members = Array.from({ length: count + 1 }, () => ({ properties: {}, required: [] }));
    const types = new Map();
    for (const name of ["a", "b", "c", "r1", "r2", "w1", "w2"].filter(() => random.chance(0.55))) {
      const flag = name[0] === "r" ? "readOnly" : name[0] === "w" ? "writeOnly" : null;
      random.pick(members).properties[name] = this.value(depth, flag);
      types.set(name, true);
      // A second member may speak of the same name without a flag, and any may require it.
      if (random.chance(0.3)) {
        const other = random.pick(members);
        other.properties[name] ??= random.chance(0.5)
          ? {}
          : { type: ["string", "integer", "object", "array", "boolean", "null"] };
      }
      if (random.chance(0.5)) {
        random.pick(members).required.push(name);
      }
    }
    const clean = members.map(({ properties, required }) => ({
      ...(random.chance(0.6) ? { type: "object" } : {}),
      ...(Object.keys(properties).length > 0 ? { properties } : {}),
      ...(required.length > 0 ? { required } : {}),
    }));
    const [own, ...others] = clean;
    const composed =
      others.length === 0 ? own : { ...own, allOf: others.map((each) => this.maybeRef(each)) };
    const made = { type: "object", ...composed };
    const isClosed = random.chance(0.2);
    if (random.chance(0.35)) {
      Object.assign(made, this.alternatives(depth));
      return isClosed ? { ...made, unevaluatedProperties: false } : made;
    }
    return isClosed
      ? { ...made, [others.length === 0 ? "additionalProperties" : "unevaluatedProperties"]: false }
      : made;
  }

  /** Alternatives told apart by a property, with or without a discriminator. */
  alternatives(depth) {
    const { random } = this;
    const kinds = ["x", "y", "z"].slice(0, 2 + random.below(2));
    const options = kinds.map((kind) => ({
      type: "object",
      required: ["kind", ...(random.chance(0.4) ? ["v"] : [])],
      properties: {
        kind: { type: "string", enum: [kind] },
        v: random.pick([{ type: "string" }, { type: "integer" }]),
        ...(random.chance(0.5) ? { r3: this.value(0, "readOnly") } : {}),
        ...(random.chance(0.5) ? { w3: this.value(0, "writeOnly") } : {}),
        ...(depth > 0 && random.chance(0.3) ? { inner: this.object(depth - 1) } : {}),
      },
    }));
    if (random.chance(0.5)) {
      return {
        oneOf: options.map((each) => this.refTo(each)),
        discriminator: {
          propertyName: "kind",
          ...(random.chance(0.5) ? {} : { mapping: undefined }),
        },
      };
    }
    return { [random.pick(["oneOf", "anyOf"])]: options.map((each) => this.maybeRef(each)) };
  }
}

/** A value that often fits: names at random, values mostly of the types that schemas here have. */
function valueOf(random, depth, secrets) {
  const scalar = (name) => {
    if (/^[rw]/.test(name)) {
      const text = `${name}-secret-${secrets.count++}`;
      return random.pick([text, text, text, [text], null, 5]);
    }
    const choices = ["text", 3, true, null];
    return depth > 0 && random.chance(0.4)
      ? random.pick([
          valueOf(random, depth - 1, secrets),
          [valueOf(random, depth - 1, secrets)],
          [1],
          ["a"],
        ])
      : random.pick(choices);
  };
  const made = {};
  for (const name of ["a", "b", "c", "r1", "r2", "w1", "w2", "r3", "w3", "v", "inner", "extra"]) {
    if (random.chance(name === "extra" ? 0.1 : 0.5)) {
      made[name] = scalar(name);
    }
  }
  if (random.chance(0.6)) {
    made.kind = random.pick(["x", "y", "z", "zzz"]);
  }
  return made;
}

/** A value fitted to a schema where it is easy, so that half of all pairs are valid. */
function fitted(random, schema, components, secrets, depth = 5) {
  const target = schema.$ref === undefined ? schema : components[schema.$ref.split("/").at(-1)];
  const pick = (each) => fitted(random, each, components, secrets, depth - 1);
  if (depth === 0) {
    return "text";
  }
  if (target.enum !== undefined) {
    return random.pick(target.enum);
  }
  const choice = target.oneOf ?? target.anyOf;
  const isObject =
    target.type === "object" ||
    target.properties !== undefined ||
    target.allOf !== undefined ||
    target.required !== undefined;
  if (!isObject) {
    if (choice !== undefined) {
      return pick(random.pick(choice));
    }
    const type = Array.isArray(target.type) ? random.pick(target.type) : target.type;
    return (
      {
        string: `secret-${secrets.count++}`,
        integer: random.below(9),
        boolean: random.chance(0.5),
        null: null,
        array: target.items === undefined ? [] : [pick(target.items)],
      }[type] ?? `secret-${secrets.count++}`
    );
  }
  const made = {};
  const parts = [...(target.allOf ?? []), ...(choice === undefined ? [] : [random.pick(choice)])];
  for (const part of parts) {
    const inner = pick(part);
    if (typeof inner !== "object" || inner === null) {
      return inner;
    }
    Object.assign(made, inner);
  }
  for (const [name, each] of Object.entries(target.properties ?? {})) {
    if (Object.keys(each).length > 0 && (target.required?.includes(name) || random.chance(0.7))) {
      made[name] = pick(each);
    }
  }
  return made;
}

const letters = { request: "r", response: "w" };

/** What the oracle is given: the schemas without what may not be sent in a direction. */
function transformed(schema, letter) {
  if (Array.isArray(schema)) {
    return schema.map((each) => transformed(each, letter));
  }
  if (typeof schema !== "object" || schema === null) {
    return schema;
  }
  const { readOnly: _, writeOnly: __, discriminator: ___, ...rest } = schema;
  const made = Object.fromEntries(
    Object.entries(rest).map(([key, each]) => [
      key,
      key === "properties"
        ? Object.fromEntries(
            Object.entries(each)
              .filter(([name]) => !name.startsWith(letter))
              .map(([name, inner]) => [name, transformed(inner, letter)]),
          )
        : key === "required"
          ? each.filter((name) => !name.startsWith(letter))
          : key === "enum"
            ? each
            : transformed(each, letter),
    ]),
  );
  return made;
}

/** Every schema that applies to a value in place; of alternatives that a `kind` tells apart, the one that is meant. */
function applied(schema, value, components) {
  const target = schema.$ref === undefined ? schema : components[schema.$ref.split("/").at(-1)];
  const choice = target.oneOf ?? target.anyOf ?? [];
  const kindOf = (each) =>
    (each.$ref === undefined ? each : components[each.$ref.split("/").at(-1)]).properties?.kind;
  const meant = choice.filter((each) => kindOf(each)?.enum.includes(value?.kind));
  const inner = [...(target.allOf ?? []), ...(meant.length > 0 ? meant : choice)];
  return [target, ...inner.flatMap((each) => applied(each, value, components))];
}

/** A value without what the schemas that apply to it withhold. */
function stripped(schemas, value, letter, components) {
  const all = schemas.flatMap((each) => applied(each, value, components));
  if (Array.isArray(value)) {
    const items = all.flatMap((each) => each.items ?? []);
    return value.map((each) => stripped(items, each, letter, components));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const below = (name) => all.flatMap(({ properties }) => properties?.[name] ?? []);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !(new RegExp(`^${letter}\\d$`).test(name) && below(name).length > 0))
      .map(([name, each]) => [name, stripped(below(name), each, letter, components)]),
  );
}

function documentOf(components, subjects) {
  const paths = Object.fromEntries(
    subjects.map((name) => {
      const content = { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } };
      const post = {
        operationId: `send${name}`,
        requestBody: { required: true, content },
        responses: { 200: { description: "", content } },
      };
      return [`/${name}`, { post }];
    }),
  );
  return {
    openapi: "3.1.0",
    info: { title: "Directed", version: "1" },
    paths,
    components: { schemas: components },
  };
}

async function generated(document, folder) {
  writeFileSync(join(folder, "openapi.json"), JSON.stringify(document));
  const files = filesOf(folder);
  for (const file of files) {
    mkdirSync(dirname(join(folder, file.path)), { recursive: true });
    writeFileSync(join(folder, file.path), file.text);
  }
  const named = files.filter(({ path }) =>
    /^src\/generated\/schemas\/S\d+(Input)?\.ts$/.test(path),
  );
  const lines = named.map(({ path }) => `export * from "./${path}";`);
  lines.push('export { writeAnswer } from "./src/generated/runtime/answers.ts";');
  writeFileSync(join(folder, "all.ts"), lines.join("\n"));
  const outfile = join(folder, "all.mjs");
  const options = { bundle: true, format: "esm", platform: "node", logLevel: "silent" };
  await build({ entryPoints: [join(folder, "all.ts")], outfile, ...options });
  return import(pathToFileURL(outfile).href);
}

/** One document: every subject in both directions against the same values. */
export async function runBatch(seed, folder) {
  const { RESPONSE_CHECKS: before } = process.env;
  // What may not leave must not, whatever else is wrong.
  process.env["RESPONSE_CHECKS"] = "off";
  try {
    return await tried(seed, folder);
  } finally {
    // Other tests of this process ask for it too.
    delete process.env["RESPONSE_CHECKS"];
    Object.assign(process.env, before === undefined ? {} : { RESPONSE_CHECKS: before });
  }
}

async function tried(seed, folder) {
  const random = randomOf(seed);
  const maker = new Maker(random);
  const subjects = Array.from({ length: subjectsPerBatch }, (_, index) => `S${index}`);
  const roots = subjects.map(() => maker.object(2));
  const components = { ...maker.components };
  subjects.forEach((name, index) => (components[name] = JSON.parse(JSON.stringify(roots[index]))));
  const code = await generated(documentOf(components, subjects), folder);
  const oracles = Object.fromEntries(
    Object.entries(letters).map(([direction, letter]) => {
      const ajv = new Ajv({ strict: false, ownProperties: true, logger: false });
      ajv.addSchema({ $id: "doc:/", components: { schemas: transformed(components, letter) } });
      return [direction, (name) => ajv.compile({ $ref: `doc:/#/components/schemas/${name}` })];
    }),
  );
  const result = { pairs: 0, valid: 0, disagreements: [], accepted: [] };
  const secrets = { count: 0 };
  for (const name of subjects) {
    for (const [direction, letter] of Object.entries(letters)) {
      const variant = direction === "request" && `is${name}Input` in code ? `${name}Input` : name;
      const [is, errors, settle] = ["is", "errorsOf", "settle"].map((each) => code[each + variant]);
      const oracle = oracles[direction](name);
      for (let count = 0; count < valuesPer; count += 1) {
        const value = random.chance(0.65)
          ? fitted(random, { $ref: `#/components/schemas/${name}` }, components, secrets)
          : valueOf(random, 2, secrets);
        const without = stripped([components[name]], value, letter, components);
        const expected = oracle(without);
        const differing = { seed, name, direction, schema: components[name], value, expected };
        result.pairs += 1;
        result.valid += expected ? 1 : 0;
        if (is(value) !== expected) {
          result.disagreements.push({ ...differing, what: "accepts" });
          continue;
        }
        const made = settle === undefined ? value : settle(value);
        if (expected && !isDeepStrictEqual(made, without)) {
          result.disagreements.push({ ...differing, what: "settles", made });
        }
        if (expected) {
          result.accepted.push({ name: variant, value: made });
        }
        if (direction === "response") {
          const answer = { status: "200", type: "application/json", is, errors, settle };
          const { body } = code.writeAnswer(
            { name, answers: [answer] },
            { status: 200, body: value },
          );
          const sent = JSON.parse(body);
          if (!isDeepStrictEqual(sent, stripped([components[name]], sent, letter, components))) {
            result.disagreements.push({ ...differing, what: "leaks", made: body });
          }
        }
      }
    }
  }
  return { ...result, components };
}

/** As many documents as the pairs need. */
export async function runDirected(pairs, seed) {
  const total = { pairs: 0, valid: 0, disagreements: [] };
  for (let batch = 0; total.pairs < pairs; batch += 1) {
    const folder = mkdtempSync(join(tmpdir(), "sls-gen-directed-"));
    try {
      const result = await runBatch(seed + batch, folder);
      total.pairs += result.pairs;
      total.valid += result.valid;
      total.disagreements.push(...result.disagreements);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return total;
}

if (process.argv[1] !== undefined && relative(process.argv[1], import.meta.filename) === "") {
  const { values } = parseArgs({
    options: {
      pairs: { type: "string", default: "50000" },
      seed: { type: "string", default: "1" },
    },
  });
  const { pairs, valid, disagreements } = await runDirected(
    Number(values.pairs),
    Number(values.seed),
  );
  for (const { seed, name, direction, what, schema, value, made, expected } of disagreements.slice(
    0,
    10,
  )) {
    process.stdout.write(
      `seed ${seed}, ${name}, ${direction}, ${what} (oracle ${expected}): ${JSON.stringify(schema)} ${JSON.stringify(value)} ${JSON.stringify(made)}\n`,
    );
  }
  process.stdout.write(
    `${pairs} pairs, ${((100 * valid) / pairs).toFixed(1)} % valid, ${disagreements.length} disagreements (seed ${values.seed})\n`,
  );
  process.exitCode = disagreements.length === 0 ? 0 : 1;
}
