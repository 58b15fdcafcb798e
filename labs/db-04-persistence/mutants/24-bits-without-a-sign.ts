import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "integers of 24 bits have no sign",
  story:
    "DataView has no getInt24, so it is put together by hand, and the sign is in the " +
    "byte that is added last.",
  step: "rdb-decode",
  file: "listpack.ts",
  find: "view.getUint16(at + 1, true) + view.getInt8(at + 3) * 2 ** 16",
  replace: "view.getUint16(at + 1, true) + view.getUint8(at + 3) * 2 ** 16",
} satisfies Mutant;
