import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an interval whose beginning is durable when it ends is let go",
  story:
    "Somebody called sync in the middle of it, so one sync is saved. What was written " +
    "after that sync is never synced, until somebody writes again.",
  step: "durable",
  file: "interval-sync.ts",
  find: `    this.#callOff ??= this.#clock.after(this.#milliseconds, () => this.#ended());
`,
  replace: `    if (this.#callOff !== undefined) return;
    const begun = this.#file.size;
    this.#callOff = this.#clock.after(this.#milliseconds, () => {
      this.#callOff = undefined;
      if (this.#file.durableBytes < begun) this.#ended();
    });
`,
} satisfies Mutant;
