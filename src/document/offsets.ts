import {
  EVENT_ALIAS,
  EVENT_DOCUMENT,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  EVENT_SEQUENCE,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE_DOUBLE_QUOTED,
  SCALAR_STYLE_SINGLE_QUOTED,
  type Event,
} from "js-yaml";

/** A step on the way down: where it is shown, and the event of the value there. */
type Step = { readonly offset: number; readonly at: number };

/**
 * Where the nodes of a YAML or JSON text stand. The text is read once, and a mapping or a list is looked through when
 * something in it is asked for.
 */
export class Offsets {
  readonly #text: string;
  readonly #events: readonly Event[];
  /** For each event, the one after what it opens. */
  readonly #after: Int32Array;
  readonly #steps = new Map<number, ReadonlyMap<string, Step>>();

  /** @throws YAMLException where the text is neither */
  constructor(text: string) {
    this.#text = text;
    this.#events = parseEvents(text, { maxDepth: 100_000 });
    this.#after = afterEach(this.#events);
  }

  /**
   * @param tokens of a JSON pointer (RFC 6901)
   * @returns the offset of the key of the last mapping entry on the way, or of the item of a list; of the last that
   *   exists where the tokens lead further than the text
   */
  of(tokens: readonly string[]): number {
    const root = this.#events[0]?.type === EVENT_DOCUMENT ? 1 : 0;
    let step: Step = { offset: this.#offsetOf(root), at: root };
    for (const token of tokens) {
      const next = this.#stepsFrom(step.at).get(token);
      if (next === undefined) {
        break;
      }
      step = next;
    }
    return step.offset;
  }

  #stepsFrom(at: number): ReadonlyMap<string, Step> {
    const known = this.#steps.get(at);
    if (known !== undefined) {
      return known;
    }
    const type = this.#events[at]?.type;
    const children =
      type === EVENT_MAPPING || type === EVENT_SEQUENCE ? [...this.#childrenOf(at)] : [];
    const steps = type === EVENT_MAPPING ? this.#entries(children) : this.#items(children);
    this.#steps.set(at, steps);
    return steps;
  }

  *#childrenOf(at: number): Generator<number> {
    const end = (this.#after[at] ?? 0) - 1;
    for (let child = at + 1; child < end; child = this.#after[child] ?? end) {
      yield child;
    }
  }

  #items(children: readonly number[]): ReadonlyMap<string, Step> {
    return new Map(
      children.map((at, index) => [String(index), { offset: this.#offsetOf(at), at }]),
    );
  }

  /** Keys and values take turns; of two entries with one key the first is shown. */
  #entries(children: readonly number[]): ReadonlyMap<string, Step> {
    const steps = new Map<string, Step>();
    for (let index = 0; index + 1 < children.length; index += 2) {
      const [key, value] = [children[index] as number, children[index + 1] as number];
      const event = this.#events[key];
      const name = event?.type === EVENT_SCALAR ? getScalarValue(this.#text, event) : null;
      if (name !== null && !steps.has(name)) {
        steps.set(name, { offset: this.#offsetOf(key), at: value });
      }
    }
    return steps;
  }

  #offsetOf(at: number): number {
    const event = this.#events[at];
    if (event?.type === EVENT_SCALAR) {
      return event.valueStart - (quoted.has(event.style) ? 1 : 0);
    }
    if (event?.type === EVENT_MAPPING || event?.type === EVENT_SEQUENCE) {
      return event.start;
    }
    return event?.type === EVENT_ALIAS ? event.anchorStart - 1 : 0;
  }
}

const quoted: ReadonlySet<number> = new Set([
  SCALAR_STYLE_SINGLE_QUOTED,
  SCALAR_STYLE_DOUBLE_QUOTED,
]);

function afterEach(events: readonly Event[]): Int32Array {
  const after = new Int32Array(events.length);
  const open: number[] = [];
  events.forEach(({ type }, index) => {
    if (type === EVENT_POP) {
      after[open.pop() ?? index] = index + 1;
    } else if (type === EVENT_SCALAR || type === EVENT_ALIAS) {
      after[index] = index + 1;
    } else {
      open.push(index);
    }
  });
  return after;
}
