/** Checkouts may end lines in their own way: that alone is no edit. */
export function lines(text: string): string {
  return text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text;
}
