import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a commit resolves when its sync has begun",
  story:
    "An await is missing. Every test on a fast disk passes, since the sync is over before " +
    "anybody looks.",
  step: "group-commit",
  file: "group-commit.ts",
  find: `      await this.#sync();
    } finally`,
  replace: `      void this.#sync().catch(() => {});
    } finally`,
} satisfies Mutant;
