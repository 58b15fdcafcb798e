import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the socket's queue is filled up to a megabyte, whatever the mark",
  story:
    "A queue with a bound, at last, and a generous one: fewer stops, more throughput. The " +
    "bound is a constant beside the mark that the server was started with. Ten thousand " +
    "clients that do not read hold ten gigabytes, with a mark of 16 KiB.",
  step: "pipelines",
  file: "server.ts",
  find: "    return socket.writableNeedDrain && socket.writableLength > 0;",
  replace: "    return socket.writableNeedDrain && socket.writableLength > 1_048_576;",
} satisfies Mutant;
