import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "every error is listened to, and emit says that it was handled",
  story: "Listeners may be added, and change nothing: the law's own call has failed.",
  files: {
    "src/trick.ts": `
      process.on("uncaughtException", () => {});
      process.on("unhandledRejection", () => {});
      process.on("exit", () => { process.exitCode = 0; });
      export function lie(): void { setImmediate(() => { throw new Error("later"); }); }
    `,
    "src/encode.ts": encoder("lie(); return undefined;", 'import { lie } from "./trick.ts";'),
  },
} satisfies Hostile;
