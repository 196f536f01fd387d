#!/usr/bin/env node
import { main } from "../dist/bundle/cli/main.js";

// Whoever reads may stop before all is said: `sls-gen templates list | head`.
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") {
    throw error;
  }
});

process.exitCode = await main(process.argv.slice(2));
