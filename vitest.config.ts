import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**"],
    // One fewer than there are cores is the default, which on two leaves one idle.
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 300_000,
    // What is waited for may come late on a busy machine; a second, the default, is a clock in a test.
    expect: { poll: { timeout: 30_000 } },
  },
});
