import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "where no table comes out, no edit is installed",
  story: "The inputs stay, are picked again, and again nothing comes out: for ever.",
  step: "compact",
  file: "compact.ts",
  find: "  await host.install(editOf(compaction, await merge.run()));",
  replace: `  const files = await merge.run();
  if (files.length > 0) await host.install(editOf(compaction, files));`,
} satisfies Mutant;
