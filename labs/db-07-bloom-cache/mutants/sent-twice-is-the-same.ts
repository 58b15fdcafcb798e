import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a Bloom filter of it is kept, and given out again",
  story:
    "Nothing has changed, so the same array will do. Who changes what he was given, because it is " +
    "his, has changed what all others are given.",
  step: "counting-filter",
  file: "counting-bloom.ts",
  find: `    const filter = new Uint8Array(bits / 8 + 1);
    for (let at = 0; at < bits; at++) {
      if (this.#count(at) > 0) filter[at >>> 3]! |= 1 << (at & 7);
    }
    filter[bits / 8] = hashes;
    return filter;
  }`,
  replace: `    if (this.#sent !== undefined && this.#sentOf === this.#changes) return this.#sent;
    const filter = new Uint8Array(bits / 8 + 1);
    for (let at = 0; at < bits; at++) {
      if (this.#count(at) > 0) filter[at >>> 3]! |= 1 << (at & 7);
    }
    filter[bits / 8] = hashes;
    this.#sent = filter;
    this.#sentOf = this.#changes;
    return filter;
  }

  #sent: Uint8Array | undefined;
  #sentOf = -1;

  get #changes(): number {
    let sum = 0;
    for (const [at, pair] of this.#counters.entries()) sum = (sum * 31 + pair * (at + 1)) % 1_000_000_007;
    return sum;
  }`,
} satisfies Mutant;
