import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a BOM at the beginning of a name in the manifest is eaten",
  story:
    "TextDecoder takes it for a mark of the encoding, unless it is told otherwise. The " +
    "file that is called so is not found, and the server does not start.",
  step: "hybrid",
  file: "manifest.ts",
  find: 'new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })',
  replace: 'new TextDecoder("utf-8", { fatal: true })',
} satisfies Mutant;
