import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "RANDOMKEY names dead keys",
  story:
    "It draws from the table, and nobody looks for the key it drew. A sweeper that " +
    "deletes what RANDOMKEY names goes round in circles.",
  step: "expiry",
  file: "keyspace.ts",
  find: [
    "      const entry = this.peek(drawn[0]);",
    "      if (entry !== undefined) return entry;",
    "    }",
    "  }",
    "",
    "  /** An entry drawn",
  ].join("\n"),
  replace: ["      return drawn[1];", "    }", "  }", "", "  /** An entry drawn"].join("\n"),
} satisfies Mutant;
