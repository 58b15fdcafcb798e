import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "above a thousand keys in a range, versions count once",
  story:
    "A guard against large filters that nobody asked for. A key that is written a thousand " +
    "times makes a table that is not LevelDB's byte for byte.",
  step: "filter-block",
  file: "filter-block.ts",
  find: `  addKey(userKey: Uint8Array): void {
    this.#hashes.push(bloomHash(userKey));`,
  replace: `  addKey(userKey: Uint8Array): void {
    const last = this.#hashes.length > 0 ? this.#hashes[this.#hashes.length - 1] : undefined;
    const h = bloomHash(userKey);
    if (last === h && this.#hashes.length >= 1000) return;
    this.#hashes.push(h);`,
} satisfies Mutant;
