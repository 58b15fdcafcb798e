import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the outputs are abandoned where the edit fails",
  story:
    "Its record may be durable although its sync failed. Then the next process looks for " +
    "tables that are gone.",
  step: "compact",
  file: "compact.ts",
  find: `  const merge = new Merge(host, compaction, limits);
  await host.install(editOf(compaction, await merge.run()));`,
  replace: `  const numbers: TableOutput[] = [];
  const kept = { newTable: () => numbers[numbers.push(host.newTable()) - 1]! };
  const merge = new Merge(Object.setPrototypeOf(kept, host), compaction, limits);
  try {
    await host.install(editOf(compaction, await merge.run()));
  } catch (error) {
    for (const output of numbers) output.abandon();
    throw error;
  }`,
} satisfies Mutant;
