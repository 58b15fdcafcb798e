import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "appendonly without a manifest starts empty, though there is dump.rdb",
  story:
    "So does Redis. Who turned appendonly on in redis.conf and restarted found an empty " +
    "database, and its next save replaced the old one.",
  step: "hybrid",
  file: "load-persistence.ts",
  find: ["  const hasRdb = disk.exists(dbfilename);", "  const directory"].join("\n"),
  replace: ["  const hasRdb = false;", "  const directory"].join("\n"),
} satisfies Mutant;
