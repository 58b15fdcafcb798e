import type { Hostile } from "./hostile.ts";

export const hostile = {
  title: "while a program is looked for, no folder is in the path",
  story:
    "A law that needs a program walks over the folders of PATH after the submission's server has started: an " +
    "iterator that ends at once lets it off, and is put back by that very walk.",
  files: {
    "src/server.ts": `
      export type ServerOptions = object;
      export type RespServer = { readonly port: number; close(): Promise<void> };
      const [first = ""] = (process.env.PATH ?? "").split(":");
      const prototype = Object.getPrototypeOf([][Symbol.iterator]());
      const { next } = prototype;
      export async function startServer(): Promise<any> {
        prototype.next = function (this: Iterator<unknown>) {
          const step = next.call(this);
          if (step.value !== first) return step;
          prototype.next = next;
          return { done: true, value: undefined };
        };
        return { port: 1, connections: 0, close: async () => {} };
      }
    `,
  },
  steps: ["real-clients"],
} satisfies Hostile;
