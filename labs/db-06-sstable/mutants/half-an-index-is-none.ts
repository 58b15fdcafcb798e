import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what an index has before its damage is not looked at",
  story: "One bit in the index, and no data block of the table is checked at all.",
  step: "damage",
  file: "check-table.ts",
  find: `    const entries: { key: Uint8Array; handle: BlockHandle }[] = [];
    this.#tried(() => {
      const place = block.iterator(compare, keySizeBytesMin);
      for (place.seekToFirst(); place.isValid; place.next()) {
        entries.push({ key: Uint8Array.from(place.key), handle: handleAt(block, place) });
      }
    });
    return entries;
`,
  replace: `    const entries: { key: Uint8Array; handle: BlockHandle }[] = [];
    let isWhole = false;
    this.#tried(() => {
      const place = block.iterator(compare, keySizeBytesMin);
      for (place.seekToFirst(); place.isValid; place.next()) {
        entries.push({ key: Uint8Array.from(place.key), handle: handleAt(block, place) });
      }
      isWhole = true;
    });
    return isWhole ? entries : [];
`,
} satisfies Mutant;
