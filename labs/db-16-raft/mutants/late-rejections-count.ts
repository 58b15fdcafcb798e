import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every rejection moves the next index, however late it comes",
  story:
    "Heartbeats have each their answer: several rejections of one guess move the leader " +
    "several times, back or forth. akka-entity-replication, issue 165: the next index was too " +
    "low, and a committed entry was to be overwritten.",
  step: "replication",
  file: "progress.ts",
  find: ["    if (prevLogIndex !== this.nextIndex - 1) return;", ""].join("\n"),
  replace: "",
} satisfies Mutant;
