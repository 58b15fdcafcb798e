import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "CURRENT is written in place",
  story:
    "Sixteen bytes, what can happen? It is cut to nothing first, and a crash before the new " +
    "bytes are there leaves a store without a beginning.",
  step: "manifest",
  file: "manifest.ts",
  find: `  const temporary = filePath(directory, "temporary", number);
  const file = disk.open(temporary, "new");
  try {
    file.write(0, Buffer.from(\`\${fileName({ kind: "manifest", number })}\\n\`));
    await file.sync();
  } finally {
    file.close();
  }
  disk.rename(temporary, currentPath(directory));
`,
  replace: `  const file = disk.open(currentPath(directory), "create");
  try {
    file.truncate(0);
    file.write(0, Buffer.from(\`\${fileName({ kind: "manifest", number })}\\n\`));
    await file.sync();
  } finally {
    file.close();
  }
`,
} satisfies Mutant;
