import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a client gets the id of another that is still connected",
  story:
    "The set of clients knows how many there are, so no counter is needed: the third client " +
    "is 3. When the first has left, the next is 3 as well. CLIENT KILL by id, or a log of " +
    "ids, then means the wrong one.",
  step: "server",
  file: "server.ts",
  find: ["    lastId += 1;", "    clients.add(socket);"].join("\n"),
  replace: ["    clients.add(socket);", "    lastId = clients.size;"].join("\n"),
} satisfies Mutant;
