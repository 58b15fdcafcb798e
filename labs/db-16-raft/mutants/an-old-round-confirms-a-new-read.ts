import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the refusal of an old Append gives back its round, under the term of now",
  story:
    "A leader is replaced, and leads again two terms later. An Append of its first term comes late, with round 5; it is " +
    "refused with the term of now, and round 5. The leader takes that for an answer of this term: reads of its " +
    "rounds 1 to 5 are confirmed, and answered with old state. This lab had the bug; a soak found it in its 30,215th " +
    "storm, as a read that was not linearizable.",
  step: "replication",
  file: "node.ts",
  find: "const answered = isOld ? 0 : round;",
  replace: "const answered = round;",
} satisfies Mutant;
