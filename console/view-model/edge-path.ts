import type { Point } from "./layout-graph.ts";

/** An SVG path along some points, its corners rounded; and where a label fits. */
export function edgePath(points: readonly Point[]): { readonly path: string; readonly label: Point } {
  const [first = { x: 0, y: 0 }, ...rest] = points;
  const last = rest.at(-1) ?? first;
  const corners = rest.slice(0, -1);
  const curves = corners.map((corner, index) => {
    const next = corners[index + 1];
    const end = next === undefined ? last : between(corner, next);
    return `Q ${text(corner)} ${text(end)}`;
  });
  const path = [`M ${text(first)}`, ...(curves.length > 0 ? curves : [`L ${text(last)}`])].join(" ");
  const middle = points[Math.floor(points.length / 2)] ?? first;
  return { path, label: points.length === 2 ? between(first, last) : middle };
}

const between = (left: Point, right: Point): Point => ({ x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 });

const text = ({ x, y }: Point): string => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
