import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the records are kept until all was judged, then handed out",
  story:
    "It seemed wise to hand out nothing before the whole log was known to be good. A log " +
    "of some gigabytes could not be opened any more.",
  step: "segments",
  file: "recovery.ts",
  find: `  const nextIndex = readSealed(disk, segments, settings);
  const file = disk.open(last.path, "create");
  try {
    const tail = readTail(file, last, settings);
`,
  replace: `  const held: [Uint8Array, number][] = [];
  const quiet = {
    ...settings,
    replay: (record: Uint8Array, index: number) => void held.push([record, index]),
  };
  const nextIndex = readSealed(disk, segments, quiet);
  const file = disk.open(last.path, "create");
  try {
    const tail = readTail(file, last, quiet);
    for (const [record, index] of held) settings.replay(record, index);
`,
} satisfies Mutant;
