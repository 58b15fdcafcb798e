/**
 * A server of the submission's, for laws that kill it: `node … served-program.ts FOLDER PORT POLICY`.
 */
import { startServer } from "@labs/db-01";
import { type FsyncPolicy, openPersistence } from "@labs/db-04";
import { realDisk } from "@labs/machine/real-disk";

const [folder = "", port = "", policy = ""] = process.argv.slice(2);
const persistence = await openPersistence(realDisk(folder), {
  appendfsync: policy as FsyncPolicy,
  onShutdown: () => process.exit(0),
});
const { commands, beforeSend } = persistence;
await startServer({ port: Number(port), commands, beforeSend });
