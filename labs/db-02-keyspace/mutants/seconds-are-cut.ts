import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "TTL is rounded down",
  story:
    "Dividing integers rounds down. A key that was given ten seconds says 9 to the next " +
    "command, and every test of a client library fails that sets a TTL and reads it back.",
  step: "expiry",
  file: "expiry-commands.ts",
  find: "Math.floor((milliseconds + 500) / 1000)",
  replace: "Math.floor(milliseconds / 1000)",
} satisfies Mutant;
