export type { Mode } from "./packs/file.ts";

/** What the command line can do, as functions. */
export { diff } from "./diff.ts";
export { explainBackend, explainGateway, type GatewayExplanation } from "./explain.ts";
export { generate } from "./generate.ts";
export { careful, type Options, type RunResult } from "./options.ts";
export { readDocument } from "./understand.ts";
export type { Backend } from "./aws/backend.ts";
export type { PrintedBackend } from "./aws/printed.ts";
export type { Hooks, PackManifest } from "./packs/pack.ts";
export type { Finding } from "./compat/finding.ts";
export { readConfig, type Config } from "./config/config.ts";
export { Stop } from "./diagnostics/collector.ts";
export type { Diagnostic, Place } from "./diagnostics/diagnostic.ts";
export type { FileChange, ChangeKind } from "./project/change.ts";
