import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "every star is tried again for every place of every other",
  story:
    "The textbook's recursion, as it stood in Redis until 2023: a*a*a*a*b against a long " +
    "run of a's takes longer than the universe will last, and one client can send it. " +
    "CVE-2022-36021.",
  step: "scan",
  file: "glob.ts",
  find: ["  if (text.length === 0) return pattern.length === 0;", "  let at = 0;"].join("\n"),
  replace: [
    "  if (text.length === 0) return pattern.length === 0;",
    "  if (text.length < 1_000 && pattern.indexOf(STAR) !== pattern.lastIndexOf(STAR)) {",
    "    const fits = (rest: number, from: number): boolean => {",
    "      if (from === text.length || pattern[rest] === STAR) {",
    "        if (pattern[rest] !== STAR) return rest >= pattern.length;",
    "        for (let i = from; i <= text.length; i++) if (fits(rest + 1, i)) return true;",
    "        return false;",
    "      }",
    "      const next = afterItem(pattern, rest, text[from]!);",
    "      return next >= 0 && fits(next, from + 1);",
    "    };",
    "    return fits(0, 0);",
    "  }",
    "  let at = 0;",
  ].join("\n"),
} satisfies Mutant;
