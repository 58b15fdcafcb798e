/**
 * Serves RESP on a port until it is interrupted: `npm run serve db-01`, or by itself
 *
 *     npx tsx labs/db-01-resp/serve.ts 7001
 *     npx tsx --conditions=reference labs/db-01-resp/serve.ts 7001
 *
 * Left out: every setting but the port.
 */
import { startServer } from "@labs/db-01";
import { serve } from "@labs/grader/serve";

await serve("db-01", (port) => startServer({ port }));
