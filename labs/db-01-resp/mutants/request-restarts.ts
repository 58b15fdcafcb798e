import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a request that is not whole is read again from its star with each chunk",
  story:
    "To begin again is simpler than to remember where one was, and most requests come whole. " +
    "A client that sends a thousand arguments one by one has the first one read a thousand " +
    "times. Redis remembers the count that is missing for this reason (multibulklen).",
  step: "server",
  file: "request.ts",
  find: ["  #read(): Request | undefined {", "    const input = this.#input;", ""].join("\n"),
  replace: [
    "  #read(): Request | undefined {",
    "    const from = this.#input.start;",
    "    const isFresh = this.#missing === 0;",
    "    const request = this.#readOn();",
    "    if (request === undefined && isFresh && this.#missing > 0 && this.#length < 0) {",
    "      this.#input.start = from;",
    "      this.#args = [];",
    "      this.#missing = 0;",
    "    }",
    "    return request;",
    "  }",
    "",
    "  #readOn(): Request | undefined {",
    "    const input = this.#input;",
    "",
  ].join("\n"),
} satisfies Mutant;
