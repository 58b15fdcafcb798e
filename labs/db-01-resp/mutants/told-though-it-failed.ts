import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "replies are sent although beforeSend rejected",
  story:
    "`finally` reads better than `then` with two functions. The disk said no, and the client reads OK.",
  step: "pipelines",
  file: "server.ts",
  find: "      () => socket.destroy(),",
  replace: [
    "      () => {",
    "        held = false;",
    "        socket.write(bytes);",
    "        flush();",
    "      },",
  ].join("\n"),
} satisfies Mutant;
