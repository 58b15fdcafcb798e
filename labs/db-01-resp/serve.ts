/**
 * Serves RESP on a port until it is interrupted: `npm run serve db-01`, or by itself
 *
 *     npx tsx labs/db-01-resp/serve.ts 7001
 *     npx tsx --conditions=reference labs/db-01-resp/serve.ts 7001
 *
 * Prints one line when it accepts connections. Ends with code 0 on SIGINT or SIGTERM.
 *
 * Left out: every other setting.
 */
import { startServer } from "@labs/db-01";

const DEFAULT_PORT = 6379;

const port = Number(process.argv[2] ?? DEFAULT_PORT);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`not a port: ${process.argv[2]}`);
  process.exit(2);
}

const server = await startServer({ port }).catch((error: Error) => {
  console.error(`cannot listen on port ${port}: ${error.message}`);
  console.error("Another port: npm run serve db-01 port 7001");
  process.exit(1);
});
console.log(`listening on ${server.host}:${server.port}`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void server.close().then(() => process.exit(0)));
}
