/**
 * What a lab's `serve.ts` is made of: a port from the command line, one line when it listens, a clean end.
 *
 *     npm run serve db-01              npx tsx labs/db-01-resp/serve.ts 7001
 *
 * Ends with code 0 on SIGINT or SIGTERM, 1 where it cannot listen, 2 where the port is none.
 */

const DEFAULT_PORT = 6379;

/** A server that listens. */
export interface Served {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Starts a server on the port that the command line names, and serves until it is interrupted. */
export async function serve(lab: string, start: (port: number) => Promise<Served>): Promise<void> {
  const port = Number(process.argv[2] ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    console.error(`not a port: ${process.argv[2]}`);
    process.exit(2);
  }
  const server = await start(port).catch((error: Error) => {
    console.error(`cannot listen on port ${port}: ${error.message}`);
    console.error(`Another port: npm run serve ${lab} port 7001`);
    process.exit(1);
  });
  console.log(`listening on ${server.host}:${server.port}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void server.close().then(() => process.exit(0)));
  }
}
