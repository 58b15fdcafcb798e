import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a machine whose disk has failed goes on voting, from memory",
  story:
    "Its disk is broken, its memory is not, and so it stays useful: it answers, and nothing of what it says is durable. " +
    "Silence is what the others can bear; a promise that nobody keeps they cannot.",
  step: "persistence",
  file: "server.ts",
  find: `          await this.#storage?.save(hardState, entries);
`,
  replace: `          await this.#storage?.save(hardState, entries).catch(() => {});
`,
} satisfies Mutant;
