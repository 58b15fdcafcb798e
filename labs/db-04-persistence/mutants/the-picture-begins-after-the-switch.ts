import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the snapshot begins when the switch has ended",
  story:
    "First finish one thing, then begin the next. But requests belong to the new " +
    "increment from the beginning of the switch on, and the base has them too: each INCR " +
    "of those milliseconds counts twice after a restart.",
  step: "hybrid",
  file: "keeper.ts",
  find: ["        const switched = aof.log.switchTo(start);", "        const format"].join("\n"),
  replace: [
    "        await aof.log.switchTo(start);",
    "        const switched = undefined;",
    "        const format",
  ].join("\n"),
} satisfies Mutant;
