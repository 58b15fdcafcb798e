import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a directory that cannot be synced is passed over",
  story:
    "Some file systems cannot do it, says a comment. On the others it means that the " +
    "name is not there.",
  step: "flush",
  file: "table-output.ts",
  find: ["    await disk.syncDirectory(directory);", "    return { number"].join("\n"),
  replace: ["    await disk.syncDirectory(directory).catch(() => {});", "    return { number"].join(
    "\n",
  ),
} satisfies Mutant;
