import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a client that ends its side loses the reply that comes later",
  story:
    "The client said goodbye, so the server says it too. What is answered at once is " +
    "written by then, and `nc -N` works; a reply that is still on its way finds a closed " +
    "socket. The reader of a half-closed connection is still reading.",
  step: "pipelines",
  file: "server.ts",
  find: [
    "    if (congested() || (!ready && connection.paused)) socket.pause();",
    "  });",
    '  socket.on("drain", flush);',
    '  socket.on("end", () => {',
    "    connection.end();",
    "    flush();",
  ].join("\n"),
  replace: [
    "    if (congested()) socket.pause();",
    "  });",
    '  socket.on("drain", flush);',
    '  socket.on("end", () => {',
    "    connection.end();",
    "    flush();",
    "    socket.end();",
  ].join("\n"),
} satisfies Mutant;
