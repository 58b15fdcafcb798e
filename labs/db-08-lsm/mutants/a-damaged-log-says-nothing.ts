import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "of a damaged log no entry is held against the tables",
  story: "A log with a bad end hides that all of its beginning is older than the tables.",
  step: "leveldb",
  file: "check-store.ts",
  find: `      const batches = replayLog(file, end, after);
      let step = batches.next();
      for (; !step.done; step = batches.next()) {
        const { sequence, batch } = step.value;
        applyBatch(batch, sequence, this.#memtable);
        if (batch.count > 0) last = sequence + batch.count - 1;
      }
`,
  replace: `      const batches = replayLog(file, end, after);
      const found = [];
      let step = batches.next();
      for (; !step.done; step = batches.next()) {
        const { sequence, batch } = step.value;
        found.push({ sequence, batch });
        if (batch.count > 0) last = sequence + batch.count - 1;
      }
      for (const { sequence, batch } of found) applyBatch(batch, sequence, this.#memtable);
`,
} satisfies Mutant;
