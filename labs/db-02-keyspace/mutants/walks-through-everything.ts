import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the cycle walks through all keys",
  story:
    "No chance, no share left over, and simple. Redis would stand still for the time it " +
    "takes to touch every key, ten times a second; the budget is held and the time is " +
    "not.",
  step: "active-expiry",
  file: "expire-cycle.ts",
  find: [
    "  let dead = 0;",
    "  for (let i = 0; i < size; i++) {",
    "    const entry = keyspace.sample(true);",
    "    if (entry?.deadline === undefined || !isDead(entry.deadline, keyspace.now)) continue;",
    '    keyspace.removeFor("expired", entry);',
    "    dead += 1;",
    "  }",
    "  return dead;",
    "",
  ].join("\n"),
  replace: [
    "  const dead = [...keyspace.entries()]",
    "    .filter(({ deadline }) => deadline !== undefined && isDead(deadline, keyspace.now))",
    "    .slice(0, size);",
    '  for (const entry of dead) keyspace.removeFor("expired", entry);',
    "  return dead.length;",
    "",
  ].join("\n"),
} satisfies Mutant;
