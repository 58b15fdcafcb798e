import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "all blocks are held, and added at the end",
  story: "A table of two gigabytes, to be saved on a machine that has one.",
  step: "leveldb",
  file: "salvage.ts",
  find: `  let count = 0;
  let last: Uint8Array | undefined;
  const place = index.iterator(compareInternalKeys, TAG_SIZE_BYTES);
  for (place.seekToFirst(); place.isValid; place.next()) {
    const handle = handleAt(index, place);
    const found = entriesOf(source, handle, last);
    if (typeof found === "string") {
      lost.push({ ...handle, what: found });
      continue;
    }
    for (const { key, value } of found) to.add(key, value);
    count += found.length;
    last = found.at(-1)?.key ?? last;
  }
`,
  replace: `  let count = 0;
  const all: (readonly Entry[])[] = [];
  let last: Uint8Array | undefined;
  const place = index.iterator(compareInternalKeys, TAG_SIZE_BYTES);
  for (place.seekToFirst(); place.isValid; place.next()) {
    const handle = handleAt(index, place);
    const found = entriesOf(source, handle, last);
    if (typeof found === "string") {
      lost.push({ ...handle, what: found });
      continue;
    }
    all.push(found);
    count += found.length;
    last = found.at(-1)?.key ?? last;
  }
  for (const found of all) for (const { key, value } of found) to.add(key, value);
`,
} satisfies Mutant;
