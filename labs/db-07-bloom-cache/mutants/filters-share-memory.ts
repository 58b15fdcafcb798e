import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "each filter is made in the memory of the one before",
  story:
    "A buffer that is used again spares allocations. Who makes two filters and writes both has " +
    "written the second one twice: keys of the first are denied.",
  step: "bloom",
  file: "bloom.ts",
  find: `  return bloomFilterOf(keys.map(bloomHash), bitsPerKey);
}`,
  replace: `  const filter = bloomFilterOf(keys.map(bloomHash), bitsPerKey);
  if (scratch.length < filter.length) scratch = new Uint8Array(filter.length * 2);
  scratch.set(filter);
  return scratch.subarray(0, filter.length);
}

let scratch = new Uint8Array(0);`,
} satisfies Mutant;
