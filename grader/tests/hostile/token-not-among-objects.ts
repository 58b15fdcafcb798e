import { encoder, FORGE, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the token is looked for in all that can be reached from globals and handles",
  story: "The runner wipes it from what vitest keeps, and its own copy is private.",
  files: {
    "src/trick.ts": `
      import { forge } from "./forge.ts";

       const tokens = new Set<string>();
       const seen = new Set<unknown>();
       let next: unknown[] = [
         (globalThis as any).__vitest_worker__, (globalThis as any).__vitest_mocker__, (process as any)._getActiveHandles(),
         (process as any)._getActiveRequests(), (process as any).channel, Symbol.for("labs.guard"), (globalThis as any)[Symbol.for("labs.guard")],
         process.rawListeners("message"), process.rawListeners("uncaughtException"),
       ];
       for (let depth = 0; depth < 7 && seen.size < 30_000; depth++) {
         const below: unknown[] = [];
         for (const value of next) {
           if (typeof value === "string" && /^[0-9a-f]{24}$/.test(value)) tokens.add(value);
           if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) continue;
           seen.add(value);
           if (value instanceof Map) below.push(...value.values());
           for (const key of Reflect.ownKeys(value)) {
             const { value: inside } = Reflect.getOwnPropertyDescriptor(value, key) ?? {};
             below.push(inside);
           }
         }
         next = below;
       }
       forge([...tokens]);
    `,
    "src/forge.ts": FORGE,
    "src/encode.ts": encoder(),
  },
} satisfies Hostile;
