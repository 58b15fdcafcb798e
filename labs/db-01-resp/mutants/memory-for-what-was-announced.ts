import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the memory for a bulk string is taken when its length is read",
  story:
    "The length is known, so the buffer is made at once, in the right size, and nothing is " +
    "ever copied twice. Twelve bytes on the wire then cost 512 MB. Redis could be silenced " +
    "this way by clients that had not logged in (CVE-2021-32675, pull request 9588).",
  step: "decode",
  file: "input-buffer.ts",
  find: "const grown = allocate(Math.min(this.#blobLength, wanted));",
  replace: "const grown = allocate(this.#blobLength);",
} satisfies Mutant;
