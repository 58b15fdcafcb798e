import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "what is salvaged is framed as if the file were empty",
  story:
    "It is, in every example. The second log that is salvaged into the same file begins " +
    "in the middle of a block, and its fragments are cut for the beginning of one.",
  step: "leveldb",
  file: "salvage.ts",
  find: `  const lost: Lost[] = [];
  let records = 0;
  for (;;) {
    const found = reader.next();
    switch (found.kind) {
      case "record":
        to.append(encodeRecord(found.record, to.size));`,
  replace: `  const lost: Lost[] = [];
  const before = to.size;
  let records = 0;
  for (;;) {
    const found = reader.next();
    switch (found.kind) {
      case "record":
        to.append(encodeRecord(found.record, to.size - before));`,
} satisfies Mutant;
