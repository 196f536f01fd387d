// Yours: written once by `sls-gen generate`, never rewritten.
import { configDefaults, defineConfig } from "vitest/config";
import { orphans } from "./src/generated/orphans.ts";

export default defineConfig({
  test: {
    exclude: [...configDefaults.exclude, ...orphans],
    // Test files of a worker share their modules, which is many times faster. Set it to true if your tests mock modules.
    isolate: false,
  },
});
