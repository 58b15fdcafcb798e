import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "A sorted set adds up its members whenever it is asked what it takes",
  story:
    "Nobody notices without a limit. With one, each ZADD to a board of a million players goes " +
    "through all of them.",
  step: "eviction",
  file: "sorted-set.ts",
  find: "    return this.size * SORTED_SET_MEMBER_BYTES + this.#memberBytes;",
  replace: `    let bytes = 0;
    for (const { member } of this.forward()) bytes += SORTED_SET_MEMBER_BYTES + member.length;
    return bytes;`,
} satisfies Mutant;
