import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the server listens on every address of the machine",
  story:
    "listen(port) takes all addresses, and host stays a field of the answer. Everything " +
    "works, for strangers too: so many instances of Redis stood open to the internet that " +
    "version 3.2 refuses clients from elsewhere until a password or an address is " +
    "configured (protected mode).",
  step: "server",
  file: "server.ts",
  find: "server.listen(port, host, () => {",
  replace: "server.listen(port, () => {",
} satisfies Mutant;
