import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a client that sent QUIT does not read OK",
  story:
    "destroy closes at once and throws away what the kernel has not taken; end sends it " +
    "first. It works on a quiet machine, where the write was taken at once, and the client " +
    "sees a reset elsewhere.",
  step: "server",
  file: "server.ts",
  find: "socket.end(() => setTimeout(() => socket.destroy(), lingerMilliseconds).unref());",
  replace: "socket.destroy();",
} satisfies Mutant;
