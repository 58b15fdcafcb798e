/**
 * Storms over clients: several of them, each asking one thing at a time of a replicated store, and again where no answer
 * comes, with the same number, of whatever machine.
 *
 *     client c2   put x 7 (its 4th) ──▶ a: no answer ──▶ b: NOT_LEADER, c leads ──▶ c: ok
 *                                       └─ in the log already: twice there, executed once
 *
 * An answer may get lost on its way to the client, too. Who has asked often enough gives up: nobody knows what became
 * of it. When all is calm every key is read once more. Then the history is linearizable, or the storm has found
 * something.
 */
import {
  decodeClientRequest,
  encodeClientRequest,
  type Message,
  type RaftError,
  Sessions,
} from "@labs/db-16";
import {
  checkLinearizable,
  drawExplanation,
  type Explanation,
  type KvInput,
  type KvOutput,
  kvModel,
  type Operation,
} from "@labs/grader/checkers";
import type { HistoryPicture } from "@labs/grader/picture";
import type { StormRun, Storms } from "@labs/grader/testing/storm-runs";
import { seededRandom } from "@labs/machine";
import type { Act, NodeId, Plan, Simulation, StormOptions } from "@labs/machine/sim";
import { Kv, kvAnswer, kvCommand } from "./kv.ts";
import { drawPartedStorm } from "./partitions.ts";
import { ServerCluster, type ServerLife } from "./server-cluster.ts";

/** One client is to ask for one thing; it does so if it waits for nothing. */
export interface Wish {
  readonly client: string;
  readonly input: KvInput;
}

/** One call, as far as it has come. */
interface Call extends Wish {
  /** The number under which it asks, and asks again; of a read 0. */
  readonly sequence: number;
  /** Counts calls and answers; and in milliseconds. */
  readonly calledAt: number;
  readonly from: number;
  answer?: { readonly output: KvOutput; readonly at: number; readonly until: number };
  tries: number;
  /** Whether it waits for an answer no more. */
  isOver: boolean;
}

export type ClientLife = ServerLife<Kv>;

const NODES = ["a", "b", "c"];
const CLIENTS = ["c1", "c2", "c3", "c4"];
const KEYS = ["x", "y", "z"];
const LATENCY_MS = 1;
const TIMEOUT_MS = 60;
const PAUSE_MS = 8;
const TRIES_MAX = 12;
/** How likely an answer is lost on its way to the client. */
const ANSWERS_LOST = 0.08;
/** How many steps the checker may take with one history; few need a thousand. */
const BUDGET = 1_000_000;

/** A cluster and its clients. */
export class ClientStorm implements StormRun<Message, ClientLife, Wish> {
  /** What the clients met. */
  readonly seen = {
    answered: 0,
    reads: 0,
    timeouts: 0,
    unknown: 0,
    duplicates: 0,
    judged: 0,
  };
  readonly #cluster: ServerCluster<Kv, Wish>;
  readonly #calls: Call[] = [];
  readonly #busy = new Map<string, Call>();
  readonly #sequences = new Map<string, number>();
  /** By client: whom it asks first. */
  readonly #trusts = new Map<string, NodeId>();
  readonly #seed: number;
  readonly #wishes: number;
  #clock = 0;
  #performed = 0;
  #explanation: Explanation | undefined;

  constructor(plan: Plan<Wish>, trace: boolean) {
    this.#seed = plan.seed;
    this.#wishes = plan.acts.length;
    this.#cluster = new ServerCluster<Kv, Wish>({
      ...{ nodes: NODES, plan, trace, server: { electionTicks: 6, heartbeatTicks: 2 } },
      newStateMachine: () => new Kv(),
      wrap: (inner) => new Sessions(inner),
      perform: (wish) => this.#begin(wish),
    });
  }

  get simulation(): Simulation<Message, ClientLife, Wish> {
    return this.#cluster.simulation;
  }

  get elections(): number {
    return this.#cluster.elections;
  }

  missing(): string | undefined {
    const [waiting] = this.#busy.values();
    if (waiting !== undefined)
      return `${waiting.client} has no answer to ${kvModel.showInput(waiting.input)}`;
    if (this.#performed < this.#wishes) return "the clients are not done";
    return undefined;
  }

  verdict(): { readonly law: string; readonly message: string } | undefined {
    this.#countDuplicates();
    const verdict = checkLinearizable(kvModel, this.#history(), { budget: BUDGET });
    if (verdict.kind === "linearizable") {
      this.seen.judged += 1;
      return undefined;
    }
    if (verdict.kind === "inconclusive") return undefined;
    this.#explanation = verdict.explanation;
    return { law: "linearizability", message: verdict.explanation.reason };
  }

  account(): string | undefined {
    return this.#explanation === undefined ? undefined : drawExplanation(this.#explanation);
  }

  history(): HistoryPicture {
    const explanation = this.#explanation;
    const misplaced = explanation?.operations[explanation.misplaced]?.index;
    const calls = this.#heard();
    const [order] = explanation?.orders ?? [];
    const places = new Map(
      order?.order.map((at, i) => [explanation!.operations[at]!.index, i + 1]),
    );
    const rows = CLIENTS.map((client) => ({
      client,
      bars: calls.flatMap((call, index) => {
        if (call.client !== client) return [];
        const { input, from, answer } = call;
        const output =
          answer === undefined ? "" : ` → ${kvModel.showOutput(answer.output) || "ok"}`;
        const mark = index === misplaced ? "cannot" : places.get(index);
        const bar = {
          text: `${kvModel.showInput(input)}${output}`,
          from,
          until: answer?.until ?? "open",
        } as const;
        return [mark === undefined ? bar : ({ ...bar, mark } as const)];
      }),
    }));
    return { rows, notes: explanation === undefined ? [] : [explanation.reason] };
  }

  /** A read without an answer says nothing; all other calls are in the history. */
  #heard(): readonly Call[] {
    return this.#calls.filter(({ input, answer }) => input.kind !== "get" || answer !== undefined);
  }

  #history(): readonly Operation<KvInput, KvOutput>[] {
    return this.#heard().map(({ client, input, calledAt, answer }) => {
      const outcome =
        answer === undefined
          ? ({ kind: "unknown" } as const)
          : ({ kind: "returned", output: answer.output, at: answer.at } as const);
      return { client, input, calledAt, outcome };
    });
  }

  /** Requests that stand in the log more than once. */
  #countDuplicates(): void {
    const requests = this.#cluster.applied.map((bytes) => {
      const { client, sequence } = decodeClientRequest(bytes);
      return `${client} ${sequence}`;
    });
    this.seen.duplicates = requests.length - new Set(requests).size;
  }

  #begin({ client, input }: Wish): string {
    this.#performed += 1;
    const text = `${client} wants ${kvModel.showInput(input)}`;
    if (this.#busy.has(client)) return `${text}, and waits for something else`;
    const sequence = input.kind === "get" ? 0 : (this.#sequences.get(client) ?? 0) + 1;
    if (sequence > 0) this.#sequences.set(client, sequence);
    this.#clock += 1;
    const call: Call = {
      ...{ client, input, sequence, calledAt: this.#clock, from: this.simulation.now },
      ...{ tries: 0, isOver: false },
    };
    this.#calls.push(call);
    this.#busy.set(client, call);
    this.#ask(call, this.#trusts.get(client) ?? this.#another(call));
    return text;
  }

  /** Asks one machine, and waits for a while. */
  #ask(call: Call, node: NodeId): void {
    call.tries += 1;
    const nth = call.tries;
    const { simulation } = this;
    const isLate = () => call.isOver || call.tries !== nth;
    const draw = seededRandom(this.#seed + 7919 * call.calledAt + nth);
    const isLost = draw.next() < ANSWERS_LOST && simulation.now < UNTIL_MS;
    simulation.later(LATENCY_MS, () => {
      const answered = this.#send(call, node);
      answered?.then(
        (output) => {
          if (isLost) return;
          simulation.later(LATENCY_MS, () => void (call.isOver || this.#end(call, node, output)));
        },
        (error: RaftError) => {
          simulation.later(LATENCY_MS + PAUSE_MS, () => {
            if (isLate()) return;
            this.#again(call, error.code === "NOT_LEADER" ? error.leader : undefined);
          });
        },
      );
    });
    simulation.later(TIMEOUT_MS, () => {
      if (isLate()) return;
      this.seen.timeouts += 1;
      this.#again(call, undefined);
    });
  }

  /** Hands it to the process on `node`; undefined where there is none, or where it is out. */
  #send({ client, input, sequence }: Call, node: NodeId): Promise<KvOutput> | undefined {
    const life = this.simulation.process(node);
    if (life === undefined || life.isOut()) return undefined;
    const { server, inner } = life;
    if (input.kind === "get") return server.read(() => inner.get(input.key));
    const command = kvCommand(input);
    return server.propose(encodeClientRequest({ client, sequence, command })).then(kvAnswer);
  }

  /** Once more, of who is said to lead, or of another one; or never more. */
  #again(call: Call, leader: NodeId | undefined): void {
    const isCalm = this.simulation.now > UNTIL_MS;
    if (call.tries < TRIES_MAX || isCalm) {
      this.#ask(call, leader ?? this.#another(call));
      return;
    }
    call.isOver = true;
    this.#busy.delete(call.client);
    this.seen.unknown += 1;
  }

  #another({ calledAt, tries }: Call): NodeId {
    return NODES[(calledAt + tries) % NODES.length]!;
  }

  #end(call: Call, node: NodeId, output: KvOutput): void {
    this.#clock += 1;
    call.isOver = true;
    call.answer = { output, at: this.#clock, until: this.simulation.now };
    this.#busy.delete(call.client);
    this.#trusts.set(call.client, node);
    if (call.input.kind === "get") this.seen.reads += 1;
    else this.seen.answered += 1;
  }
}

const UNTIL_MS = 1_200;
const WISHES = 90;
/** How many storms a grading runs. */
export const CLIENT_STORMS = 150;

/** Leaders are cut off often, and come back: so there are some who lead no more, and do not know it. */
const PARTITIONS = { leastMs: 100, moreMs: 200 };
const STORM: StormOptions = {
  ...{ untilMs: UNTIL_MS, cuts: 2, crashes: 3, downMs: 150, pauses: 4, pauseMs: 200 },
  ...{ delayMs: 12, late: 0.1, lose: 0.1, drift: 0.2 },
};

/** The storms. */
export function clientStorms(
  count = CLIENT_STORMS,
): Storms<Message, ClientLife, Wish, ClientStorm> {
  return {
    count,
    lab: "db-16",
    untilMs: UNTIL_MS,
    patienceMs: 20_000,
    promises: true,
    plan: (seed) => ({
      ...drawPartedStorm(seed, NODES, STORM, PARTITIONS),
      acts: wishesOf(seed),
    }),
    simulate: (plan, trace) => new ClientStorm(plan, trace),
  };
}

/** Wishes over the time of the storm; and in the calm behind it each key is read. */
function wishesOf(seed: number): readonly Act<Wish>[] {
  const random = seededRandom(seed ^ 0x77697368);
  const wishes = Array.from({ length: WISHES }, (_, i) => {
    const client = CLIENTS[random.below(CLIENTS.length)]!;
    const key = KEYS[random.below(KEYS.length)]!;
    const atMs = Math.floor(((i + 1) * UNTIL_MS) / (WISHES + 1));
    return { atMs, what: { client, input: inputOf(random.below(10), key, i, random.below(4)) } };
  });
  const last = KEYS.map((key, i) => {
    const what = { client: `${LAST}${i}`, input: { kind: "get", key } as const };
    return { atMs: UNTIL_MS + CALM_MS, what };
  });
  return [...wishes, ...last];
}

/** Clients that ask once, in the calm. */
const LAST = "last";
const CALM_MS = 800;

function inputOf(which: number, key: string, i: number, one: number): KvInput {
  if (which < 4) return { kind: "get", key };
  if (which < 7) return { kind: "append", key, value: `.${i}` };
  if (which < 9) return { kind: "put", key, value: `${i}` };
  return { kind: "cas", key, expected: one === 0 ? undefined : `${i - one}`, value: `${i}` };
}
