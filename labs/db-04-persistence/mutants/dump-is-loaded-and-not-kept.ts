import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "dump.rdb is loaded, and not made a base",
  story:
    "The keys are in memory, and what comes is in the log. At the next start there is a " +
    "manifest, so dump.rdb is not looked at any more.",
  step: "hybrid",
  file: "load-persistence.ts",
  find: [
    "      const format = new RdbWriter({ now: clock.now(), isBase: true });",
    "      await directory.saveBase(new Snapshot(keyspace, format), async () => {});",
    "",
  ].join("\n"),
  replace: [
    "      const format = new RdbWriter({ now: clock.now(), isBase: true });",
    "      new Snapshot(keyspace, format).flushed();",
    "",
  ].join("\n"),
} satisfies Mutant;
