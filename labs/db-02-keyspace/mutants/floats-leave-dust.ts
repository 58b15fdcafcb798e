import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "INCRBYFLOAT adds doubles",
  story:
    "0.1 + 0.2 is 0.30000000000000004, which the client reads back, shows to people and " +
    "sends again. Redis adds with eleven bits more and cuts at 17 digits for this reason.",
  step: "strings",
  file: "counter-commands.ts",
  find: ["  const text = new TextEncoder().encode(formatLongDouble(sum));", ""].join("\n"),
  replace: [
    "  const double = Number(Buffer.from(bytes ?? [48]).toString()) + Number(Buffer.from(word!));",
    "  const text = new TextEncoder().encode(String(double));",
    "",
  ].join("\n"),
} satisfies Mutant;
