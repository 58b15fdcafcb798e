import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "one edit takes the inputs away, another adds the outputs",
  story: "Between the two there is a moment at which the data is in no table. A crash finds it.",
  step: "compact",
  file: "compact.ts",
  find: "  await host.install(editOf(compaction, await merge.run()));",
  replace: `  const edit = editOf(compaction, await merge.run());
  const { newFiles, ...first } = edit;
  await host.install(first);
  await host.install({ newFiles: newFiles! });`,
} satisfies Mutant;
