import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the async resource of the running law carries its record",
  story:
    "Where AsyncLocalStorage keeps its store on the async resource, executionAsyncResource hands it out: on Node " +
    "before 24.",
  files: {
    "src/trick.ts": `
      import { executionAsyncResource } from "node:async_hooks";
      export function lie(): void {
        const resource: any = executionAsyncResource();
        for (const key of Reflect.ownKeys(resource)) {
          const store = resource[key];
          if (store?.meta === undefined) continue;
          for (const name of ["failure", "background"])
            Object.defineProperty(store, name, { get: () => undefined, set: () => {} });
        }
      }
    `,
    "src/encode.ts": encoder("lie(); return undefined;", 'import { lie } from "./trick.ts";'),
  },
} satisfies Hostile;
