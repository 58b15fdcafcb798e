import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a value of no bytes in a table is taken for none",
  story:
    "A length is a fine condition, in most places. A set kept as keys without values is empty " +
    "after its first flush.",
  step: "point-reads",
  file: "store.ts",
  find: `    return found?.kind === "value" ? found.value : undefined;
  }

  /**
   * A new`,
  replace: `    return found?.kind === "value" && found.value.length > 0 ? found.value : undefined;
  }

  /**
   * A new`,
} satisfies Mutant;
