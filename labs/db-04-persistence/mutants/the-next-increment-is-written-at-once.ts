import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what comes during a switch is written to the new increment at once",
  story:
    "Replies wait until the old increment is durable, so nothing is promised too early. " +
    "But a crash may leave the old one torn and the new one with commands: the next start " +
    "cannot tell that from rot, and refuses.",
  step: "hybrid",
  file: "increment-log.ts",
  find: [
    "    const held: LoggedRequest[] = [];",
    "    this.#held = held;",
    "    this.#switched = this.#file.close().then(",
    "      () => {",
    "        this.#file = new AofFile(start, { policy: this.#policy, clock: this.#clock });",
    "        this.#held = undefined;",
    "        for (const request of held) this.#file.append(request);",
    "      },",
  ].join("\n"),
  replace: [
    "    const next = new AofFile(start, { policy: this.#policy, clock: this.#clock });",
    "    const held: LoggedRequest[] = [];",
    "    held.push = (request) => {",
    "      next.append(request);",
    "      return 0;",
    "    };",
    "    this.#held = held;",
    "    this.#switched = this.#file.close().then(",
    "      () => {",
    "        this.#file = next;",
    "        this.#held = undefined;",
    "      },",
  ].join("\n"),
} satisfies Mutant;
