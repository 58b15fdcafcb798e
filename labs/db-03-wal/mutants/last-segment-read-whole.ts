import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the last segment is read into memory before it is parsed",
  story:
    "It is written again in part anyway. With segments of a gigabyte, opening the log " +
    "needed one, and a record of two gigabytes made it impossible.",
  step: "segments",
  file: "recovery.ts",
  find: `settings: LogSettings): Tail {
  const reader = new LogReader(file);
`,
  replace: `settings: LogSettings): Tail {
  const bytes = file.readExactly(0, file.size);
  const memory: DiskFile = Object.create(file, {
    size: { value: bytes.length },
    read: { value: (at: number, length: number) => Uint8Array.from(bytes.subarray(at, at + length)) },
  });
  const reader = new LogReader(memory);
`,
} satisfies Mutant;
