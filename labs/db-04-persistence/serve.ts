/**
 * Serves a keyspace that outlives the server, until it is interrupted: `npm run serve db-04`, or by itself
 *
 *     node --import tsx labs/db-04-persistence/serve.ts 7001 /tmp/data
 *     node --import tsx --conditions=reference labs/db-04-persistence/serve.ts 7001 /tmp/data
 *
 * Its files are in the folder `db-04-data` of the directory in which it is started, unless another is named. Ctrl-C and
 * SHUTDOWN end it cleanly; to see what a crash leaves, start it by itself, and kill -9 it. (npm and npx are processes in
 * front of it, which die alone.)
 *
 * Left out: every other setting. CONFIG SET has some; and two servers in one folder, which nobody stops.
 */
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { startServer } from "@labs/db-01";
import { startExpiring } from "@labs/db-02";
import { type Loaded, openPersistence } from "@labs/db-04";
import { serve } from "@labs/grader/serve";
import { realDisk } from "@labs/machine/real-disk";

const folder = process.argv[3] ?? "db-04-data";
mkdirSync(folder, { recursive: true });

const persistence = await openPersistence(realDisk(folder), {
  dir: resolve(folder),
  onShutdown: () => process.exit(0),
}).catch((error: Error) => {
  console.error(`cannot load ${folder}: ${error.message}`);
  process.exit(1);
});
report(persistence.loaded);
const { keyspace, commands, beforeSend } = persistence;
const stopExpiring = startExpiring(keyspace);

await serve("db-04", async (port) => {
  const server = await startServer({ port, commands, beforeSend });
  return {
    ...{ host: server.host, port: server.port },
    async close() {
      stopExpiring();
      await server.close();
      await persistence.close();
    },
  };
});

function report({ source, keys, commands: count, cut }: Loaded): void {
  const from = {
    nothing: "nothing there",
    rdb: "from dump.rdb",
    aof: "from the append-only files",
  };
  const commands = count === 1 ? "1 command" : `${count} commands`;
  console.log(`${folder}: ${keys} keys, ${from[source]}, ${commands} of the log`);
  if (cut !== undefined) {
    console.log(`cut off ${cut.bytes} bytes of ${cut.path} at ${cut.offset}: a crash left them`);
  }
}
