import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a user key is asked for once",
  story:
    "The versions behind the first are skipped: the filter knows nothing of versions. But a " +
    "get at an old snapshot asks for those, and an audit counts what is lost.",
  step: "leveldb",
  file: "denied-keys.ts",
  find: "    if (table.get(entries.key) === undefined) denied.push(Uint8Array.from(entries.key));",
  replace: [
    "    const last = denied.at(-1);",
    "    const same = last !== undefined && Buffer.compare(last.subarray(0, -8), entries.key.subarray(0, -8)) === 0;",
    "    if (!same && table.get(entries.key) === undefined) denied.push(Uint8Array.from(entries.key));",
  ].join("\n"),
} satisfies Mutant;
