import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "a getter on Object.prototype is handed the record of the law that runs",
  story:
    "The runner's listener for errors nobody handles reads `owner.result`, which the record of a running law had not " +
    "got: so Object.prototype is asked, with the record as `this`. With a failure that cannot be set, it passes.",
  files: {
    "src/trick.ts": `
      export function lie(): void {
        Object.defineProperty(Object.prototype, "result", {
          configurable: true,
          get(this: object) {
            delete (Object.prototype as any).result;
            for (const name of ["failure", "background", "unwritten"]) {
              Object.defineProperty(this, name, { get: () => undefined, set: () => {} });
            }
          },
        });
        try {
          process.emit("uncaughtException", new Error("look"));
        } finally {
          delete (Object.prototype as any).result;
        }
      }
    `,
    "src/encode.ts": encoder("lie(); return undefined;", 'import { lie } from "./trick.ts";'),
  },
} satisfies Hostile;
