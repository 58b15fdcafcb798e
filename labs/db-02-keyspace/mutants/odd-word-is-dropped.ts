import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "MSET ignores a key without a value at the end",
  story:
    "A client joined a list of pairs and one value was missing. All later pairs are " +
    "shifted by one: silently setting them is worse than an error.",
  step: "strings",
  file: "string-commands.ts",
  find: [
    "  if (args.length % 2 === 1) {",
    "    throw new CommandError(`ERR wrong number of arguments for '${command}' command`);",
    "  }",
    "  return Array.from({ length: args.length / 2 },",
  ].join("\n"),
  replace: ["  void command;", "  return Array.from({ length: Math.floor(args.length / 2) },"].join(
    "\n",
  ),
} satisfies Mutant;
