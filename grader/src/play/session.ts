/**
 * A game in real time, by keys.
 *
 *     keys ──▶ waiting ──┐                          (a key that comes while a tick runs waits until it has ended)
 *     clock ─────────────┴──▶ keys, commands, ticks that are due ──▶ draw ──▶ sleep until the next
 *
 * Invariant: the terminal is given back however it ends: by q, by a signal, by an error.
 */
import { writePicture } from "../picture/write.ts";
import { onKey } from "../screen/keyboard.ts";
import { Terminal } from "../screen/terminal.ts";
import { type Command, PlayError, parseScript } from "./command.ts";
import { Flights } from "./flights.ts";
import { Game, type GameOptions } from "./game.ts";
import { keysOf, type Wish, wishOf } from "./keys.ts";
import type { Playable, Scenario } from "./lab.ts";
import { screenLines } from "./screen.ts";
import { PICTURES, scenarioOf } from "./transcript.ts";

/** Ticks a second. */
const SPEEDS = [1, 2, 5, 10, 20, 50, 100, 200] as const;
const SPEED_AT_FIRST = 3;
/** Drawn so often at most, in a second. */
const FRAMES = 20;
const VALUES = "xyzuvw";
const FREE = "Do to it what you like; 1 to 9 are stories to watch, ? says what the keys do.";

/** Plays until it is ended. */
export async function playByKeys<Message, Process>(
  lab: Playable<Message, Process>,
  options: GameOptions,
  whose: string,
): Promise<void> {
  const session = new Session(lab, options, whose);
  const terminal = new Terminal();
  await terminal.prepare();
  const forgetKeys = onKey((chunk) => session.hear(chunk));
  const end = () => session.end();
  const restore = () => terminal.close();
  const redraw = () => session.wake();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
  process.prependListener("uncaughtException", restore);
  process.stdout.on("resize", redraw);
  try {
    await session.run((lines) => terminal.live(lines));
  } finally {
    forgetKeys();
    terminal.close();
    process.off("uncaughtException", restore);
    process.stdout.off("resize", redraw);
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.off(signal, end);
  }
  for (const line of session.farewell) console.log(line);
}

class Session<Message, Process> {
  readonly #lab: Playable<Message, Process>;
  readonly #whose: string;
  #game: Game<Message, Process>;
  #flights: Flights;
  #watch = FREE;
  #chosen = "a";
  #speed = SPEED_AT_FIRST;
  #isPaused = false;
  #isHelp = false;
  #isOver = false;
  /** What is being typed; undefined where nothing is. */
  #typed: string | undefined;
  #foot = "";
  #isBad = false;
  #values = 0;
  #page: string | undefined;
  /** A game to begin with, as soon as no tick runs. */
  #next: { readonly machines: number; readonly scenario?: Scenario } | undefined;
  /** Ticks that are to come, though it is paused. */
  #singles = 0;
  #keys: string[] = [];
  #wake = (): void => {};

  constructor(lab: Playable<Message, Process>, options: GameOptions, whose: string) {
    this.#lab = lab;
    this.#whose = whose;
    this.#game = new Game(lab, options);
    this.#flights = new Flights(this.#game.nodes);
  }

  /** What there is to say when it is over. */
  get farewell(): readonly string[] {
    const { failure, script } = this.#game;
    const why = failure === undefined ? [] : [failure];
    if (script === "") return why;
    return [
      ...why,
      `Once more:       ${this.#game.replay}`,
      `As a page:       ${this.#page ?? "press p before q, and it is written"}`,
    ];
  }

  /** A key was pressed, or several. */
  hear(chunk: string): void {
    this.#keys.push(...keysOf(chunk));
    this.#wake();
  }

  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  /** Draws again. */
  wake(): void {
    this.#wake();
  }

  /** Plays until it is over. */
  async run(draw: (lines: readonly string[]) => void): Promise<void> {
    await this.#game.begin();
    let due = performance.now();
    while (!this.#isOver) {
      for (const key of this.#keys.splice(0)) this.#press(key);
      await this.#begin();
      this.#carryOut();
      const rate = SPEEDS[this.#speed]!;
      const pauseMs = 1000 / Math.min(rate, FRAMES);
      if (this.#singles > 0 || (!this.#isPaused && performance.now() >= due)) {
        const ticks = this.#isPaused ? this.#singles : Math.max(1, Math.round(rate / FRAMES));
        this.#singles = 0;
        for (let i = 0; i < ticks; i++) await this.#tick();
        due = performance.now() + pauseMs;
      }
      draw(this.#lines());
      await this.#sleep(this.#isPaused ? undefined : Math.max(1, due - performance.now()));
    }
  }

  async #tick(): Promise<void> {
    if (this.#game.failure !== undefined) return;
    await this.#game.tick();
    this.#flights.follow(this.#game.trace, this.#game.now);
    this.#carryOut();
  }

  /** Until so many milliseconds have passed, or a key was pressed. */
  #sleep(milliseconds: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      if (this.#keys.length > 0 || this.#isOver) return resolve();
      const timer = milliseconds === undefined ? undefined : setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #press(key: string): void {
    this.#foot = "";
    this.#isBad = false;
    if (this.#typed === undefined) this.#mean(key);
    else this.#type(key, this.#typed);
  }

  #mean(key: string): void {
    const wish = wishOf(key, { node: this.#chosen, nodes: this.#game.nodes });
    const wasHelp = this.#isHelp;
    this.#isHelp = false;
    if (wish !== undefined && !(wasHelp && wish.kind === "help")) this.#grant(wish);
  }

  #type(key: string, typed: string): void {
    if (key === "\r" || key === "\n") {
      this.#typed = undefined;
      this.#order(typed);
    } else if (key === "\u001b" || key === "\u0003") this.#typed = undefined;
    else if (key === "\u007f" || key === "\b") this.#typed = typed.slice(0, -1);
    else if (key >= " " && key.length === 1) this.#typed = typed + key;
  }

  #grant(wish: Wish): void {
    switch (wish.kind) {
      case "choose":
        this.#chosen = wish.node;
        break;
      case "command":
        this.#order(wish.text === "read" ? `read ${this.#asked()}` : wish.text);
        break;
      case "propose":
        this.#order(`propose ${this.#value()} ${this.#asked()}`);
        break;
      case "pause":
        this.#isPaused = !this.#isPaused;
        break;
      case "tick":
        this.#isPaused = true;
        this.#singles += 1;
        break;
      case "faster":
        this.#speed = Math.min(this.#speed + 1, SPEEDS.length - 1);
        break;
      case "slower":
        this.#speed = Math.max(this.#speed - 1, 0);
        break;
      case "new":
        this.#next = { machines: this.#game.nodes.length === 3 ? 5 : 3 };
        break;
      case "type":
        this.#typed = "";
        break;
      case "help":
        this.#isHelp = true;
        break;
      case "quit":
        this.#isOver = true;
    }
  }

  /** Whom to ask: the chosen one if it leads, else who leads. */
  #asked(): string {
    return this.#game.lane(this.#chosen)?.leads === true ? this.#chosen : "leader";
  }

  /** x, y, z …, x2, y2 … */
  #value(): string {
    const round = Math.floor(this.#values / VALUES.length);
    const letter = VALUES[this.#values % VALUES.length]!;
    this.#values += 1;
    return round === 0 ? letter : `${letter}${round + 1}`;
  }

  /** Has a command carried out: now, ahead of a story that goes on by itself. */
  #order(text: string): void {
    try {
      for (const command of parseScript(text)) this.#game.interrupt(command, this.#show);
    } catch (error) {
      this.#fail(error);
    }
  }

  #carryOut(): void {
    try {
      this.#game.carryOut(this.#show);
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    if (!(error instanceof PlayError)) throw error;
    this.#foot = error.message;
    this.#isBad = true;
  }

  readonly #show = (command: Command): void => {
    if (command.kind === "play") {
      const scenario = scenarioOf(this.#lab, command);
      this.#next = { machines: scenario.machines, scenario };
    } else if (command.kind === "picture") {
      this.#page = writePicture(PICTURES, `${this.#lab.lab}-played`, this.#game.picture);
      this.#foot = this.#page;
    }
  };

  /** Begins another game, where one was asked for. */
  async #begin(): Promise<void> {
    const next = this.#next;
    if (next === undefined) return;
    this.#next = undefined;
    const { machines, scenario } = next;
    const { seed = this.#game.options.seed } = scenario ?? {};
    this.#game = new Game(this.#lab, { machines, seed });
    this.#flights = new Flights(this.#game.nodes);
    this.#watch = scenario?.watch ?? FREE;
    this.#values = 0;
    this.#page = undefined;
    this.#isPaused = false;
    if (!this.#game.nodes.includes(this.#chosen)) this.#chosen = "a";
    await this.#game.begin();
    this.#game.add(parseScript((scenario?.script ?? []).join("\n")));
  }

  #lines(): readonly string[] {
    const { columns = 80, rows = 24 } = process.stdout;
    const game = this.#game;
    const view = {
      lab: this.#lab,
      ...{ whose: this.#whose, seed: game.options.seed, now: game.now, watch: this.#watch },
      boxes: game.nodes.map((name) => ({
        name,
        lane: game.lane(name),
        unreached: game.unreached(name),
        isChosen: name === this.#chosen,
      })),
      ...{ flights: this.#flights.all, lines: game.lines, isHelp: this.#isHelp },
      ...{ foot: this.#footLine(), pace: this.#pace() },
      isBad: this.#isBad || this.#game.failure !== undefined,
    };
    return screenLines(view, { columns, rows });
  }

  #footLine(): string {
    if (this.#typed !== undefined) return `:${this.#typed}█`;
    return this.#game.failure ?? this.#foot;
  }

  #pace(): string {
    if (this.#game.failure !== undefined) return "✗ stopped";
    return this.#isPaused ? "‖ paused" : `▶ ${SPEEDS[this.#speed]} ticks/s`;
  }
}
