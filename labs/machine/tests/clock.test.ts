/**
 * Time and chance: the simulated clock, the real one, and the generator.
 */
import { InvariantError, realClock, seededRandom, unseededRandom } from "@labs/machine";
import { SimClock } from "@labs/machine/sim";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => {
  vi.useRealTimers();
});

test("a SimClock stands still until it is moved", () => {
  const clock = new SimClock(1_000);
  expect(clock.now()).toBe(1_000);
  clock.advance(0);
  clock.advance(250);
  expect(clock.now()).toBe(1_250);
});

test("timers run in the order of time, those of one time in the order in which they were made", () => {
  const clock = new SimClock(0);
  const ran: string[] = [];
  const at = (name: string, ms: number) =>
    clock.after(ms, () => ran.push(`${name}@${clock.now()}`));
  at("c", 30);
  at("a", 10);
  at("b", 10);
  at("z", 0);
  at("late", 31);
  expect([clock.pending, ran.length]).toEqual([5, 0]);
  clock.advance(30);
  expect([ran, clock.now(), clock.pending]).toEqual([["z@0", "a@10", "b@10", "c@30"], 30, 1]);
  clock.advance(1);
  expect(ran.at(-1)).toBe("late@31");
});

test("a timer that is made by a timer runs in the same span, if it is due in it", () => {
  const clock = new SimClock(0);
  const ticks: number[] = [];
  const tick = () => {
    ticks.push(clock.now());
    clock.after(10, tick);
  };
  clock.after(10, tick);
  clock.advance(35);
  expect([ticks, clock.now(), clock.pending]).toEqual([[10, 20, 30], 35, 1]);
});

test("a timer that was called off does not run, whoever calls it off", () => {
  const clock = new SimClock(0);
  const ran: string[] = [];
  const second = clock.after(20, () => ran.push("second"));
  clock.after(10, second);
  clock.advance(50);
  second();
  expect([ran, clock.pending]).toEqual([[], 0]);
});

test("what a timer throws comes out, at its time; the others still wait", () => {
  const clock = new SimClock(0);
  let ran = false;
  clock.after(10, () => {
    throw new Error("ten");
  });
  clock.after(20, () => {
    ran = true;
  });
  expect(() => clock.advance(50)).toThrow("ten");
  expect([clock.now(), clock.pending, ran]).toEqual([10, 1, false]);
  clock.advance(10);
  expect(ran).toBe(true);
});

test("time is whole and does not go back; a timer does not move it", () => {
  const clock = new SimClock(5);
  for (const wrong of [-1, 0.5, Number.NaN]) {
    expect(() => clock.advance(wrong)).toThrow(InvariantError);
  }
  expect(() => new SimClock(0.5)).toThrow(InvariantError);
  expect(() => clock.after(Number.NaN, () => {})).toThrow(InvariantError);
  clock.after(1, () => clock.advance(1));
  expect(() => clock.advance(1)).toThrow(InvariantError);
});

test("the real clock waits longer than setTimeout can", () => {
  vi.useFakeTimers();
  const thirtyDays = 30 * 24 * 3600 * 1000;
  let ran = 0;
  realClock.after(thirtyDays, () => ran++);
  const calledOff = realClock.after(thirtyDays, () => ran++);
  vi.advanceTimersByTime(thirtyDays - 1);
  expect(ran).toBe(0);
  calledOff();
  vi.advanceTimersByTime(1);
  expect(ran).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
});

test("the real clock tells whole milliseconds", () => {
  const before = Date.now();
  const now = realClock.now();
  expect(Number.isInteger(now) && now >= before && now <= Date.now()).toBe(true);
});

test("one seed gives the same numbers, the lowest 32 bits of it count", () => {
  const draw = (seed: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: 5 }, () => random.below(1000));
  };
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  expect(draw(1)).toEqual(draw(1 + 2 ** 32));
});

test("numbers lie in their range, and all over it", () => {
  for (const random of [seededRandom(0), seededRandom(7), unseededRandom()]) {
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const number = random.next();
      expect(number >= 0 && number < 1).toBe(true);
      counts[random.below(10)]!++;
    }
    // A thousand each, and five times the deviation of thirty.
    expect(Math.min(...counts)).toBeGreaterThan(800);
    expect(Math.max(...counts)).toBeLessThan(1_200);
    expect(random.below(1)).toBe(0);
    expect(random.below(2 ** 32)).toBeLessThan(2 ** 32);
  }
});
