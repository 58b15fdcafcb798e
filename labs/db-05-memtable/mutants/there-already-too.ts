import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a seek to the key where it stands does nothing",
  story: "A seek begins afresh, whatever was before: the inner iterator may have thrown meanwhile.",
  step: "snapshot-reads",
  file: "snapshot-iterator.ts",
  find: `  seek(userKey: Uint8Array): void {
`,
  replace: `  seek(userKey: Uint8Array): void {
    if (this.#isValid && !this.#isBackwards) {
      const at = userKeyOf(this.#inner.key);
      if (at.length === userKey.length && at.every((byte, i) => byte === userKey[i])) return;
    }
`,
} satisfies Mutant;
