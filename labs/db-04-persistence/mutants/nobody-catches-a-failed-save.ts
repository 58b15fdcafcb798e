import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a BGSAVE that fails ends the server",
  story:
    "Nobody waits for it, so nobody handles its rejection, and Node ends a process for " +
    "that. The disk is full for a minute, and the database is down.",
  step: "real-server",
  file: "persistence-commands.ts",
  find: ["function inBackground(job: Promise<void>): void {", "  job.catch(() => {});", "}"].join(
    "\n",
  ),
  replace: ["function inBackground(job: Promise<void>): void {", "  void job;", "}"].join("\n"),
} satisfies Mutant;
