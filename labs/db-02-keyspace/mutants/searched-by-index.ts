import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the pivot of LINSERT is searched by index",
  story:
    "A loop over the indexes, and get for each. Each get walks from the nearer end: with ten " +
    "elements that is nothing, and with a million it is two billion steps, for which every " +
    "client waits.",
  step: "collections",
  file: "list.ts",
  find: [
    "    let index = 0;",
    "    for (const other of this.range(0, this.#size)) {",
    "      if (equalBytes(other, element)) return index;",
    "      index += 1;",
    "    }",
    "    return undefined;",
  ].join("\n"),
  replace: [
    "    for (let index = 0; index < this.#size; index++) {",
    "      if (equalBytes(this.get(index)!, element)) return index;",
    "    }",
    "    return undefined;",
  ].join("\n"),
} satisfies Mutant;
