import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title:
    "a large pipeline is refused, since the limit for a line is held against all that is unread",
  story:
    "The limit is compared with the size of the buffer and not with the line's part of it. " +
    "It never happens with one request at a time. Redis 3.2.6 refused large HMSETs with " +
    "`too big bulk count string` for this reason (issue 3726).",
  step: "server",
  file: "request.ts",
  find: "    const isBulk = input.bytes[input.start] === DOLLAR;",
  replace: [
    "    if (input.end - input.start > this.#limits.maxInlineBytes) {",
    '      throw new ProtocolError("too-big-count", "too big bulk count string");',
    "    }",
    "    const isBulk = input.bytes[input.start] === DOLLAR;",
  ].join("\n"),
} satisfies Mutant;
