/**
 * Where the labs stand on the map.
 *
 *     Phase 1   [01]──▶[02]──▶[04]          a band for each phase; what stands on a lab of its own phase stands to the
 *               [03]────────▶               right of it, in its row where that is free
 *     Phase 2   [05]──▶[06]──▶ …            links between phases are shown for the lab that is
 *                                         pointed at
 *
 * Labs that no lab of their phase stands on, and that stand on none, fill up the rows below.
 */
import type { Course, CourseLab } from "../course.ts";

export const BOX = { width: 188, height: 74 } as const;
const GAP = { x: 22, y: 14 } as const;
const COLUMNS = 4;
const HEAD_HEIGHT = 34;
const BAND_GAP = 26;

export interface Box {
  readonly lab: CourseLab;
  readonly x: number;
  readonly y: number;
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  /** Of an SVG path. */
  readonly path: string;
  readonly isWithinPhase: boolean;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly bands: readonly {
    readonly title: string;
    readonly y: number;
    readonly height: number;
  }[];
  readonly boxes: readonly Box[];
  readonly edges: readonly Edge[];
}

type Cell = readonly [column: number, row: number];

/** In pixels, from the upper left corner. */
export function layoutOf({ phases, labs }: Course): Layout {
  const boxes: Box[] = [];
  const bands = [];
  let [y, columns] = [0, 0];
  for (const { number, title } of phases) {
    const own = labs.filter(({ phase }) => phase === number);
    const cells = cellsOf(own);
    const rows = Math.max(0, ...[...cells.values()].map(([, row]) => row + 1));
    const height = HEAD_HEIGHT + rows * (BOX.height + GAP.y);
    bands.push({ title: `Phase ${number}  ${title}`, y, height });
    for (const lab of own) {
      const [column, row] = cells.get(lab.id)!;
      columns = Math.max(columns, column + 1);
      const x = GAP.x / 2 + column * (BOX.width + GAP.x);
      boxes.push({ lab, x, y: y + HEAD_HEIGHT + row * (BOX.height + GAP.y) });
    }
    y += height + BAND_GAP;
  }
  return { width: columns * (BOX.width + GAP.x), height: y, bands, boxes, edges: edgesOf(boxes) };
}

function cellsOf(labs: readonly CourseLab[]): ReadonlyMap<string, Cell> {
  const own = new Set(labs.map(({ id }) => id));
  const below = (lab: CourseLab) => lab.standsOn.filter((id) => own.has(id));
  const isAlone = (lab: CourseLab) =>
    below(lab).length === 0 && !labs.some(({ standsOn }) => standsOn.includes(lab.id));
  const cells = new Map<string, Cell>();
  const taken = new Set<string>();
  const put = (lab: CourseLab, column: number, wanted: number): void => {
    let row = wanted;
    while (taken.has(`${column} ${row}`)) row++;
    taken.add(`${column} ${row}`);
    cells.set(lab.id, [column, row]);
  };
  const rows = () => Math.max(0, ...[...cells.values()].map(([, row]) => row + 1));
  for (const lab of labs.filter((each) => !isAlone(each))) {
    const stands = below(lab)
      .map((id) => cells.get(id))
      .filter((cell) => cell !== undefined);
    if (stands.length === 0) put(lab, 0, rows());
    else put(lab, Math.max(...stands.map(([column]) => column)) + 1, stands[0]![1]);
  }
  const from = rows();
  for (const [at, lab] of labs.filter(isAlone).entries()) {
    put(lab, at % COLUMNS, from + Math.floor(at / COLUMNS));
  }
  return cells;
}

function edgesOf(boxes: readonly Box[]): readonly Edge[] {
  const byId = new Map(boxes.map((box) => [box.lab.id, box]));
  return boxes.flatMap((to) =>
    to.lab.standsOn.flatMap((id) => {
      const from = byId.get(id);
      if (from === undefined) return [];
      const isWithinPhase = from.lab.phase === to.lab.phase;
      return [{ from: id, to: to.lab.id, isWithinPhase, path: pathOf(from, to, isWithinPhase) }];
    }),
  );
}

/** From box to box; between rows where others stand between the two. */
function pathOf(from: Box, to: Box, isWithinPhase: boolean): string {
  if (isWithinPhase) {
    const [x1, y1] = [from.x + BOX.width, from.y + BOX.height / 2];
    const [x2, y2] = [to.x, to.y + BOX.height / 2];
    if (x2 - x1 > GAP.x) {
      const between = from.y > to.y ? from.y - GAP.y / 2 : from.y + BOX.height + GAP.y / 2;
      const half = GAP.x / 2;
      return (
        `M${x1} ${y1}C${x1 + half} ${y1} ${x1 + half} ${between} ${x1 + GAP.x} ${between}H${x2 - GAP.x}` +
        `C${x2 - half} ${between} ${x2 - half} ${y2} ${x2} ${y2}`
      );
    }
    const bend = (x2 - x1) / 2;
    return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  }
  const [x1, y1] = [from.x + BOX.width / 2, from.y + BOX.height];
  const [x2, y2] = [to.x + BOX.width / 2, to.y];
  const bend = (y2 - y1) / 2;
  return `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`;
}
