import { defineConfig } from "vitest/config";

/** The grader's own tests: they start graders, which are processes, so two files at a time, and with patience. */
export default defineConfig({
  test: {
    include: ["grader/tests/**/*.test.ts"],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
