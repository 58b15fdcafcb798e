import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the first entry is sought before failures are looked for",
  story: "The first block cannot be read: every iterator stays open.",
  step: "compact",
  file: "compact.ts",
  find: `    try {
      for (source.seekToFirst(); source.isValid; source.next()) {`,
  replace: `    source.seekToFirst();
    try {
      for (; source.isValid; source.next()) {`,
} satisfies Mutant;
