import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the size-tiered job picks its runs when it runs",
  story: "A table that came in between is merged too, though nobody asked for that.",
  step: "size-tiered",
  file: "size-tiered.ts",
  find: "return picked && ((host) => compact(host, picked, all));",
  replace: `return (
        picked &&
        (async (host) => {
          const now = pickSizeTiered(host.version, all);
          if (now !== undefined) await compact(host, now, all);
        })
      );`,
} satisfies Mutant;
