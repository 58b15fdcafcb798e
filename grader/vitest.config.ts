import { defineConfig } from "vitest/config";

/**
 * The tests of what labs stand on. The grader's own start graders, which are processes, so two files at a time, and
 * with patience; the machine's show that its simulated disk loses what it may and keeps what it must.
 */
export default defineConfig({
  test: {
    include: ["grader/tests/**/*.test.ts", "labs/machine/tests/**/*.test.ts"],
    // Where these run in GitHub Actions, a grading that they start is not the workflow's.
    env: { GITHUB_ACTIONS: "" },
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
