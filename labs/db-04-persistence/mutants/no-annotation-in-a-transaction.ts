import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an annotation between MULTI and EXEC is damage",
  story:
    "With aof-timestamp-enabled Redis writes #TS when the second changes, wherever that is. Once in a thousand transactions, the server does not start.",
  step: "append",
  file: "replay.ts",
  find: '    if (item.kind === "bad") this.#fail(item.at, item.why);',
  replace:
    '    if (item.kind === "bad") this.#fail(item.at, item.why);\n    if (item.kind === "annotation" && this.#transaction !== undefined) {\n      this.#fail(item.at, "an annotation in a transaction");\n    }',
} satisfies Mutant;
