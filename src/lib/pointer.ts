/** Splits a JSON pointer into its reference tokens, unescaped (RFC 6901 §4). `""` gives none. */
export function tokensOf(pointer: string): string[] {
  return pointer === "" ? [] : pointer.slice(1).split("/").map(unescapeToken);
}

/** One name as a reference token (RFC 6901 §3). */
export function escapeToken(name: string): string {
  return /[~/]/.test(name) ? name.replaceAll("~", "~0").replaceAll("/", "~1") : name;
}

function unescapeToken(token: string): string {
  return token.includes("~") ? token.replaceAll("~1", "/").replaceAll("~0", "~") : token;
}

/**
 * The fragment of a URI as a JSON pointer (RFC 6901 §6).
 *
 * @returns null where the fragment is not a pointer or its percent-encoding is malformed
 */
export function pointerOfFragment(fragment: string): string | null {
  try {
    const pointer = decodeURIComponent(fragment);
    return pointer === "" || pointer.startsWith("/") ? pointer : null;
  } catch {
    return null;
  }
}
