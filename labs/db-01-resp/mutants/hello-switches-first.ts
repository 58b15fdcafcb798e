import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "HELLO changes the protocol although one of its options fails",
  story:
    "The version is the first argument and is obeyed as it is read. Then AUTH is refused, " +
    "the client goes on in the protocol that it had, and reads replies in one that it did " +
    "not get. Redis's helloCommand sets the version last.",
  step: "resp3",
  file: "session.ts",
  find: [
    "  const problem = applyOptions(session, options);",
    "  if (problem !== undefined) return problem;",
    '  if (version !== undefined) session.protocol = version === "2" ? 2 : 3;',
  ].join("\n"),
  replace: [
    '  if (version !== undefined) session.protocol = version === "2" ? 2 : 3;',
    "  const problem = applyOptions(session, options);",
    "  if (problem !== undefined) return problem;",
  ].join("\n"),
} satisfies Mutant;
