import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a command's name is lowered by Unicode's rules",
  story:
    "toLowerCase knows more letters than ASCII: the Kelvin sign U+212A becomes k. A proxy " +
    "or an access list that compares bytes lets a name pass which the server then takes for " +
    "another.",
  step: "errors",
  file: "commands.ts",
  find: "  return commands.get(key);",
  replace: "  return commands.get(textOf(name).toLowerCase());",
} satisfies Mutant;
