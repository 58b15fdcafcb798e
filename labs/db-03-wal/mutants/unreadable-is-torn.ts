import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a read that fails in the search for whole records ends the search",
  story:
    "A bad stretch of the device lay behind one flipped bit. Nothing whole could be read " +
    "there, so it was taken for a crash: cut.",
  step: "segments",
  file: "recovery.ts",
  find: `    found = reader.next();
  }
  return last;`,
  replace: `    try {
      found = reader.next();
    } catch {
      break;
    }
  }
  return last;`,
} satisfies Mutant;
