import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "after a flush the picture begins again, in the same increment",
  story:
    "FLUSHALL stands in it and undoes what the base has too much. But what stands before FLUSHALL is executed first, on the keys of the new base: INCR of what is a list now, and the server does not start.",
  step: "hybrid",
  file: "keeper.ts",
  find: "      await untilNotFlushed(async () => {\n        if (aof.log.failure !== undefined) throw aof.log.failure;\n        const start = await aof.directory.addIncrement(random);\n        const switched = aof.log.switchTo(start);\n",
  replace:
    "      if (aof.log.failure !== undefined) throw aof.log.failure;\n      const start = await aof.directory.addIncrement(random);\n      const switched = aof.log.switchTo(start);\n      await untilNotFlushed(async () => {\n",
} satisfies Mutant;
