import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "all seek keys are made in one memory",
  story:
    "An allocation for each get is spared. Who keeps two seek keys, for a range say, has the " +
    "second one twice.",
  step: "internal-keys",
  file: "internal-key.ts",
  find: `export function seekKey(userKey: Uint8Array, sequence: number): Uint8Array {
  return encodeInternalKey(userKey, sequence, ValueType.Value);
}`,
  replace: `let scratch = new Uint8Array(TAG_SIZE_BYTES);
export function seekKey(userKey: Uint8Array, sequence: number): Uint8Array {
  const length = userKey.length + TAG_SIZE_BYTES;
  if (scratch.length < length) scratch = new Uint8Array(length * 2);
  scratch.set(userKey);
  writeTag(scratch, userKey.length, sequence, ValueType.Value);
  return scratch.subarray(0, length);
}`,
} satisfies Mutant;
