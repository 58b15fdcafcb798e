import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what was held is appended a turn after the switch has ended",
  story:
    "The switch is over, so new requests go straight to the file, and those that were " +
    "held follow when there is time. By then their replies have left; and SET k new " +
    "stands before SET k old.",
  step: "hybrid",
  file: "increment-log.ts",
  find: [
    "        this.#held = undefined;",
    "        for (const request of held) this.#file.append(request);",
    "      },",
  ].join("\n"),
  replace: [
    "        this.#held = undefined;",
    "        setImmediate(() => {",
    "          for (const request of held) this.#file.append(request);",
    "        });",
    "      },",
  ].join("\n"),
} satisfies Mutant;
