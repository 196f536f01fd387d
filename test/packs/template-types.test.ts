import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { withHistory } from "../../src/aws/served.ts";
import { configWith, type Config } from "../../src/config/config.ts";
import { Collector } from "../../src/diagnostics/collector.ts";
import { templatesFor } from "../../src/project/templates.ts";
import { misusesOf } from "../../src/packs/contract.ts";
import { accepts, declaredTypes } from "../../src/packs/declared.ts";
import { planFiles } from "../../src/packs/plan.ts";
import { packNames } from "../../src/packs/slots.ts";
import { typedBackend, typesOf } from "../../src/packs/types.ts";
import { understand } from "../../src/understand.ts";
import { projects } from "../support/projects.ts";

const root = join(import.meta.dirname, "..", "..");
const keywords = {
  spec: "../test/packs/documents/keywords.yaml",
  security: { key: { kind: "apiKey" }, pool: { kind: "cognito" }, token: { kind: "token" } },
} as const;

/** The golden projects, and a document with every keyword in each infrastructure and each form of numbers and dates. */
const rendered: readonly (Pick<Config, "spec"> & Partial<Config>)[] = [
  ...Object.values(projects),
  ...packNames("iac").map((iac) => ({ ...keywords, iac })),
  { ...keywords, dates: "Date", int64: "bigint" },
  { ...keywords, int64: "string" },
  { ...keywords, split: "tag" },
];

/** Templates that nothing here reaches: what they are for is rendered by tests of documents. */
const unreached = [
  "gateway/rest/scheme/own",
  "types/typescript/shape/undefined",
  "validator/inline/covers/items",
  "validator/inline/errors/check/ref",
  "validator/inline/errors/check/remove",
  "validator/inline/errors/property/optionalApart",
  "validator/inline/errors/property/requiredApart",
  "validator/inline/is/check/ref",
  "validator/inline/is/check/remove",
  "validator/inline/is/property/optionalApart",
  "validator/inline/is/property/requiredApart",
  "validator/inline/settle/property/both",
  "validator/inline/settle/ref",
  "validator/inline/settle/remove",
];

/** What each template was given that is not what it declares, and which templates were reached. */
async function watched(said: (typeof rendered)[number]) {
  const config = configWith({ folder: join(root, "specs"), name: "watched", ...said });
  const { backend } = await understand(config, root, new Collector());
  const { packs } = templatesFor(config, new Collector());
  const declared = new Map(
    packs.flatMap((pack) =>
      [...declaredTypes(pack)].map(([path, type]): [string, string | null] => [
        `${pack.slot}/${path}`,
        type,
      ]),
    ),
  );
  const names = new Map(packs.map(({ slot, name }) => [slot, name]));
  const wrong = new Set<string>();
  const reached = new Set<string>();
  const watch = (template: string, context: unknown) => {
    const [slot = "", ...path] = template.split("/");
    reached.add(`${slot}/${names.get(slot)}/${path.join("/")}`);
    const types = typesOf(context);
    if (!accepts(declared.get(template) ?? "", types)) {
      wrong.add(`${template} takes ${declared.get(template)} and was given ${types.join(", ")}`);
    }
  };
  const first = backend.operations[0]?.operation.key ?? "";
  const renamed = withHistory(backend, new Map([[first, ["formerName"]]]), ["src/gone.ts"]);
  for (const each of [backend, renamed]) {
    planFiles({ backend: typedBackend(each), packs, watch });
  }
  const all = packs.flatMap((pack) =>
    [...declaredTypes(pack).keys()].map((path) => `${pack.slot}/${pack.name}/${path}`),
  );
  return { packs, wrong, reached, all };
}

describe("every template of a built-in pack", () => {
  let found: Awaited<ReturnType<typeof watched>>[] = [];
  beforeAll(async () => {
    found = await Promise.all(rendered.map(watched));
  }, 60_000);

  it("names the type that it receives in its first line", () => {
    const packs = found.flatMap((each) => each.packs);
    const silent = packs.flatMap((pack) =>
      [...declaredTypes(pack)].filter(([, type]) => type === null).map(([path]) => path),
    );
    expect([...new Set(silent)]).toEqual([]);
  });

  it("is given that type", () => {
    expect([...new Set(found.flatMap(({ wrong }) => [...wrong]))].sort()).toEqual([]);
  });

  it("is reached, but for a few", () => {
    const reached = new Set(found.flatMap((each) => [...each.reached]));
    const all = [...new Set(found.flatMap((each) => each.all))].sort();
    // What another infrastructure has from SAM and says otherwise is not its own.
    const missed = all.filter(
      (name) => !reached.has(name) && !/^iac\/(?:cdk|serverless)/.test(name),
    );
    expect(missed).toEqual(unreached);
  });

  it("uses of other packs what its pack needs and they provide", () => {
    const misuses = found.flatMap(({ packs }) => packs.flatMap((pack) => misusesOf(pack, packs)));
    expect([...new Set(misuses)]).toEqual([]);
  });

  it("receives, where another pack fills it, what is asked for", () => {
    const wrong = found.flatMap(({ packs }) =>
      packs.flatMap((pack) =>
        Object.entries(pack.asks ?? {}).flatMap(([name, type]) => {
          const filling = packs.find(({ fills = {} }) => `${pack.slot}/${name}` in fills);
          const own = filling?.fills?.[`${pack.slot}/${name}`] ?? "";
          const declared = filling === undefined ? null : declaredTypes(filling).get(own);
          return declared === type
            ? []
            : [`${pack.slot}/${name}: ${type}, filled with ${declared}`];
        }),
      ),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });
});
