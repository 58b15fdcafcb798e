import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "HELLO's options are raised by Unicode's rules",
  story:
    "toUpperCase makes an S of the long s, U+017F, too. Whoever filters SETNAME by comparing " +
    "bytes, as Redis compares them, lets pass what the server then takes for it.",
  step: "errors",
  file: "session.ts",
  find: "/^setname$/i.test(option)",
  replace: 'option.toUpperCase() === "SETNAME"',
} satisfies Mutant;
