import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the handle of a full segment is kept until the log is closed",
  story:
    "Each rotation took one handle more. After a thousand of them no file could be opened " +
    "any more, in all of the process.",
  step: "segments",
  file: "log.ts",
  find: `    this.#active.close();
    this.#active = new DurableFile(file);
`,
  replace: `    const full = this.#active;
    const close = file.close.bind(file);
    file.close = () => {
      close();
      full.close();
    };
    this.#active = new DurableFile(file);
`,
} satisfies Mutant;
