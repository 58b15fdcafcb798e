/**
 * Strings and deadlines as simply as they can be said: a Map of texts, each character a byte, and no concern for cost.
 *
 * It knows the commands below with good arguments; errors of syntax are for examples. Its replies are what redis-cli
 * would print, as `Shell.ask` does.
 */

interface Row {
  readonly value: string;
  readonly deadline: number | undefined;
}

const OVERFLOW = "(error) ERR increment or decrement would overflow";
const NOT_AN_INTEGER = "(error) ERR value is not an integer or out of range";

export class StringModel {
  readonly rows = new Map<string, Row>();
  /** What `Keyspace.changes` should be. */
  changes = 0;
  /** The keys that died, in the order in which somebody noticed. */
  readonly died: string[] = [];
  now: number;

  constructor(now: number) {
    this.now = now;
  }

  /** Every key that is not dead and its deadline, in the order of the alphabet; looks at none. */
  living(): string[] {
    const rows = [...this.rows].filter(([, { deadline = this.now }]) => this.now <= deadline);
    return rows.map(([key, { deadline }]) => `${key} until ${deadline}`).sort();
  }

  /** What is printed for a command. */
  ask(words: readonly string[]): string {
    const [name = "", ...args] = words;
    const [key = "", second = "", third = ""] = args;
    switch (name) {
      case "SET":
        return this.#set(key, second, args.slice(2));
      case "GET":
        return shown(this.#find(key)?.value);
      case "GETSET":
        return this.#set(key, second, ["GET"]);
      case "GETDEL":
        return this.#getdel(key);
      case "MGET":
        return args.map((each, i) => `${i + 1}) ${shown(this.#find(each)?.value)}`).join("\n");
      case "MSETNX":
        if (this.#find(key) !== undefined || this.#find(third) !== undefined) return "(integer) 0";
        this.#put(key, second);
        this.#put(third, args[3] ?? "");
        return "(integer) 1";
      case "APPEND":
        return this.#rewrite(key, (value) => value + second);
      case "SETRANGE":
        return this.#setrange(key, Number(second), third);
      case "GETRANGE":
        return shown(range(this.#find(key)?.value ?? "", Number(second), Number(third)));
      case "INCRBY":
        return this.#add(key, BigInt(second));
      case "DECRBY":
        return this.#add(key, -BigInt(second));
      case "EXISTS":
        return count(args.filter((each) => this.#find(each) !== undefined));
      case "DEL":
        return count(args.filter((each) => this.#remove(each)));
      case "RENAME":
        return this.#rename(key, second);
      case "RENAMENX":
        if (this.#find(key) === undefined) return "(error) ERR no such key";
        if (this.#find(second) !== undefined) return "(integer) 0";
        this.#rename(key, second);
        return "(integer) 1";
      case "PEXPIREAT":
        return this.#expire(key, Number(second), args.slice(2));
      case "PERSIST": {
        const row = this.#find(key);
        if (row?.deadline === undefined) return "(integer) 0";
        this.#put(key, row.value);
        return "(integer) 1";
      }
      case "PEXPIRETIME": {
        const row = this.#find(key);
        return `(integer) ${row === undefined ? -2 : (row.deadline ?? -1)}`;
      }
      default:
        throw new Error(`the model does not know ${name}`);
    }
  }

  #find(key: string): Row | undefined {
    const row = this.rows.get(key);
    if (row?.deadline === undefined || this.now <= row.deadline) return row;
    this.rows.delete(key);
    this.died.push(key);
    return undefined;
  }

  #put(key: string, value: string, deadline?: number): void {
    this.#find(key);
    this.rows.set(key, { value, deadline });
    this.changes += 1;
  }

  #remove(key: string): boolean {
    if (this.#find(key) === undefined) return false;
    this.rows.delete(key);
    this.changes += 1;
    return true;
  }

  /** Of the options, PXAT stands last, and its time behind it. */
  #set(key: string, value: string, options: readonly string[]): string {
    const before = this.#find(key);
    const isGet = options.includes("GET");
    const isRefused =
      (options.includes("NX") && before !== undefined) ||
      (options.includes("XX") && before === undefined);
    if (!isRefused) {
      const kept = options.includes("KEEPTTL") ? before?.deadline : undefined;
      this.#put(key, value, options.includes("PXAT") ? Number(options.at(-1)) : kept);
    }
    if (isGet) return shown(before?.value);
    return isRefused ? "(nil)" : "OK";
  }

  #getdel(key: string): string {
    const text = shown(this.#find(key)?.value);
    this.#remove(key);
    return text;
  }

  #rewrite(key: string, change: (value: string) => string): string {
    const row = this.#find(key);
    const value = change(row?.value ?? "");
    this.#put(key, value, row?.deadline);
    return `(integer) ${value.length}`;
  }

  #setrange(key: string, offset: number, part: string): string {
    const length = this.#find(key)?.value.length ?? 0;
    if (part === "") return `(integer) ${length}`;
    return this.#rewrite(key, (value) => {
      const head = value.slice(0, offset).padEnd(offset, "\0");
      return head + part + value.slice(offset + part.length);
    });
  }

  #add(key: string, amount: bigint): string {
    const row = this.#find(key);
    const text = row?.value ?? "0";
    const before = /^(0|-?[1-9][0-9]*)$/.test(text) ? BigInt(text) : undefined;
    if (before === undefined || !fits(before)) return NOT_AN_INTEGER;
    const sum = before + amount;
    if (!fits(sum)) return OVERFLOW;
    this.#put(key, String(sum), row?.deadline);
    return `(integer) ${sum}`;
  }

  #rename(from: string, to: string): string {
    const row = this.#find(from);
    if (row === undefined) return "(error) ERR no such key";
    if (from === to) return "OK";
    this.#put(to, row.value, row.deadline);
    this.rows.delete(from);
    return "OK";
  }

  #expire(key: string, deadline: number, options: readonly string[]): string {
    const row = this.#find(key);
    if (row === undefined) return "(integer) 0";
    const before = row.deadline ?? Number.POSITIVE_INFINITY;
    const isAllowed = options.every((option) => {
      if (option === "NX") return row.deadline === undefined;
      if (option === "XX") return row.deadline !== undefined;
      return option === "GT" ? deadline > before : deadline < before;
    });
    if (!isAllowed) return "(integer) 0";
    if (deadline <= this.now) this.#remove(key);
    else this.#put(key, row.value, deadline);
    return "(integer) 1";
  }
}

function range(value: string, start: number, end: number): string {
  if (start < 0 && end < 0 && start > end) return "";
  const from = Math.max(0, start < 0 ? value.length + start : start);
  const to = Math.max(0, end < 0 ? value.length + end : end);
  return [...value].filter((_, i) => i >= from && i <= to).join("");
}

function fits(value: bigint): boolean {
  return value >= -(2n ** 63n) && value < 2n ** 63n;
}

function count(items: readonly unknown[]): string {
  return `(integer) ${items.length}`;
}

/** As redis-cli shows it, for the few characters that are drawn here. */
function shown(value: string | undefined): string {
  return value === undefined ? "(nil)" : `"${value.replaceAll("\0", "\\x00")}"`;
}
