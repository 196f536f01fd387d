/** Who holds a request to a constraint. */
export type Layer = "gateway" | "function" | "nowhere";

/** One constraint of the document, and who holds requests to it. */
export type Row = {
  /** `body /name`, `query limit`, or a place in the document. */
  readonly where: string;
  /** The keyword, and its value in words. */
  readonly keyword: string;
  readonly constraint: string;
  readonly layer: Layer;
  readonly why: string;
};

/** All constraints: by operation, by model, and those that nothing enforces. */
export type Enforcement = {
  readonly operations: readonly { readonly key: string; readonly rows: readonly Row[] }[];
  readonly models: readonly { readonly name: string; readonly rows: readonly Row[] }[];
  readonly nowhere: readonly Row[];
};
