import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "in RESP3, output that is exactly at the mark does not pause",
  story:
    "Room for one byte more was made for a push's type byte, which only RESP3 has, and the " +
    "byte was counted on every reply. The bound that the server promises is off by one " +
    "reply, for one of the two protocols.",
  step: "pipelines",
  file: "connection.ts",
  find: "    return this.#awaitsReply || this.#output.size >= this.#highWaterBytes;",
  replace: [
    "    const spare = this.session.protocol === 3 ? 1 : 0;",
    "    return this.#awaitsReply || this.#output.size >= this.#highWaterBytes + spare;",
  ].join("\n"),
} satisfies Mutant;
