import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "later replies leave while earlier ones are held",
  story:
    "Each batch waits for its own promise. The second one's has nothing to wait for and resolves first, and RESP has no numbers on its replies.",
  step: "pipelines",
  file: "server.ts",
  find: "    while (!hungUp && !held && !socket.destroyed && !congested()) {",
  replace:
    "    while (!hungUp && (!held || connection.pendingOutputBytes > 0) && !socket.destroyed && !congested()) {",
} satisfies Mutant;
