import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the request that was handed out last is still kept",
  story:
    "Somebody wanted to see it in a debugger. A client that has set a value of half a " +
    "gigabyte and now waits holds that half gigabyte in the server, beside the copy that the " +
    "command has kept or let go. A thousand such clients are seen only as memory that nobody " +
    "has.",
  step: "server",
  file: "request.ts",
  find: ["    this.#args = [];", "    return args;"].join("\n"),
  replace: ["    this.#args = [];", "    return Object.assign(this, { last: args }).last;"].join(
    "\n",
  ),
} satisfies Mutant;
