import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a damaged place ends the MANIFEST",
  story:
    "A log that ends at the first bad record is right for a log. Here whole edits stand " +
    "behind it that were acknowledged, and the store goes back to where it was a week ago.",
  step: "manifest",
  file: "manifest.ts",
  find: `  for (let found = reader.next(); found.kind !== "end" && found.kind !== "torn"; ) {
    if (found.kind === "damaged") {
      const what = \`the manifest is damaged: \${found.reason}\`;
      throw new CorruptionError(file.path, found.offset, what);
    }
`,
  replace: `  for (let found = reader.next(); found.kind === "record"; ) {
`,
} satisfies Mutant;
