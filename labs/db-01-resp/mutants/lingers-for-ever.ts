import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "A client that was let go and never hangs up keeps its socket",
  story:
    "One file descriptor for each client that sends QUIT and goes on to something else. After " +
    "some thousands nobody can connect.",
  step: "server",
  file: "server.ts",
  find: "socket.end(() => setTimeout(() => socket.destroy(), lingerMilliseconds).unref());",
  replace: "socket.end();",
} satisfies Mutant;
