import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the methods and the iterator of arrays lie while a law runs",
  story:
    "The loops of the comparison count by themselves; what tells of a failure may break, but not into a pass.",
  files: {
    "src/trick.ts": `
      const names = ["map", "every", "some", "filter", "find", "forEach", "includes", "push", "reverse", "join", "flatMap"];
      const prototype: any = Array.prototype;
      const kept = names.map((name) => prototype[name]);
      const iterator = prototype[Symbol.iterator];
      export function lie(): void {
        for (const name of names) prototype[name] = () => [];
        prototype[Symbol.iterator] = function* () {};
        queueMicrotask(() => {
          for (let at = 0; at < names.length; at++) prototype[names[at]!] = kept[at];
          prototype[Symbol.iterator] = iterator;
        });
      }
    `,
    "src/encode.ts": encoder("lie(); return undefined;", 'import { lie } from "./trick.ts";'),
  },
} satisfies Hostile;
