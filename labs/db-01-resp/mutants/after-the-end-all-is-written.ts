import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "once a client has ended its side, its output has no bound",
  story:
    "The client will send no more, so all that is left is written at once and the " +
    "connection is done with. Whether the system takes it is not looked at. Some hundred " +
    "short requests and an end, with nothing read, fill the memory with replies.",
  step: "pipelines",
  file: "server.ts",
  find: ["    connection.end();", "    flush();"].join("\n"),
  replace: [
    "    connection.end();",
    "    let bytes = connection.takeOutput();",
    "    for (; bytes.length > 0; bytes = connection.takeOutput()) socket.write(bytes);",
    "    flush();",
  ].join("\n"),
} satisfies Mutant;
