/** Checkouts may end lines in their own way: that alone is no edit. */
export function lines(text: string): string {
  return text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text;
}

/** One line of a text, from 1, as {@link restOfLine} has it. */
export function lineOf(text: string, line: number): string {
  let from = 0;
  for (let number = 1; number < line; number += 1) {
    from = text.indexOf("\n", from) + 1;
  }
  return restOfLine(text, from);
}

/** What is left of the line that an offset is in. */
export function restOfLine(text: string, from: number): string {
  const found = text.indexOf("\n", from);
  const end = found < 0 ? text.length : found;
  return text.slice(from, text[end - 1] === "\r" ? end - 1 : end);
}
