import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "two keys of one length are the same if their last 32 bytes are",
  story: "Keys with a long end in common, a date or a domain's name, vanish.",
  step: "snapshot-reads",
  file: "snapshot-iterator.ts",
  find: "for (let at = length - 1; at >= 0; at--) if (internalKey[at] !== this.#memory[at]) return false;",
  replace:
    "for (let at = length - 1; at >= Math.max(0, length - 32); at--) if (internalKey[at] !== this.#memory[at]) return false;",
} satisfies Mutant;
