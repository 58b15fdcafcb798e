import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "GET of a key of another kind is no use of it",
  story:
    "The kind is looked at before the key counts as used. A client that asks the wrong key again and again is no use of it, and Redis says it is.",
  step: "strings",
  file: "keyspace.ts",
  find: `    const value = this.get(key);
    if (value === undefined || value.kind === kind) {`,
  replace: `    const value = this.peek(key)?.value;
    if (value === undefined || value.kind === kind) {
      this.get(key);`,
} satisfies Mutant;
