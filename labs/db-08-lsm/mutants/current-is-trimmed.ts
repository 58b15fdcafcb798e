import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "spaces around the name in CURRENT, and a missing line feed, are let pass",
  story:
    "A name is a name. But the line feed is written last: where it is missing, so may be the " +
    "last digit, and MANIFEST-00001 is another file than MANIFEST-000012.",
  step: "manifest",
  file: "manifest.ts",
  find: `  const name = readText(disk, current);
  const isName = name.endsWith("\\n") && parseFileName(name.slice(0, -1))?.kind === "manifest";
  if (!isName) throw new CorruptionError(current, 0, "it does not name a MANIFEST");
  const path = pathOf(directory, name.slice(0, -1));`,
  replace: `  const name = readText(disk, current).trim();
  const isName = parseFileName(name)?.kind === "manifest";
  if (!isName) throw new CorruptionError(current, 0, "it does not name a MANIFEST");
  const path = pathOf(directory, name);`,
} satisfies Mutant;
