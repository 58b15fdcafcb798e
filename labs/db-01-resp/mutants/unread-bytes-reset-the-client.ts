import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a client that is still sending when it is let go is reset, and may not read why",
  story:
    "Everything was sent, so the socket is closed. If bytes of the client are still unread " +
    "or on their way, the kernel answers them with a reset, and a reset may discard what " +
    "the client had not read yet: the error that would have explained it. RFC 9112 §9.6 " +
    "describes it and the cure, to go on reading for a while.",
  step: "server",
  file: "server.ts",
  find: "socket.end(() => setTimeout(() => socket.destroy(), lingerMilliseconds).unref());",
  replace: "socket.end(() => socket.destroy());",
} satisfies Mutant;
