import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "who asks with the same array gets the same answer",
  story: "The array is the caller's, who may have put another key into it.",
  step: "memtable",
  file: "memtable.ts",
  find: `  get(userKey: Uint8Array, sequence: number): Lookup | undefined {
`,
  replace: `  get(userKey: Uint8Array, sequence: number): Lookup | undefined {
    if (userKey === this.#asked && sequence === this.#at && this.count === this.#of) return this.#answer;
    this.#asked = userKey;
    this.#at = sequence;
    this.#of = this.count;
    this.#answer = this.#look(userKey, sequence);
    return this.#answer;
  }

  #asked: Uint8Array | undefined;
  #at = -1;
  #of = -1;
  #answer: Lookup | undefined;

  #look(userKey: Uint8Array, sequence: number): Lookup | undefined {
`,
} satisfies Mutant;
