import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the limits given to startServer do not reach its connections",
  story:
    "The options are taken apart for what the server itself needs, and the rest is dropped. " +
    "The defaults are in force, so nothing breaks; whoever lowered the limits for strangers " +
    "has not.",
  step: "pipelines",
  file: "server.ts",
  find: "serve(socket, { ...rest, id: lastId, commands });",
  replace: "serve(socket, { beforeSend: rest.beforeSend, id: lastId, commands });",
} satisfies Mutant;
