import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SCAN visits one part per call",
  story:
    "One bucket has about one entry, so a call finds about one key, whatever COUNT says. A " +
    "million keys take a million round trips.",
  step: "scan",
  file: "scan-commands.ts",
  find: "  } while (next !== 0 && visited < count && parts",
  replace: "  } while (next !== 0 && visited < 1 && visited < count && parts",
} satisfies Mutant;
