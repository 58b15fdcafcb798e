import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "a debugger statement opens the frames of the law and of the runner",
  story:
    "A session of the same thread is told of a pause while it lasts, and may evaluate in each frame below: also " +
    "where the runner keeps how the law went.",
  files: {
    "src/trick.ts": `
      import { Session } from "node:inspector";
      const session = new Session();
      session.connect();
      const expression = \`for (const name of ["failure", "background"])
        Object.defineProperty(running, name, { get: () => undefined, set: () => {} })\`;
      session.on("Debugger.paused", ({ params }: any) => {
        for (const { callFrameId } of params.callFrames)
          session.post("Debugger.evaluateOnCallFrame", { callFrameId, expression });
        session.post("Debugger.resume");
      });
      session.post("Debugger.enable");
      export function lie(): void { debugger; }
    `,
    "src/encode.ts": encoder("lie(); return undefined;", 'import { lie } from "./trick.ts";'),
  },
} satisfies Hostile;
