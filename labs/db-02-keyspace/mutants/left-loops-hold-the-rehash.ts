import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a loop that is left by break holds the rehash for ever",
  story:
    "The line after the loop lets the rehash go on. A generator that is left by break or an " +
    "exception never comes to that line; only finally is always run. From then on the dict " +
    "has two tables, and grows no more.",
  step: "dict",
  file: "dict.ts",
  find: [
    "    } finally {",
    "      this.#readers -= 1;",
    "    }",
    "  }",
    "",
    "  /**",
    "   * How the dict",
  ].join("\n"),
  replace: [
    "      this.#readers -= 1;",
    "    } finally {",
    "    }",
    "  }",
    "",
    "  /**",
    "   * How the dict",
  ].join("\n"),
} satisfies Mutant;
