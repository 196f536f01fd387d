/** A file of the document: its text and the data in it. `path` is absolute. */
export type SpecFile = { readonly path: string; readonly text: string; readonly data: unknown };
