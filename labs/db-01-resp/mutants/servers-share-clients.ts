import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "closing one server ends the clients of all servers in the process",
  story:
    "The set of sockets stands at the top of the file, beside the constants. There is one " +
    "server in production. There are two in a test suite and in a cluster on one machine, " +
    "and they hang up on each other's clients.",
  step: "server",
  file: "server.ts",
  find: [
    "export function startServer(options: ServerOptions = {}): Promise<RespServer> {",
    '  const { port = 0, host = "127.0.0.1", commands = baseCommands(), ...rest } = options;',
    "  const clients = new Set<Socket>();",
  ].join("\n"),
  replace: [
    "const clients = new Set<Socket>();",
    "",
    "export function startServer(options: ServerOptions = {}): Promise<RespServer> {",
    '  const { port = 0, host = "127.0.0.1", commands = baseCommands(), ...rest } = options;',
  ].join("\n"),
} satisfies Mutant;
