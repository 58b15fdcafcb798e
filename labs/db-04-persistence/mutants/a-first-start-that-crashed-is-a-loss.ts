import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an increment that holds nothing is taken for a sign of a lost manifest",
  story:
    "An increment without a manifest: somebody has lost it, and the server rather does " +
    "not start. A crash in the first second of its life leaves just that, and it never " +
    "starts again.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: '      const isLost = found.kind === "base" ? !hasRdb : this.#holdsAnything(name);',
  replace: '      const isLost = found.kind === "base" ? !hasRdb : true;',
} satisfies Mutant;
