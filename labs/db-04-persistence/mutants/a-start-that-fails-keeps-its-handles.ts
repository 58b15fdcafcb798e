import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an RDB file that is damaged stays open",
  story:
    "It throws, and the process ends anyway. Until it is a supervisor in the same process " +
    "that tries again.",
  step: "hybrid",
  file: "base-file.ts",
  find: [
    "    await file.sync();",
    "    return commands;",
    "  } finally {",
    "    file.close();",
    "  }",
    "}",
  ].join("\n"),
  replace: [
    "    await file.sync();",
    "    file.close();",
    "    return commands;",
    "  } finally {",
    "  }",
    "}",
  ].join("\n"),
} satisfies Mutant;
