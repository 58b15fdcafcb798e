import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "under everysec replies do not wait for the switch",
  story:
    "Under everysec no reply waits for a sync, so why here? Because what was held is in " +
    "no file at all yet, and everysec promises at least that a kill -9 loses nothing.",
  step: "hybrid",
  file: "increment-log.ts",
  find: "    return this.#switched.then(() => this.#file.beforeSend());",
  replace: [
    '    if (this.#policy !== "always") return undefined;',
    "    return this.#switched.then(() => this.#file.beforeSend());",
  ].join("\n"),
} satisfies Mutant;
