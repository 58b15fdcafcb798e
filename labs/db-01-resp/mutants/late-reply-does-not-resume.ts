import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a client is not read again after a late reply",
  story:
    "A late reply is written where it comes in, and writing is all that one thinks of " +
    "there. Reading was paused when the command was given, and is resumed on the other " +
    "path, after a drain that never comes. The client's next request is not answered.",
  step: "pipelines",
  file: "server.ts",
  find: "  const connection = new Connection({ ...options, onLateReply: flush });",
  replace: [
    "  const connection = new Connection({ ...options, onLateReply: answerLate });",
    "",
    "  function answerLate(): void {",
    "    socket.write(connection.takeOutput());",
    "    if (connection.finished) hangUp();",
    "  }",
  ].join("\n"),
} satisfies Mutant;
