import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "zeros are taken for the end of a file that was lengthened, whatever stands behind them",
  story:
    "A crash does leave zeros. A device that lost a block in the middle of the segment " +
    "does too, and every record behind it was cut without an error.",
  step: "segments",
  file: "recovery.ts",
  find: "  const clear = stop.offset + settings",
  replace: `  const zeros = { path: segment.path, offset: stop.start, bytes: file.size - stop.start };
  if (stop.reason === "zeros") {
    return { records, lastStart, end: stop.start, cut: { ...zeros, reason: stop.reason } };
  }
  const clear = stop.offset + settings`,
} satisfies Mutant;
