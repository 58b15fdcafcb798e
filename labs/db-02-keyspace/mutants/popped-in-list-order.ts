import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "RPOP with a count answers the elements in the order of the list",
  story:
    "The last n elements are a range, and a range has an order. RPOP n is n times RPOP: " +
    "the last element comes first.",
  step: "collections",
  file: "list-commands.ts",
  find: "    popped.push(bulkString(list.pop(end)!));",
  replace: '    popped[end === "front" ? "push" : "unshift"](bulkString(list.pop(end)!));',
} satisfies Mutant;
