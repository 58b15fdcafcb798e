import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a reply that comes later is overtaken by those after it",
  story:
    "Promises are awaited one by one, and nothing makes the second wait for the first. RESP " +
    "has no numbers on its replies: the client gives each to whoever asked first. redis-py " +
    "made the same shift on its side (issues 2624 and 2665), and users of ChatGPT saw the " +
    "titles of others' conversations.",
  step: "pipelines",
  file: "connection.ts",
  find: "    this.#awaitsReply = true;",
  replace: "",
} satisfies Mutant;
