/**
 * What a person looks at: the event that is chosen, the one under the pointer, and what is filtered
 * away.
 *
 *     input ──▶ Session ──changed──▶ diagram, panel, states …   at most once a frame
 *
 * Invariant: the chosen event is one of the run's.
 */
import type { NodeId } from "@labs/machine/sim";
import { type Lane, nodesOf, type Story } from "../story.ts";
import type { Viewport } from "../viewport.ts";
import { wordsOf } from "../words.ts";

export class Session {
  readonly story: Story;
  readonly viewport: Viewport;
  readonly #watchers: (() => void)[] = [];
  readonly #hidden = new Set<NodeId>();
  #chosen: number;
  #hovered: number | undefined;
  #words = "";
  #isWaiting = false;

  constructor(story: Story, viewport: Viewport) {
    this.story = story;
    this.viewport = viewport;
    this.#chosen = story.violation ?? Math.max(0, story.events.length - 1);
  }

  /** Calls `watcher` in the frame after each change. */
  watch(watcher: () => void): void {
    this.#watchers.push(watcher);
  }

  /** To be called by who has changed what is in sight. */
  changed(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    requestAnimationFrame(() => {
      this.#isWaiting = false;
      for (const watcher of this.#watchers) watcher();
    });
  }

  /** The index of the event that is chosen. */
  get chosen(): number {
    return this.#chosen;
  }

  /** Chooses an event and brings it into sight. */
  choose(index: number): void {
    this.#chosen = Math.max(0, Math.min(this.story.events.length - 1, index));
    this.#hovered = undefined;
    this.viewport.reveal(this.#chosen);
    this.changed();
  }

  /** The index of the event under the pointer. */
  get hovered(): number | undefined {
    return this.#hovered;
  }

  hover(index: number | undefined): void {
    if (index === this.#hovered) return;
    this.#hovered = index;
    this.changed();
  }

  /** The lanes that are shown, from top to bottom. */
  get lanes(): readonly Lane[] {
    return this.story.lanes.filter(({ node }) => !this.#hidden.has(node));
  }

  isHidden(node: NodeId): boolean {
    return this.#hidden.has(node);
  }

  /** Hides a node's lane, or shows it again; the last one stays. */
  toggle(node: NodeId): void {
    if (this.#hidden.has(node)) this.#hidden.delete(node);
    else if (this.lanes.length > 1) this.#hidden.add(node);
    this.changed();
  }

  /** What an event's words must hold; empty where all will do. */
  get words(): string {
    return this.#words;
  }

  seek(words: string): void {
    this.#words = words.trim().toLowerCase();
    this.changed();
  }

  /** Whether an event passes both filters. */
  passes(index: number): boolean {
    const event = this.story.events[index];
    if (event === undefined) return false;
    const nodes = nodesOf(this.story, index);
    if (nodes.length > 0 && nodes.every((node) => this.#hidden.has(node))) return false;
    if (this.#words === "") return true;
    const { where, what } = wordsOf(event, this.story.findSend);
    return `${where} ${what}`.toLowerCase().includes(this.#words);
  }

  /**
   * Chooses the next event after `from`, or with -1 the one before it, that passes the filters
   * and `also`.
   * @returns whether there is one
   */
  step(
    by: 1 | -1,
    also: (index: number) => boolean = () => true,
    from: number = this.#chosen,
  ): boolean {
    const { length } = this.story.events;
    for (let index = from + by; index >= 0 && index < length; index += by) {
      if (!also(index) || !this.passes(index)) continue;
      this.choose(index);
      return true;
    }
    return false;
  }
}
