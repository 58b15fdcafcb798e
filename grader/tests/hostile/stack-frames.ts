import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the frames of a stack hand out no function and no object",
  story:
    "Modules are strict: neither getFunction nor getThis gives anything, and there is no caller.",
  files: {
    "src/trick.ts": `
      export function lie(): void {
        const was = Error.prepareStackTrace;
        const found: any[] = [];
        Error.prepareStackTrace = (_error, frames) => {
          for (const frame of frames) found.push(frame.getThis(), frame.getFunction());
          return "";
        };
        Error.stackTraceLimit = 100;
        void new Error("look").stack;
        Error.prepareStackTrace = was as never;
        for (const each of found) {
          if (each?.meta !== undefined) Object.defineProperty(each, "failure", { get: () => undefined, set() {} });
          if (typeof each?.bytes === "function") each.bytes = () => {};
        }
      }
    `,
    "src/encode.ts": encoder("lie(); return undefined;", 'import { lie } from "./trick.ts";'),
  },
} satisfies Hostile;
