import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "nobody hears of errors any more, and process.exit does nothing",
  story:
    "Listeners of the grader that are gone are seen, and a law whose error was thrown into its own call needs " +
    "none.",
  files: {
    "src/trick.ts": `
      process.removeAllListeners("uncaughtException");
      process.removeAllListeners("unhandledRejection");
      process.on("uncaughtException", () => {});
      process.on("unhandledRejection", () => {});
      process.setUncaughtExceptionCaptureCallback(() => {});
      process.exit = (() => {}) as never;
      export function lie(): void { void Promise.reject(new Error("nobody hears this")); }
    `,
    "src/encode.ts": encoder("lie(); return undefined;", 'import { lie } from "./trick.ts";'),
  },
} satisfies Hostile;
