import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SCAN replies the cursor 0 when it has found nothing",
  story:
    "Nothing found, so nothing is left: the client stops in the middle. Clients have made " +
    "the same mistake on their side often enough that the documentation of SCAN warns of it " +
    "in bold.",
  step: "scan",
  file: "scan-commands.ts",
  find: "array([bulkString(String(next)), array(found)])",
  replace: 'array([bulkString(found.length === 0 ? "0" : String(next)), array(found)])',
} satisfies Mutant;
