import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an edit's new files come before its deleted ones go",
  story:
    "The order in which a compaction thinks of them. A file that moves to the next level is " +
    "there twice for a moment, and is refused: no trivial move ever succeeds.",
  step: "manifest",
  file: "version.ts",
  find: `    for (const { level, number } of edit.deletedFiles ?? []) {
      const at = levels[level]!.findIndex((file) => file.number === number);
      if (at === -1) throw new VersionConflict(\`level \${level} has no file \${number} to delete\`);
      levels[level]!.splice(at, 1);
    }
    const numbers = new Set(levels.flatMap((files) => files.map(({ number }) => number)));
    for (const { level, file } of edit.newFiles ?? []) {
      if (numbers.has(file.number)) throw new VersionConflict(\`there is a file \${file.number}\`);
      numbers.add(file.number);
      levels[level]!.push(file);
    }
`,
  replace: `    const numbers = new Set(levels.flatMap((files) => files.map(({ number }) => number)));
    for (const { level, file } of edit.newFiles ?? []) {
      if (numbers.has(file.number)) throw new VersionConflict(\`there is a file \${file.number}\`);
      numbers.add(file.number);
      levels[level]!.push(file);
    }
    for (const { level, number } of edit.deletedFiles ?? []) {
      const at = levels[level]!.findIndex((file) => file.number === number);
      if (at === -1) throw new VersionConflict(\`level \${level} has no file \${number} to delete\`);
      levels[level]!.splice(at, 1);
    }
`,
} satisfies Mutant;
