/** Documentation from `title`, `description` and `deprecated`. */
export type Doc = {
  readonly lines: readonly string[];
  readonly isSingle: boolean;
  readonly isDeprecated: boolean;
};
