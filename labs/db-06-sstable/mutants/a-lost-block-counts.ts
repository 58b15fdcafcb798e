import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what was read of a lost block counts as the last key",
  story:
    "One rubbish key that is behind all others, and every whole block that follows is lost with it. " +
    "A salvage saves what is whole, and what was lost has no say.",
  step: "leveldb",
  file: "salvage.ts",
  find: `    const found = entriesOf(source, handle, last);
    if (typeof found === "string") {`,
  replace: `    const found = entriesOf(source, handle, last);
    if (found === "keys out of order") {
      const damaged = source.read(handle).iterator(compareInternalKeys, TAG_SIZE_BYTES);
      damaged.seekToFirst();
      const key = Uint8Array.from(damaged.key);
      if (last === undefined || compareInternalKeys(last, key) < 0) last = key;
    }
    if (typeof found === "string") {`,
} satisfies Mutant;
