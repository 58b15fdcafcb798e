/**
 * Network: messages between machines that have names; and the machine itself, as a process sees it.
 *
 *      process on a                        process on b
 *          │ send("b", message)                ▲ receive
 *          ▼                                   │
 *      network ──── once, late, twice, never ──┘
 *
 * A message is plain data: what arrives is a copy. Nothing is promised about it: it may be lost, come late, come twice,
 * come behind one that was sent later. Who needs more asks for an answer and sends again.
 *
 * `tcpNetwork` carries messages between real processes; the simulated network, of `@labs/machine/sim`, does to them
 * what a test says. A process is written once, for a `Machine`, and runs on both.
 *
 * Left out: membership. The machines that a network knows are those that it was made with.
 */
import type { Clock } from "./clock.ts";
import type { Disk } from "./disk.ts";
import type { Random } from "./random.ts";

/** One machine's way to the others. */
export interface Network<Message> {
  /**
   * Sends a copy of `message`, and forgets it. Nothing is told of its fate. To a machine that the network does not know
   * is a bug (InvariantError), and so is what is no plain data: a function, a class's instance.
   */
  send(to: string, message: Message): void;
  /** From now on `handler` is called with each message that arrives, and who sent it. One handler; until there is one, what arrives is lost. */
  receive(handler: (message: Message, from: string) => void): void;
}

/** Everything that a process may ask the world for. */
export interface Machine<Message> {
  /** Its name. */
  readonly id: string;
  /** The names of the others. */
  readonly peers: readonly string[];
  readonly clock: Clock;
  readonly random: Random;
  readonly disk: Disk;
  readonly network: Network<Message>;
}
