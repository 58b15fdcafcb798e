import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "get looks into the next block where its own has no entry that will do",
  story:
    "Right, and one read too many for a key that is not there: the separator has said so already.",
  step: "table-reader",
  file: "table.ts",
  find: `      if (!place.isValid || !isSameUserKey(place.key, target)) return undefined;
      return`,
  replace: `      if (!place.isValid) {
        index.next();
        if (!index.isValid) return undefined;
        const other = this.#source.lease(handleAt(this.#index, index));
        try {
          const second = other.block.iterator(compareInternalKeys, TAG_SIZE_BYTES);
          second.seek(target);
          if (!second.isValid || !isSameUserKey(second.key, target)) return undefined;
          return { key: Uint8Array.from(second.key), value: second.value };
        } finally {
          other.release();
        }
      }
      if (!isSameUserKey(place.key, target)) return undefined;
      return`,
} satisfies Mutant;
