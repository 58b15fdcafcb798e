import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what was sent once is not sent again with a heartbeat",
  story:
    "A heartbeat is taken for a message of another kind. the MIT 6.824 \"Students' Guide to " +
    'Raft" (Gjengset, 2016): it is an AppendEntries like any other. A lost Append is made ' +
    "good by nothing.",
  step: "elections",
  file: "leadership.ts",
  find: "    const entries = this.#log.slice(nextIndex, this.#log.lastIndex + 1, appendEntriesMax);",
  replace: [
    "    const most = progress.isAwaited ? 0 : appendEntriesMax;",
    "    const entries = this.#log.slice(nextIndex, this.#log.lastIndex + 1, most);",
  ].join("\n"),
} satisfies Mutant;
