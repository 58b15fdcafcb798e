import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "A frequency grows first and decays afterwards",
  story:
    "The chance to grow is taken from what the frequency was before the pause: the favourite " +
    "of last week hardly grows when it is needed again.",
  step: "eviction",
  file: "eviction.ts",
  find: `  const frequency = decayedFrequency(entry, now, eviction);
  if (frequency >= MAX_FREQUENCY) return frequency;
  const above = Math.max(0, frequency - NEW_FREQUENCY);
  return random.next() * (above * eviction.lfuLogFactor + 1) < 1 ? frequency + 1 : frequency;`,
  replace: `  const frequency = decayedFrequency(entry, now, eviction);
  if (frequency >= MAX_FREQUENCY) return frequency;
  const above = Math.max(0, entry.frequency - NEW_FREQUENCY);
  return random.next() * (above * eviction.lfuLogFactor + 1) < 1 ? frequency + 1 : frequency;`,
} satisfies Mutant;
