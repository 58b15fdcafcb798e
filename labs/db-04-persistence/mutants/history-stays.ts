import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the files of the history are not removed",
  story:
    "The pattern of names finds every leftover. The base that Redis 7 moved in when it " +
    "was upgraded is called appendonly.aof, and stays for ever, as large as it is.",
  step: "hybrid",
  file: "append-only-directory.ts",
  find: ["    for (const { name } of this.#manifest.history) this.#replaced.add(name);", ""].join(
    "\n",
  ),
  replace: "",
} satisfies Mutant;
