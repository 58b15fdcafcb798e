/**
 * Connections without a socket: the commands that laws add, and what comes out of a connection.
 */
import {
  baseCommands,
  type Command,
  type CommandTable,
  type Connection,
  commandTable,
} from "@labs/db-01";

const PATIENCE_MS = 2_000;

/** The base commands, and these. */
export function withBase(...commands: readonly Command[]): CommandTable {
  return commandTable([...baseCommands().values(), ...commands]);
}

/** All output, as the shell around a connection takes it; every byte as a character. */
export function drained(connection: Connection): string {
  let text = "";
  for (;;) {
    const bytes = connection.takeOutput();
    if (bytes.length === 0) return text;
    text += Buffer.from(bytes).toString("latin1");
  }
}

/** All output, that of replies which come later too: while one is awaited, a drained connection is paused. */
export async function settled(connection: Connection): Promise<string> {
  const deadline = Date.now() + PATIENCE_MS;
  let text = "";
  for (let idle = 0; idle < 3; idle++) {
    const more = drained(connection);
    if (more !== "" || (connection.paused && Date.now() < deadline)) idle = 0;
    text += more;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return text;
}
