import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an edit is applied to the version of the moment of the call",
  story:
    "install applies, writes, and sets: in one go, as it reads. Of two that are installed at " +
    "once, the second takes the first one's files away again.",
  step: "manifest",
  file: "version-set.ts",
  find: "    const turn = this.#installed.then(() => this.#installNow(edit));",
  replace: `    const { version } = this.#state;
    const turn = this.#installed.then(() => {
      this.#state = { ...this.#state, version };
      return this.#installNow(edit);
    });`,
} satisfies Mutant;
