import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the next sync begins while one is under way",
  story:
    "Those that come later share a sync, but it is begun at once. The disk has as many as " +
    "there are turns of the event loop in one sync, and what was saved by grouping is " +
    "spent on queueing.",
  step: "group-commit",
  file: "group-commit.ts",
  find: `    await this.#running;
`,
  replace: `    await undefined;
`,
} satisfies Mutant;
