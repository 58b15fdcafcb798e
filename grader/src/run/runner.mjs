/**
 * Loads the runner, which is TypeScript: through vite, which it needs in any case. A loader for the whole process would
 * read all of vitest and vite as well, five times as slowly as Node does.
 */
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

const runner = fileURLToPath(new URL("./runner.ts", import.meta.url));
await runnerImport(runner, { configFile: false, logLevel: "silent" });
