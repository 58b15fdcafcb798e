import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a client is let go while its last replies are held",
  story:
    "The connection is finished and has no output left: it was taken. So the server hangs up, and the reply to QUIT is written to a socket that has ended.",
  step: "pipelines",
  file: "server.ts",
  find: ["    held = true;", "    void ready.then("].join("\n"),
  replace: ["    held = !connection.finished;", "    void ready.then("].join("\n"),
} satisfies Mutant;
