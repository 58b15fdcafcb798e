import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "who calls for a write while the last one ends waits for nobody",
  story:
    "The loop has looked whether somebody waits, and is over; that it is over is noted a moment later. In between a writer joins a queue that nobody serves. It is the reference's own first bug.",
  step: "recovery",
  file: "write-path.ts",
  find: `      if (this.#waiting.length === 1) this.#drained = this.#drain();
`,
  replace: `      if (this.#waiting.length > 1 || this.#drained !== DONE) return;
      this.#drained = this.#drain().finally(() => {
        this.#drained = DONE;
      });
`,
} satisfies Mutant;
