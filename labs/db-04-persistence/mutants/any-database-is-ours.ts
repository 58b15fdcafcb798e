import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SELECT is skipped, whichever database it chooses",
  story:
    "There is one database here, so the command means nothing. In a file from elsewhere " +
    "the keys of database 1 then overwrite those of database 0.",
  step: "append",
  file: "replay.ts",
  find: '    if (database !== "0") this.#fail(at, `database ${database}: there is only database 0 here`);',
  replace:
    '    if (database === "") this.#fail(at, `database ${database}: there is only database 0 here`);',
} satisfies Mutant;
