import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "compact keeps the last user key that it wrote as it came",
  story:
    "The iterator writes the next key over it. Then every key is equal to the last one, " +
    "and no table ever ends.",
  step: "compact",
  file: "compact.ts",
  find: "  readonly #userKey = new LastUserKey();",
  replace: `  readonly #userKey = {
    last: undefined as Uint8Array | undefined,
    isOther(internalKey: Uint8Array) {
      const userKey = internalKey.subarray(0, -8);
      const isOther = this.last === undefined || Buffer.compare(userKey, this.last) !== 0;
      if (isOther) this.last = userKey;
      return isOther;
    },
  };`,
} satisfies Mutant;
