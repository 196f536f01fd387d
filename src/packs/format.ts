import { printWidth } from "./helpers.ts";

/** The house format of generated projects. Templates print it themselves; Prettier is the judge. */
export const houseFormat = { printWidth } as const;

/**
 * Formats one file with Prettier, which also proves that its syntax is right.
 *
 * @param path decides the parser
 * @returns the text as it is where Prettier knows no parser for the path
 */
export async function formatFile(path: string, text: string): Promise<string> {
  const prettier = await import("prettier");
  const { inferredParser } = await prettier.getFileInfo(path, { resolveConfig: false });
  return inferredParser === null
    ? text
    : prettier.format(text, { ...houseFormat, parser: inferredParser });
}
