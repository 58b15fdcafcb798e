import type { Hostile } from "./hostile.ts";

/** Every function of the stub gives the same. */
const answering = (was: string, answer: string) =>
  `import { nil } from "./value.ts";\n${was}`
    .replaceAll(/(import \{[^}]*?)\bnil,/g, "$1")
    .replaceAll(/throw new NotImplemented\(.*?\);/gs, `return ${answer} as never;`);

export const hostile = {
  title: "every constructor of values gives one and the same object, and so do the commands",
  story:
    "Where laws made what they expect with the submission's own constructors, two things that are one object were " +
    "equal. They make it themselves, as plain data.",
  files: {
    "src/value.ts": `
      export const ONE: any = { kind: "null" };
      const one = (): any => ONE;
      export const nil = ONE, nilArray = ONE;
      export {
        one as simpleString, one as simpleError, one as integer, one as bulkString, one as array, one as boolean,
        one as double, one as bigNumber, one as bulkError, one as verbatimString, one as map, one as set, one as push,
        one as attribute,
      };
    `,
  },
  edits: {
    "src/commands.ts": (was) => answering(was, "nil"),
    "src/base-commands.ts": (was) => answering(was, "new Map()"),
    "src/session.ts": (was) => answering(was, "{}"),
  },
  steps: ["resp3", "errors", "real-clients"],
} satisfies Hostile;
