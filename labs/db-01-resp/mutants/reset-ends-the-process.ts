import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a client that resets its connection ends the server",
  story:
    "A socket without a listener for `error` turns a client's reset into an exception that " +
    "nobody catches. Every node server dies of it once: nodejs/help issue 1807 is the " +
    "example in ten lines.",
  step: "server",
  file: "server.ts",
  find: '  socket.on("error", () => {});',
  replace: "",
} satisfies Mutant;
