/**
 * Serves a keyspace until it is interrupted: `npm run serve db-02`, or by itself
 *
 *     npx tsx labs/db-02-keyspace/serve.ts 7001
 *     npx tsx --conditions=reference labs/db-02-keyspace/serve.ts 7001
 *
 * Left out: keeping anything. That is db-04.
 */
import { startServer } from "@labs/db-01";
import { Keyspace, keyspaceCommands, startExpiring } from "@labs/db-02";
import { serve } from "@labs/grader/serve";

const keyspace = new Keyspace();
startExpiring(keyspace);
await serve("db-02", (port) => startServer({ port, commands: keyspaceCommands(keyspace) }));
