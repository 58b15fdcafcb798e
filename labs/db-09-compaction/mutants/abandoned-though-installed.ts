import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the outputs are abandoned where the edit fails",
  story:
    "Its record may be durable although its sync failed. Then the next process looks for " +
    "tables that are gone.",
  step: "compact",
  file: "compact.ts",
  find: `    this.#limits = limits;
`,
  replace: `    this.#limits = limits;
    const installer = host as { install(edit: VersionEdit): Promise<void> };
    const install = host.install.bind(host);
    installer.install = (edit) =>
      install(edit).catch((error) => {
        for (const output of this.#outputs) output.abandon();
        throw error;
      });
`,
} satisfies Mutant;
