export type { Mode } from "./packs/file.ts";

/** What the command line can do, as functions. */
export {
  diff,
  explainGateway,
  generate,
  readDocument,
  type Explained,
  type Options,
  type Outcome,
} from "./generate.ts";
export type { Finding } from "./compat/finding.ts";
export { readConfig, type Config } from "./config/config.ts";
export { Stop } from "./diagnostics/collector.ts";
export type { Diagnostic, Place } from "./diagnostics/diagnostic.ts";
export type { Change, ChangeKind } from "./project/change.ts";
