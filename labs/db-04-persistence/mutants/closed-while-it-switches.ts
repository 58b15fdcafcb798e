import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "close does not wait for a switch that is under way",
  story:
    "It closes the increment before, which the switch is closing anyway. Then the switch " +
    "ends, and opens the next one in a server that has ended: its commands are never " +
    "synced, its handle is never closed.",
  step: "hybrid",
  file: "increment-log.ts",
  find: ["    await this.#switched.catch(() => {});", "    await this.#file.close();"].join("\n"),
  replace: "    await this.#file.close();",
} satisfies Mutant;
