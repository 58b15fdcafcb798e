import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what a follower lacks is sent before the commit index is looked for",
  story:
    "The answer that makes an entry committed brings an Append with the commit index of before: the follower applies it a round later than it could, and a heartbeat later where nothing more comes.",
  step: "commitment",
  file: "leadership.ts",
  find: [
    "    progress.accepted(matchIndex);",
    "    this.#commit();",
    "    if (matchIndex < progress.sentIndex) return;",
    "    progress.isAwaited = false;",
    "    if (progress.nextIndex <= this.#log.lastIndex) this.#sendAppend(from);",
  ].join("\n"),
  replace: [
    "    progress.accepted(matchIndex);",
    "    if (matchIndex >= progress.sentIndex) {",
    "      progress.isAwaited = false;",
    "      if (progress.nextIndex <= this.#log.lastIndex) this.#sendAppend(from);",
    "    }",
    "    this.#commit();",
  ].join("\n"),
} satisfies Mutant;
