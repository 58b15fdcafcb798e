import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "Whoever writes over a key makes it a new one",
  story:
    "put takes out what is there and adds an entry. All replies are right, but a counter that " +
    "is SET ten times a second has the frequency of a key that nobody knows, and goes first " +
    "under LFU.",
  step: "eviction",
  file: "keyspace.ts",
  find: `    if (held !== undefined) this.#use(held);
    const entry = held ?? this.#add(key, value, NEW_FREQUENCY);
`,
  replace: `    if (held !== undefined) this.#drop(held);
    const entry = this.#add(key, value, NEW_FREQUENCY);
`,
} satisfies Mutant;
