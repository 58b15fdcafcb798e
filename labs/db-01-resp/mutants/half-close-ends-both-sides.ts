import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a client that ends its side loses the answers that are not yet written",
  story:
    "allowHalfOpen is false unless one asks, and node ends the socket as soon as the client " +
    "does. Small answers are written by then, so `echo PING | nc` works; large ones, and " +
    "those that wait for room, are lost. Elasticsearch answered such clients nothing when " +
    "it took too long (issue 11466).",
  step: "server",
  file: "server.ts",
  find: "createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {",
  replace: "createServer({ noDelay: true }, (socket) => {",
} satisfies Mutant;
