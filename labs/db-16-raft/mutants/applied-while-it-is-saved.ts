import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "committed entries are applied before they are durable here",
  story:
    "They are committed, so what can happen? On a cluster of one machine they are not: the answer is out, the power " +
    "goes, and the command has never been.",
  step: "persistence",
  file: "server.ts",
  find: `        const { hardState, entries, messages, committed } = ready;
`,
  replace: `        const { hardState, entries, messages, committed } = ready;
        for (const entry of committed.splice(0)) this.#apply(entry);
`,
} satisfies Mutant;
