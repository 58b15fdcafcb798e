import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "SHUTDOWN is answered",
  story:
    "Every request has a reply. Clients wait for the end of the connection, and one that " +
    "reads OK first takes the server for one that is still there.",
  step: "real-server",
  file: "persistence-commands.ts",
  find: ["  onShutdown();", "  return new Promise(() => {});"].join("\n"),
  replace: ["  onShutdown();", '  return simpleString("OK");'].join("\n"),
} satisfies Mutant;
