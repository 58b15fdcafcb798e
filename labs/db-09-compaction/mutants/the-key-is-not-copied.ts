import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last user key is kept as it came",
  story:
    "It is a view of a block or a buffer, which the next entry overwrites: every key is the " +
    "same as the one before.",
  step: "dropping",
  file: "drop-rule.ts",
  find: "  readonly #userKey = new LastUserKey();",
  replace: `  readonly #userKey = {
    last: undefined as Uint8Array | undefined,
    isOther(internalKey: Uint8Array) {
      const userKey = userKeyOf(internalKey);
      const isOther = this.last === undefined || compareBytes(userKey, this.last) !== 0;
      if (isOther) this.last = userKey;
      return isOther;
    },
  };`,
} satisfies Mutant;
