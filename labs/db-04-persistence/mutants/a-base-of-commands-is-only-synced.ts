import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a base of commands is synced, and not written again",
  story:
    "The sync before it had failed, and left the pages marked clean. So this one has " +
    "nothing to do and succeeds; the keys are shown, and the next power cut takes them.",
  step: "hybrid",
  file: "base-file.ts",
  find: [
    '    const { end, start } = await recoverAof(disk, path, apply, "refuse");',
    "    start?.file.close();",
    "    return end.commands;",
  ].join("\n"),
  replace: [
    '    const file = disk.open(path, "existing");',
    "    try {",
    "      const commands = readBehind(file, 0, apply);",
    "      await file.sync();",
    "      return commands;",
    "    } finally {",
    "      file.close();",
    "    }",
  ].join("\n"),
} satisfies Mutant;
