import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a hash is written in commands of more pairs than are allowed",
  story:
    "Items are counted, and the count begins anew with the next command one too late: " +
    "sixty-five pairs. Limits of this kind are there for readers with limits of theirs.",
  step: "snapshot",
  file: "aof-format.ts",
  find: "    if (count % ITEMS_PER_COMMAND === 0) commands.push([...ascii(name), key]);",
  replace: "    if (count % (ITEMS_PER_COMMAND + 1) === 0) commands.push([...ascii(name), key]);",
} satisfies Mutant;
