import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "With a clock that was set back OBJECT IDLETIME answers a number below 0",
  story:
    "NTP sets the clock back by some milliseconds, and a monitor that reads idle times as " +
    "unsigned numbers reports a key that nobody used for 136 years.",
  step: "eviction",
  file: "server-commands.ts",
  find: "Math.max(0, Math.floor((keyspace.now - entry.usedAt) / 1000))",
  replace: "Math.floor((keyspace.now - entry.usedAt) / 1000)",
} satisfies Mutant;
