import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "delete makes no more probes than there are counters",
  story:
    "More probes than counters can only repeat themselves. But add made all of them: what is left " +
    "of each key stays for ever, and the small filter fills up.",
  step: "counting-filter",
  file: "counting-bloom.ts",
  find: `if (!this.mayContain(key)) return false;
    const { bits, hashes } = this.#size;`,
  replace: `if (!this.mayContain(key)) return false;
    const { bits } = this.#size;
    const hashes = Math.min(this.#size.hashes, bits);`,
} satisfies Mutant;
