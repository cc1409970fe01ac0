import { defineConfig } from "vitest/config";

const long = process.env["GROUNDSTATE_LONG"] !== undefined;

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/build.ts"],
    setupFiles: ["test/support/setup.ts"],
    pool: "threads",
    maxWorkers: "100%", // the default leaves one core of two idle
    isolate: false, // modules are loaded once a worker, not once a file: they were half of the time
    env: { NO_COLOR: "1" }, // CI counts as a terminal with colours otherwise
    testTimeout: long ? 3_600_000 : 120_000,
    reporters: process.env["CI"] === undefined ? ["default"] : ["default", "json"],
    outputFile: { json: ".vitest-report.json" },
  },
});
