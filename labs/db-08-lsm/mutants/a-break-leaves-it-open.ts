import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "entries closes its iterator at the end only",
  story: "A search for the first match, by for and break, leaks a version and its files each time.",
  step: "iterators",
  file: "store.ts",
  find: [
    "    } finally {",
    "      at.close();",
    "    }",
    "  }",
    "",
    "  /**",
    "   * A snapshot",
  ].join("\n"),
  replace: [
    "    } finally {",
    "      if (!at.isValid) at.close();",
    "    }",
    "  }",
    "",
    "  /**",
    "   * A snapshot",
  ].join("\n"),
} satisfies Mutant;
