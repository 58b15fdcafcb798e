import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "await asks a promise's constructor, which is put back at once",
  story:
    "`await p` takes the short way only where p.constructor is Promise. Where it is not, it calls p.then, and a `then` " +
    "that turns rejections into nothing lets a law's failure vanish between the law and the runner. Put back by a " +
    "microtask, it has gone when the grader looks.",
  files: {
    "src/trick.ts": `
      const { then, constructor } = Promise.prototype;
      function deaf(this: Promise<unknown>, yes: (value: unknown) => void) {
        return then.call(this, yes, () => yes(undefined));
      }
      export function lie(): void {
        Promise.prototype.constructor = function () {} as never;
        Promise.prototype.then = deaf as never;
        queueMicrotask(() => {
          Promise.prototype.constructor = constructor;
          Promise.prototype.then = then;
        });
      }
    `,
    "src/encode.ts": encoder("lie(); return undefined;", 'import { lie } from "./trick.ts";'),
  },
} satisfies Hostile;
