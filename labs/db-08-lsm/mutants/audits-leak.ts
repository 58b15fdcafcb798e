import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the audit leaves the tables open",
  story: "An audit each hour, and on the third day the server has no file descriptors.",
  step: "leveldb",
  file: "check-store.ts",
  find: [
    "      return faults.length === 0;",
    "    } finally {",
    "      file.close();",
    "    }",
  ].join("\n"),
  replace: [
    "      return faults.length === 0;",
    "    } finally {",
    "      if (file.size === 0) file.close();",
    "    }",
  ].join("\n"),
} satisfies Mutant;
