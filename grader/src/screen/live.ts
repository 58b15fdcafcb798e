/**
 * A grading as it runs: steps that are done above, and below them, on a terminal, the one that runs and those that
 * wait. On a plain stream the lines of finished steps come one by one, and the waiting ones at the end.
 *
 * It is told of events and knows no engine. Invariant: a step's final line is written once.
 */
import type { Lab, Step } from "../manifest.ts";
import type { GradeEvent } from "../run/grader.ts";
import { isGreenStep, type StepResult } from "../verdict.ts";
import { stepLines } from "./steps.ts";
import type { Terminal } from "./terminal.ts";

const SIGNS = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MS = 90;

export class LiveSteps {
  readonly #terminal: Terminal;
  readonly #steps: readonly Step[];
  readonly #lines: ReturnType<typeof stepLines>;
  readonly #done = new Set<Step>();
  #running: Step | undefined;
  #reported = 0;
  #title = "";
  #frame = 0;
  #stuckAt: Step | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(terminal: Terminal, lab: Lab, steps: readonly Step[]) {
    this.#terminal = terminal;
    this.#steps = steps;
    this.#lines = stepLines(lab);
  }

  /** Shows the steps before the first event. */
  begin(): void {
    this.#draw();
    if (!this.#terminal.isInteractive) return;
    this.#timer = setInterval(() => {
      this.#frame++;
      this.#draw();
    }, FRAME_MS);
  }

  hear(event: GradeEvent): void {
    switch (event.kind) {
      case "step-started":
        this.#running = event.step;
        this.#reported = 0;
        this.#title = "";
        break;
      case "test-started":
        this.#title = event.title;
        break;
      case "test-finished":
        this.#reported++;
        break;
      case "step-finished":
        this.#finish(event.step, event.result);
        break;
    }
    this.#draw();
  }

  /** The end of it: what was not reached is written for good. Nothing more is drawn. */
  end(): void {
    this.stop();
    const waiting = this.#waiting();
    if (waiting.length > 0) this.#terminal.print(waiting);
  }

  /** Takes the live region away, and writes nothing. */
  stop(): void {
    clearInterval(this.#timer);
    this.#running = undefined;
    this.#terminal.live([]);
  }

  #finish(step: Step, result: StepResult): void {
    this.#running = undefined;
    this.#done.add(step);
    if (!isGreenStep(result)) this.#stuckAt ??= step;
    this.#terminal.print(this.#lines.done(step, result));
  }

  #waiting(): string[] {
    const waiting = this.#steps.filter((step) => !this.#done.has(step) && step !== this.#running);
    return waiting.map((step, index) =>
      this.#lines.waiting(step, index === 0 ? this.#stuckAt : undefined),
    );
  }

  #draw(): void {
    const lines = this.#waiting();
    if (this.#running !== undefined) {
      const sign = SIGNS[this.#frame % SIGNS.length]!;
      const { columns } = this.#terminal;
      lines.unshift(this.#lines.running(this.#running, sign, this.#reported, this.#title, columns));
    }
    this.#terminal.live(lines);
  }
}
