/** What a shipped schema describes: a config, `x-sls-gen` of a document or of an operation, its tables, `pack.json`. */
export type Subject = "config" | "document" | "operation" | "tables" | "pack";

/** The schema of each subject. */
export const subjects: Readonly<Record<Subject, string>> = {
  pack: "https://www.npmjs.com/package/sls-gen/pack.schema.json",
  config: "https://www.npmjs.com/package/sls-gen/config.schema.json",
  document: "https://www.npmjs.com/package/sls-gen/x-sls-gen.schema.json#/$defs/document",
  operation: "https://www.npmjs.com/package/sls-gen/x-sls-gen.schema.json#/$defs/operation",
  tables: "https://www.npmjs.com/package/sls-gen/x-sls-gen.schema.json#/$defs/tables",
};
