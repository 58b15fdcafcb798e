import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a cursor of 64 bits is read as a double",
  story:
    'Number("9007199254740993") is 9007199254740992. Cursors of this server are small, so ' +
    "it works with them; a proxy that puts the number of a server into the upper bits gets " +
    "another part than it asked for.",
  step: "scan",
  file: "scan-commands.ts",
  find: "const value = BigInt(match?.[2] ?? 0);",
  replace: "const value = BigInt(Number(match?.[2] ?? 0));",
} satisfies Mutant;
