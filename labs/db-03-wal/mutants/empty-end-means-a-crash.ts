import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "where the last segment is empty, the one before it is cut as the last one is",
  story:
    "A crash in the middle of a rotation, somebody thought. But the next segment is made " +
    "when the one before it is synced: what is bad there is rot, and acknowledged records " +
    "were cut.",
  step: "segments",
  file: "recovery.ts",
  find: `  const segments = segmentsIn(disk, directory);
`,
  replace: `  const segments = segmentsIn(disk, directory);
  const [full, empty] = segments.slice(-2);
  if (full !== undefined && empty !== undefined) {
    const [before, file] = [full, empty].map(({ path }) => disk.open(path, "existing"));
    let isTorn = false;
    try {
      const reader = new LogReader(before!);
      let found = reader.next();
      while (found.kind === "record") found = reader.next();
      isTorn = file!.size === 0 && found.kind !== "end";
    } finally {
      before!.close();
      file!.close();
    }
    if (isTorn) {
      disk.remove(empty.path);
      segments.pop();
    }
  }
`,
} satisfies Mutant;
