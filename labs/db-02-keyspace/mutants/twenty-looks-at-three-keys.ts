import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sample is of twenty looks, however few keys there are",
  story:
    "With three keys, twenty looks see each of them seven times. Harmless, until one " +
    "notices that an idle server looks at its only session two hundred times a second.",
  step: "active-expiry",
  file: "expire-cycle.ts",
  find: [
    "    const size = Math.min(KEYS_PER_SAMPLE, keyspace.deadlineCount, budget - looked);",
    "",
  ].join("\n"),
  replace: ["    const size = Math.min(KEYS_PER_SAMPLE, budget - looked);", ""].join("\n"),
} satisfies Mutant;
