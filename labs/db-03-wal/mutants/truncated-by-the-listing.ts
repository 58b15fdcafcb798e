import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "truncation removes every .log file whose name is below the segment that is kept",
  story:
    "Somebody had put a copy beside the segments, with a name that sorts before theirs. " +
    "It was not the log's, and it went with the first truncation.",
  step: "segments",
  file: "log.ts",
  find: `        this.#disk.remove(this.#segments[0]!.path);
`,
  replace: `        const kept = this.#segments[1].path.slice(-24);
        for (const name of this.#disk.list(this.#directory)) {
          if (name >= kept || !name.endsWith(".log")) continue;
          this.#disk.remove(this.#directory === "" ? name : \`\${this.#directory}/\${name}\`);
        }
`,
} satisfies Mutant;
