import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "where the directory cannot be listed behind the new CURRENT its MANIFEST is not closed",
  story:
    "All that follows the last step that can fail cannot fail, it seemed. The reference did so at first.",
  step: "recovery",
  file: "recovery.ts",
  find: "    versions?.close();\n",
  replace: "",
} satisfies Mutant;
