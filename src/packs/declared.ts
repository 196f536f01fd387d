import type { Pack } from "./pack.ts";

/** What the first line of a template says: `{{! takes StackFunction }}`. */
const firstLine = /^\{\{! takes (.+?) \}\}\n/;

/** The type that each template of a pack receives, by its path in the pack; null where its first line names none. */
export function declaredTypes({ texts }: Pack): Map<string, string | null> {
  return new Map(
    [...texts]
      .filter(([path]) => path.endsWith(".hbs"))
      .map(([path, text]) => [path.slice(0, -4), firstLine.exec(text)?.[1] ?? null]),
  );
}

/**
 * True where a template may be given what it was given.
 *
 * @param declared alternatives with ` | ` between them, each of them types with ` & `
 * @param given the names of the types that it was given
 */
export function accepts(declared: string, given: readonly string[]): boolean {
  return declared
    .split(" | ")
    .some((alternative) => alternative.split(" & ").every((type) => given.includes(type)));
}
