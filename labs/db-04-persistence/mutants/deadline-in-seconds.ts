import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a deadline loses its milliseconds",
  story:
    "EXPIRETIME of Redis 2.4 was in seconds, and a clock in seconds is soon at hand. " +
    "Keys die up to a second early after a restart.",
  step: "rdb-encode",
  file: "rdb-writer.ts",
  find: "this.#output.int64(BigInt(deadline));",
  replace: "this.#output.int64(BigInt(Math.floor(deadline / 1000)) * 1000n);",
} satisfies Mutant;
