import type { ServiceQuota } from "../aws/limits.ts";
import type { Stack } from "../aws/stack/stack.ts";
import type { PlannedFile } from "./file.ts";
import { fileNamed, type Pack } from "./pack.ts";

/**
 * The longest name of a function (Lambda: quotas), where infrastructure names functions itself.
 *
 * @param name of the project
 */
export function nameLimits(stack: Stack, name: string, packs: readonly Pack[]): ServiceQuota[] {
  const pattern = packs.find(({ functionName }) => functionName !== undefined)?.functionName ?? "";
  const names = stack.functions.map(({ id }) =>
    pattern.replace("{name}", name).replace("{id}", id),
  );
  const longest = names.reduce((a, b) => (b.length > a.length ? b : a), "");
  return [
    {
      what: `characters of the function's name ${longest}`,
      count: longest.length,
      limit: 64,
      fix: "give the project a shorter `name` in the config, or the operation a shorter operationId",
    },
  ];
}

/** Sizes of texts that AWS limits, as packs declare them. @param files those that are planned */
export function sizeLimits(files: readonly PlannedFile[], packs: readonly Pack[]): ServiceQuota[] {
  const bytes = (reference: string) => {
    const { path } = fileNamed(packs, reference);
    return Buffer.byteLength(files.find((file) => file.path === path)?.text ?? "");
  };
  return packs
    .flatMap(({ limits = [] }) => limits)
    .map(({ of, bytes: limit, what, fix }) => {
      const [first = 0, ...others] = of.map(bytes);
      const count = first === 0 ? 0 : others.reduce((sum, each) => sum + each, first);
      return { what, count, limit, fix };
    });
}
