import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a reply leaves with the sync that is under way when it comes",
  story:
    "A sync is running, so it will save what has been written: all but the bytes that " +
    "came after it began. Found by a power cut, once in many.",
  step: "fsync",
  file: "aof-file.ts",
  find: "    this.#commits = new GroupCommit(() => file.sync());",
  replace: [
    "    let running: Promise<void> | undefined;",
    "    const commit = () => {",
    "      running ??= file.sync().finally(() => {",
    "        running = undefined;",
    "      });",
    "      return running;",
    "    };",
    "    this.#commits = { commit } as unknown as GroupCommit;",
  ].join("\n"),
} satisfies Mutant;
