/**
 * Chains: the entries of a bucket, linked.
 *
 * Left out: chains that become trees when they are long, as in Java's HashMap.
 *
 * @solution
 */
import { equalBytes } from "./bytes.ts";
import type { Node, Table } from "./dict-table.ts";

/** The node of `key`, whose hash this is. */
export function find<V>(table: Table<V>, hash: number, key: Uint8Array): Node<V> | undefined {
  let node = table.get(hash & (table.size - 1));
  while (node !== undefined && !(node.hash === hash && equalBytes(node.key, key))) node = node.next;
  return node;
}

/** Puts `node` first into its bucket. */
export function add<V>(table: Table<V>, node: Node<V>): void {
  const bucket = node.hash & (table.size - 1);
  node.next = table.get(bucket);
  table.set(bucket, node);
}

/** Takes the node of `key` out of its chain; whether there was one. */
export function remove<V>(table: Table<V>, hash: number, key: Uint8Array): boolean {
  const bucket = hash & (table.size - 1);
  let before: Node<V> | undefined;
  for (let node = table.get(bucket); node !== undefined; node = node.next) {
    if (node.hash === hash && equalBytes(node.key, key)) {
      if (before === undefined) table.set(bucket, node.next);
      else before.next = node.next;
      return true;
    }
    before = node;
  }
  return false;
}

/** The nodes of a bucket, first to last. */
export function nodesOf<V>(table: Table<V>, bucket: number): Node<V>[] {
  const nodes: Node<V>[] = [];
  for (let node = table.get(bucket); node !== undefined; node = node.next) nodes.push(node);
  return nodes;
}
