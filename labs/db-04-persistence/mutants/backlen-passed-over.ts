import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the backlen is passed over unread",
  story:
    "Read forwards nobody needs it. So a flipped bit in it is not seen here, and LRANGE" +
    " from the end goes astray in whoever gets the file next.",
  step: "rdb-decode",
  file: "listpack.ts",
  find: ["    checkBacklen(bytes, end, next, end - at, fail);", ""].join("\n"),
  replace: "",
} satisfies Mutant;
