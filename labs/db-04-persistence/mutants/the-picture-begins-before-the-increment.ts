import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the snapshot begins before the increment is made",
  story:
    "Take the picture, then prepare the files for it. What comes while they are being " +
    "prepared goes to the old increment, and the picture does not have it; with the new " +
    "base the old increment is gone.",
  step: "hybrid",
  file: "keeper.ts",
  find: [
    "        const start = await aof.directory.addIncrement(random);",
    "        const switched = aof.log.switchTo(start);",
    "        const format = new RdbWriter({ now: clock.now(), isBase: true });",
    "        await this.#picture(format, async (snapshot) => {",
    "          await switched;",
  ].join("\n"),
  replace: [
    "        const format = new RdbWriter({ now: clock.now(), isBase: true });",
    "        await this.#picture(format, async (snapshot) => {",
    "          const start = await aof.directory.addIncrement(random);",
    "          await aof.log.switchTo(start);",
  ].join("\n"),
} satisfies Mutant;
