import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SCAN goes on until it has found something, however many parts are empty",
  story:
    "After a mass delete the table is still large and nearly empty, and one call with COUNT " +
    "1 walks through all of it. COUNT promises the client a number of keys; the limit of " +
    "ten parts for each promises the others that they are served.",
  step: "scan",
  file: "scan-commands.ts",
  find: "  } while (next !== 0 && visited < count && parts < count * PARTS_PER_ELEMENT);",
  replace: "  } while (next !== 0 && visited < count);",
} satisfies Mutant;
