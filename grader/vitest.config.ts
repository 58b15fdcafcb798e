import { defineConfig } from "vitest/config";

/** The grader's own tests: they start graders, so one file at a time, and with patience. */
export default defineConfig({
  test: {
    include: ["grader/tests/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
