import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a base that is whole stays where the manifest after it could not be written",
  story:
    "saveSnapshot clears up after itself, and it had ended well. On a full disk each rewrite that fails leaves another base, and the disk stays full.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: "      if (this.#manifest.base !== base) this.#remove(base.name);\n",
  replace: "",
} satisfies Mutant;
