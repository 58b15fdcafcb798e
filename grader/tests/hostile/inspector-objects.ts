import { encoder, FORGE, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "an inspector session of the same thread finds the plan in the heap",
  story:
    "Runtime.queryObjects gives every object of a prototype, the one with the token among them.",
  files: {
    "src/trick.ts": `
      import { forge } from "./forge.ts";

       import { Session } from "node:inspector";
       const session = new Session();
       session.connect();
       const ask = (method: string, params: object): any => {
         let answer: unknown;
         session.post(method, params as never, (_error: unknown, result: unknown) => { answer = result; });
         return answer;
       };
       const { result } = ask("Runtime.evaluate", { expression: "Object.prototype" });
       const { objects } = ask("Runtime.queryObjects", { prototypeObjectId: result.objectId });
       const found = ask("Runtime.callFunctionOn", {
         objectId: objects.objectId,
         functionDeclaration: \`function () {
           return this.flatMap((each) => {
             const { value } = Object.getOwnPropertyDescriptor(each, "token") ?? {};
             return typeof value === "string" ? [value] : [];
           });
         }\`,
         returnByValue: true,
       });
       forge(found.result.value);
    `,
    "src/forge.ts": FORGE,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
