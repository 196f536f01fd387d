import { makeNames } from "../../read/names.ts";
import type { Collector } from "../../diagnostics/collector.ts";
import type { Api, Operation, Requirement, SecurityScheme } from "../../api/api.ts";
import type { Name } from "../../api/name.ts";
import type { Json } from "../../api/json.ts";
import type { Counterpart } from "../../config/counterpart.ts";
import { authorizerField, authtypeField, isSigV4, proposedCounterpart } from "./counterparts.ts";
import type { Authorizer, Method } from "./gateway.ts";
import { makerOf, ownMaker, plain, type Maker } from "./makers.ts";

/** The names of the security schemes that every gateway document may have. */
export const iamScheme = "sigv4";
export const apiKeyScheme = "apiKey";

/** The authorizers of an API: one for each scheme that asks for one, and one for each combination. */
export class Authorizers {
  readonly #schemes: ReadonlyMap<string, SecurityScheme>;
  readonly #counterparts: ReadonlyMap<string, Counterpart>;
  readonly #names: ReadonlyMap<string, Name>;
  readonly #used = new Map<string, Maker>();
  /** Unmapped schemes that are already reported: each once, not for each operation. */
  readonly #told = new Set<string>();

  constructor(api: Api, counterparts: ReadonlyMap<string, Counterpart>) {
    this.#schemes = new Map(api.schemes.map((each) => [each.name.wire, each]));
    this.#counterparts = counterparts;
    this.#names = namesOf(api);
  }

  /** What stands for a scheme; IAM where nothing is said and nothing needs to be. */
  counterpartOf(wire: string, operation: Operation, found: Collector): "iam" | "apiKey" | Maker {
    const scheme = this.#schemes.get(wire);
    if (scheme === undefined || isSigV4(scheme.extensions[authtypeField])) {
      return "iam";
    }
    if (authorizerField in scheme.extensions) {
      return this.#use(wire, () => ownMaker(this.#nameOf(wire), scheme));
    }
    const said = this.#counterparts.get(wire);
    if (said === undefined) {
      const { kind } = proposedCounterpart(scheme);
      const braced = `{ ${JSON.stringify(wire)}: { kind: ${kind} } }`;
      const parameters = { name: wire, type: typeWords(scheme), key: operation.key, braced };
      if (!this.#told.has(wire)) {
        this.#told.add(wire);
        found.add("security/unmapped", parameters, scheme.origin);
      }
      return "iam";
    }
    return said.kind === "iam" || said.kind === "apiKey"
      ? said.kind
      : this.#use(wire, () => makerOf(this.#nameOf(wire), scheme, said));
  }

  /** The one authorizer that is asked where callers may, or must, show several things. */
  combined(alternatives: readonly (readonly Requirement[])[]): Maker {
    const words = wordsOf(alternatives);
    const wires = new Set(alternatives.flat().map(({ scheme }) => scheme));
    return this.#use(words, () => ({
      ...plain(this.#nameOf(words)),
      kind: "request",
      header: "Unused",
      schemes: [...wires].sort().flatMap((wire) => this.#schemes.get(wire) ?? []),
    }));
  }

  /** Every authorizer that is used, with what it protects. */
  all(methods: readonly Method[]): Authorizer[] {
    const makers = [...this.#used.values()].sort((a, b) => (a.name.camel < b.name.camel ? -1 : 1));
    return makers.flatMap((maker) => {
      const protectedBy = methods.filter(
        ({ access }) => access.authorizer?.name.camel === maker.name.camel,
      );
      const protects = protectedBy.map((method) => ({
        camel: method.operation.name.camel,
        key: method.operation.key,
        arn: `${method.arnMethod}/${method.arnPath}`,
        alternatives: alternativesJson(method.operation),
      }));
      const target = { id: `${maker.name.pascal}Authorizer`, hasAlias: false, nested: null };
      return protects.length === 0 ? [] : [{ ...maker, target, protects }];
    });
  }

  #use(key: string, make: () => Maker): Maker {
    const made = this.#used.get(key) ?? make();
    this.#used.set(key, made);
    return made;
  }

  #nameOf(wire: string): Name {
    const name = this.#names.get(wire);
    if (name === undefined) {
      throw new Error(`no name was made for the authorizer of ${wire}`);
    }
    return name;
  }
}

/** Names of authorizers: of each scheme, and of each combination that an operation asks for. */
function namesOf(api: Api): Map<string, Name> {
  const combinations = api.operations
    .map(({ security }) => wordsOf(security.alternatives))
    .filter((words) => words.includes(" "));
  const wires = [...new Set([...api.schemes.map(({ name }) => name.wire), ...combinations])];
  const wanted = wires.map((wire) => ({ identity: wire, wire, fallback: `scheme ${wire}` }));
  // What is called like a scheme of the gateway document itself gets another name.
  const taken = [iamScheme, apiKeyScheme].map((wire) => ({ identity: "", wire, fallback: wire }));
  const names = makeNames([...taken, ...wanted], "function");
  return new Map(wires.map((wire) => [wire, names.get(wire) as Name]));
}

/** Alternatives in words: `bearer or key and session`. */
function wordsOf(alternatives: readonly (readonly Requirement[])[]): string {
  const each = alternatives.map((all) =>
    all
      .map(({ scheme }) => scheme)
      .sort()
      .join(" and "),
  );
  return [...new Set(each)].sort().join(" or ");
}

function alternativesJson({ security }: Operation): Json {
  return security.alternatives.map((all) =>
    Object.fromEntries(all.map(({ scheme, scopes }) => [scheme, scopes])),
  );
}

function typeWords({ type, scheme }: SecurityScheme): string {
  return scheme === "" ? type : `${type} ${scheme}`;
}
