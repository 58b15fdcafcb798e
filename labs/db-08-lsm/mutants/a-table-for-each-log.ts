import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each log's end ends a table",
  story: "LevelDB does so. Ten small logs after ten crashes are ten tables in level 0.",
  step: "recovery",
  file: "recovery.ts",
  find: `      dropped = step.value;
    } finally {`,
  replace: `      dropped = step.value;
      await flush();
    } finally {`,
} satisfies Mutant;
