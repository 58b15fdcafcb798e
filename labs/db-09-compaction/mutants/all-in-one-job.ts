import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "all levels are one job",
  story:
    "Nobody else has a turn until all is done: neither the compactor, with writers stopped, nor " +
    "another job.",
  step: "leveldb",
  file: "compact-range.ts",
  find: `  for (let level = 0; level < lowest; level++) {
    await store.maintain(async (host) => {
      const files = host.version.levels[level]!.filter((file) => isWithin(file, bounds));
      if (files.length === 0) return;
      await compact(host, compactionOf(host.version, level, files, all), all);
    });
  }
`,
  replace: `  await store.maintain(async (host) => {
    for (let level = 0; level < lowest; level++) {
      const files = host.version.levels[level]!.filter((file) => isWithin(file, bounds));
      if (files.length > 0) await compact(host, compactionOf(host.version, level, files, all), all);
    }
  });
`,
} satisfies Mutant;
