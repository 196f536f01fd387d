import { callMethod, iterated } from "./methods.ts";
import { binary } from "./operators.ts";
import { parseTemplate } from "./parse.ts";
import {
  TemplateError,
  type Expression,
  type VtlNode,
  type Reference,
  type VtlStep,
} from "./syntax.ts";
import {
  bounded,
  isCompound,
  isTrue,
  listOf,
  longest,
  mapOf,
  textOf,
  type Value,
} from "./values.ts";

/** Steps that a template may take; API Gateway bounds templates by their size and loops by their rounds. */
const mostSteps = 200_000;

/** Rounds of one `#foreach` (API Gateway: quotas). */
const mostRounds = 1_000;

/** How a body ended: by itself, by `#break`, by `#stop`. */
type End = "" | "break" | "stop";

/**
 * Renders a mapping template (API Gateway: mapping templates; Apache Velocity 1.7). A template can make text and
 * nothing else: it sees the variables that it is given and what it makes itself.
 *
 * @param given the variables that API Gateway provides, without their sign
 * @throws TemplateError where it is malformed, fails, or goes on without end
 */
export function renderTemplate(template: string, given: ReadonlyMap<string, Value>): string {
  const run = new Run(given);
  run.body(parseTemplate(template));
  return run.out;
}

class Run {
  out = "";
  #steps = 0;
  #characters = 0;
  readonly #variables: Map<string, Value>;

  constructor(given: ReadonlyMap<string, Value>) {
    this.#variables = new Map(given);
  }

  body(nodes: readonly VtlNode[]): End {
    for (const node of nodes) {
      const end = this.#node(node);
      if (end !== "") {
        return end;
      }
    }
    return "";
  }

  #node(node: VtlNode): End {
    this.#step();
    switch (node.kind) {
      case "text":
        this.#print(node.text);
        return "";
      case "reference":
        this.#print(textOf(this.#resolve(node.reference)));
        return "";
      case "set":
        this.#assign(node.to, this.#evaluate(node.value));
        return "";
      case "if": {
        const chosen = node.branches.find(({ test }) => isTrue(this.#evaluate(test)));
        return this.body(chosen?.body ?? node.otherwise);
      }
      case "foreach":
        return this.#loop(node);
      case "break":
      case "stop":
        return node.kind;
    }
  }

  #step(): void {
    this.#steps += 1;
    if (this.#steps > mostSteps) {
      throw new TemplateError(`it takes more than ${mostSteps} steps`);
    }
  }

  /** Texts that a template makes on its way take memory too. */
  #made(value: Value): Value {
    this.#characters += typeof value === "string" ? value.length : 0;
    if (this.#characters > longest * 10) {
      throw new TemplateError(`it makes more than ${longest * 10} characters`);
    }
    return value;
  }

  #print(text: string): void {
    if (this.out.length + text.length > longest) {
      throw new TemplateError(`it prints more than ${longest} characters`);
    }
    this.out += text;
  }

  #loop({ variable, over, body }: Extract<VtlNode, { kind: "foreach" }>): End {
    const items = iterated(this.#evaluate(over)).slice(0, mostRounds);
    const outer = ["foreach", "velocityCount", variable].map(
      (name) => [name, this.#variables.get(name)] as const,
    );
    let end: End = "";
    for (const [index, item] of items.entries()) {
      this.#variables.set(variable, item);
      this.#variables.set("velocityCount", index + 1);
      this.#variables.set("foreach", roundOf(index, items.length, outer[0]?.[1] ?? null));
      end = this.body(body);
      if (end !== "") {
        break;
      }
    }
    outer.forEach(([name, value]) =>
      value === undefined ? this.#variables.delete(name) : this.#variables.set(name, value),
    );
    return end === "stop" ? "stop" : "";
  }

  /** An unknown name, a missing property and null are all the same: nothing. */
  #resolve({ name, steps }: Reference): Value {
    return steps.reduce<Value>(
      (at, step) => this.#follow(at, step),
      this.#variables.get(name) ?? null,
    );
  }

  #follow(at: Value, step: VtlStep): Value {
    this.#step();
    switch (step.kind) {
      case "property":
        return propertyOf(at, step.name);
      case "call":
        return this.#made(
          callMethod(
            at,
            step.name,
            step.args.map((each) => this.#evaluate(each)),
          ),
        );
      case "index":
        return itemOf(at, this.#evaluate(step.at));
    }
  }

  /** `#set`: null is not assigned (Velocity 1.7: directive.set.null.allowed). */
  #assign({ name, steps }: Reference, value: Value): void {
    const last = steps.at(-1);
    if (value === null) {
      return;
    }
    if (last === undefined) {
      this.#variables.set(name, value);
      return;
    }
    const holder = this.#resolve({ name, steps: steps.slice(0, -1) });
    const key =
      last.kind === "index"
        ? textOf(this.#evaluate(last.at))
        : last.kind === "property"
          ? last.name
          : "";
    if (isCompound(holder) && last.kind !== "call") {
      put(holder, key, value);
    }
  }

  #evaluate(expression: Expression): Value {
    this.#step();
    switch (expression.kind) {
      case "literal":
        return expression.value;
      case "template": {
        const outer = this.out;
        this.out = "";
        this.body(expression.body);
        const made = this.out;
        this.out = outer;
        return made;
      }
      case "reference":
        return this.#resolve(expression.reference);
      case "list":
        return listOf(expression.items.map((each) => this.#evaluate(each)));
      case "range":
        return rangeOf(this.#evaluate(expression.from), this.#evaluate(expression.to));
      case "map":
        return mapOf(
          expression.entries.map(([key, each]) => [
            textOf(this.#evaluate(key)),
            this.#evaluate(each),
          ]),
        );
      case "not":
        return !isTrue(this.#evaluate(expression.of));
      case "binary":
        return binary(expression.operator, this.#evaluate(expression.left), () =>
          this.#evaluate(expression.right),
        );
    }
  }
}

/** What `$foreach` says of a round. */
function roundOf(index: number, count: number, parent: Value): Value {
  return mapOf([
    ["index", index],
    ["count", index + 1],
    ["hasNext", index + 1 < count],
    ["first", index === 0],
    ["last", index + 1 === count],
    ["parent", parent],
  ]);
}

function propertyOf(at: Value, name: string): Value {
  if (!isCompound(at)) {
    return null;
  }
  switch (at.kind) {
    case "native":
      return at.properties.get(name)?.() ?? null;
    case "map":
      return at.entries.get(name) ?? null;
    case "list":
      return null;
  }
}

function itemOf(at: Value, key: Value): Value {
  return isCompound(at) && at.kind === "list"
    ? (at.items.at(Number(key)) ?? null)
    : propertyOf(at, textOf(key));
}

function put(holder: Exclude<Value, null | boolean | number | string>, key: string, value: Value) {
  switch (holder.kind) {
    case "native":
      holder.setters.get(key)?.(value);
      return;
    case "map":
      holder.entries.set(bounded(key), value);
      return;
    case "list":
      if (/^\d{1,6}$/.test(key) && Number(key) < holder.items.length) {
        holder.items[Number(key)] = value;
      }
  }
}

/** Whole numbers from one to another, both included; the longest that a loop could use. */
function rangeOf(from: Value, to: Value): Value {
  if (typeof from !== "number" || typeof to !== "number") {
    return null;
  }
  const step = from <= to ? 1 : -1;
  const count = Math.min(Math.abs(Math.trunc(to) - Math.trunc(from)) + 1, mostRounds);
  return listOf(Array.from({ length: count }, (_, index) => Math.trunc(from) + index * step));
}
