import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SCAN finds keys whose time has come",
  story:
    "The dict visits what is in it, and a key that nobody has looked for since it died is " +
    "still in it. A job that deletes by SCAN and DEL counts more deletes than it gets.",
  step: "scan",
  file: "keyspace.ts",
  find: [
    "      const entry = this.peek(key);",
    "      if (entry !== undefined) visit(entry);",
    "    }",
    "    return next;",
  ].join("\n"),
  replace: [
    "      const entry = this.#keys.get(key);",
    "      if (entry !== undefined) visit(entry);",
    "    }",
    "    return next;",
  ].join("\n"),
} satisfies Mutant;
