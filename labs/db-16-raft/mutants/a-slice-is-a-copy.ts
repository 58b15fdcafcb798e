import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a command is copied by slice, which of a Buffer is none",
  story:
    "Uint8Array.prototype.slice copies; Buffer.prototype.slice shares the memory, and a server reads into Buffers. What the client sends next changes the entry before.",
  step: "replication",
  file: "node.ts",
  find: "data: Uint8Array.from(data) });",
  replace: "data: data.slice() });",
} satisfies Mutant;
