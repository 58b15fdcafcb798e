import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the array for a table is made in one piece",
  story:
    "Entries move ten buckets at a time, and still the server stops for ten milliseconds " +
    "when a dict of a million keys begins to grow: new Array writes every slot before it " +
    "returns. Counting moves does not show it; counting what is allocated does.",
  step: "dict",
  file: "dict-table.ts",
  find: [
    "    this.#segments = new Array(Math.ceil(size / SEGMENT_BUCKETS));",
    "    this.#allocate = allocate;",
  ].join("\n"),
  replace: [
    "    this.#allocate = () => [];",
    "    this.#segments = [allocate(size) as Segment<V>];",
    "    for (let i = SEGMENT_BUCKETS; i < size; i += SEGMENT_BUCKETS) this.#segments.push([]);",
  ].join("\n"),
} satisfies Mutant;
