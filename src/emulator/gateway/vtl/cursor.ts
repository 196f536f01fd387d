import { TemplateError, type VtlNode } from "./syntax.ts";

/** Levels of directives, parentheses and quotes inside one another. */
const deepest = 60;

type Parse = (text: string, depth: number) => readonly VtlNode[];

/** A place in the text of a template that moves on as the template is read. */
export class Cursor {
  readonly text: string;
  at = 0;
  #depth: number;
  readonly #parse: Parse;

  /** @param parse reads what stands in double quotes, which is a template itself */
  constructor(text: string, depth: number, parse: Parse) {
    this.text = text;
    this.#depth = depth;
    this.#parse = parse;
  }

  /** Reads a text in double quotes. */
  quoted(text: string): readonly VtlNode[] {
    return this.#parse(text, this.#depth + 1);
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Takes what an expression finds right here; null where it finds nothing. @param pattern sticky */
  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    this.at += found?.[0].length ?? 0;
    return found;
  }

  /** True, and past it, where a text stands here, after white space. */
  eat(text: string): boolean {
    this.take(/\s*/y);
    if (!this.text.startsWith(text, this.at)) {
      return false;
    }
    this.at += text.length;
    return true;
  }

  /** @throws TemplateError where the text does not stand here */
  expect(text: string): void {
    if (!this.eat(text)) {
      this.fail(`expected ${text}`);
    }
  }

  /** Reads something inside something else. @throws TemplateError where that goes too deep */
  inside<Value>(read: () => Value): Value {
    this.#depth += 1;
    if (this.#depth > deepest) {
      this.fail("nested too deep");
    }
    const value = read();
    this.#depth -= 1;
    return value;
  }

  fail(reason: string): never {
    const line = this.text.slice(0, this.at).split("\n").length;
    throw new TemplateError(`${reason} in line ${line}`);
  }
}
