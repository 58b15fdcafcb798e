import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "CONSTRUCTOR and __proto__ are commands",
  story:
    "A plain object as a table inherits names that nobody put there. In a language server " +
    "or a game it is a curiosity; here a stranger chooses the name, and what is found is " +
    "called. `__proto__` and `constructor` are the first words that a scanner tries.",
  step: "errors",
  file: "commands.ts",
  find: "  return commands.get(key);",
  replace: [
    "  const byName: Record<string, Command> = Object.fromEntries(commands);",
    "  return byName[key];",
  ].join("\n"),
} satisfies Mutant;
