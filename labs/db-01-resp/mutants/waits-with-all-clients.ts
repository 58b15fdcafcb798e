import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "nothing is executed while replies are held",
  story:
    "To be on the safe side, reading stops too. What a client sends meanwhile is not executed, so it is not in the sync that comes next: a pipeline costs one sync after the other.",
  step: "pipelines",
  file: "server.ts",
  find: ["    if (hungUp) return;", "    const ready = connection.receive(chunk);"].join("\n"),
  replace: [
    "    if (hungUp) return;",
    "    if (held) {",
    '      setTimeout(() => socket.emit("data", chunk), 1);',
    "      return;",
    "    }",
    "    const ready = connection.receive(chunk);",
  ].join("\n"),
} satisfies Mutant;
