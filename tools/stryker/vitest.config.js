import { defineConfig } from "vitest/config";

/** The tests that can notice a mutant of the sample, and start no process of their own. */
export default defineConfig({
  test: {
    include: [
      "test/read/**/*.test.ts",
      "test/aws/gateway/{paths,enforcement,project,own,shared}.test.ts",
      "test/emulator/sigv4.test.ts",
      "test/emulator/vtl/**/*.test.ts",
    ],
    exclude: ["test/read/schemas/backtracking.test.ts", "test/read/cases/requests.test.ts"],
    testTimeout: 60_000,
    isolate: false,
  },
});
