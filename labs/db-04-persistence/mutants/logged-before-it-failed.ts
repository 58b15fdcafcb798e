import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a command that throws after it has counted a change is logged",
  story:
    "What is logged is decided in a finally, so that it is never forgotten. A command " +
    "that fails is not to be repeated: the reader will meet the same error, and refuse " +
    "the file.",
  step: "append",
  file: "command-log.ts",
  find: [
    "          const reply = command.run(session, args, table);",
    "          if (keyspace.changes === before) return reply;",
  ].join("\n"),
  replace: [
    "          let reply: ReturnType<typeof command.run>;",
    "          try {",
    "            reply = command.run(session, args, table);",
    "          } catch (error) {",
    "            const failed = new TextEncoder().encode(command.name.toUpperCase());",
    "            if (keyspace.changes !== before) append([failed, ...args]);",
    "            throw error;",
    "          }",
    "          if (keyspace.changes === before) return reply;",
  ].join("\n"),
} satisfies Mutant;
