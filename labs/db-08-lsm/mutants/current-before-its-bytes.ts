import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the new CURRENT is renamed before it was synced",
  story:
    "Renaming is atomic, so what can be half? The name is there, and the bytes are not: an " +
    "empty CURRENT. ext4 lost configuration files of whole desktops like this in 2009.",
  step: "manifest",
  file: "manifest.ts",
  find: `    file.write(0, Buffer.from(\`\${fileName({ kind: "manifest", number })}\\n\`));
    await file.sync();
`,
  replace: `    file.write(0, Buffer.from(\`\${fileName({ kind: "manifest", number })}\\n\`));
`,
} satisfies Mutant;
