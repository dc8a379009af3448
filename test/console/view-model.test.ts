import { describe, expect, it } from "vitest";
import { filterExecutions } from "../../console/view-model/filter-executions.ts";
import { formatBytes } from "../../console/view-model/format-bytes.ts";
import { formatDuration } from "../../console/view-model/format-duration.ts";
import { formatJson } from "../../console/view-model/format-json.ts";
import { edgePath } from "../../console/view-model/edge-path.ts";
import { layoutGraph, type PlaceLevel, wayKey } from "../../console/view-model/layout-graph.ts";
import { cellText, fileKind, objectsPreview, recordsPreview } from "../../console/view-model/table-preview.ts";
import { breadcrumbs, uploadKey } from "../../console/view-model/upload-key.ts";

describe("formats", () => {
  it.each([
    [0, "0 ms"],
    [999, "999 ms"],
    [4210, "4.2 s"],
    [200_000, "3 min 20 s"],
    [7_500_000, "2 h 5 min"],
  ])("say %i ms as %s", (milliseconds, text) => expect(formatDuration(milliseconds)).toBe(text));

  it.each([
    [0, "0 B"],
    [812, "812 B"],
    [1_602_000, "1.6 MB"],
    [250_000, "250 KB"],
  ])("say %i bytes as %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it("indent JSON and leave other text alone", () => {
    expect(formatJson('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(formatJson("{broken")).toBe("{broken");
  });
});

describe("filters", () => {
  const execution = (name: string, workflow: string, status: "FAILED" | "SUCCEEDED") => ({
    arn: name,
    name,
    workflow,
    status,
    startedAt: 0,
    stoppedAt: null,
    subject: "",
    outcome: null,
    cause: null,
  });
  const all = [
    { ...execution("Alpha", "ingest", "FAILED"), subject: "birdstrikes/a.csv" },
    { ...execution("beta", "report", "SUCCEEDED"), outcome: "rejected" },
  ];

  it("keep what matches all of them", () => {
    const names = (filter: Parameters<typeof filterExecutions>[1]): readonly string[] =>
      filterExecutions(all, filter).map(({ name }) => name);
    expect(names({ workflow: "", status: "", text: "" })).toEqual(["Alpha", "beta"]);
    expect(names({ workflow: "ingest", status: "", text: "" })).toEqual(["Alpha"]);
    expect(names({ workflow: "", status: "SUCCEEDED", text: "" })).toEqual(["beta"]);
    expect(names({ workflow: "", status: "", text: "ALPH" })).toEqual(["Alpha"]);
    expect(names({ workflow: "", status: "", text: "a.csv" })).toEqual(["Alpha"]);
    expect(names({ workflow: "", status: "", text: "reject" })).toEqual(["beta"]);
    expect(names({ workflow: "ingest", status: "SUCCEEDED", text: "" })).toEqual([]);
  });
});

describe("previews", () => {
  it("know a file by its ending", () => {
    expect(["a.CSV", "a.parquet", "a.json", "a.html", "a", "a.zip"].map(fileKind)).toEqual([
      "csv",
      "parquet",
      "text",
      "html",
      "other",
      "other",
    ]);
  });

  it("take the first CSV record as the header and count only a whole file's rows", () => {
    const records = [
      ["a", "b"],
      ["1", "2"],
    ];
    expect(recordsPreview(records, true)).toEqual({
      kind: "table",
      columns: ["a", "b"],
      rows: [["1", "2"]],
      note: "1 rows, 2 columns",
    });
    expect(recordsPreview(records, false)).toMatchObject({ note: "the first 1 rows, 2 columns" });
    expect(recordsPreview([], true)).toEqual({ kind: "none", note: "The file is empty." });
  });

  it("tell null from an empty string", () => {
    expect([cellText(null), cellText(""), cellText(3n), cellText({ a: 1n })]).toEqual(["∅", "", "3", '{"a":"1"}']);
    expect(objectsPreview(["a"], [{ a: 1 }], 5)).toMatchObject({
      rows: [["1"]],
      note: "the first 1 of 5 rows, 1 columns",
    });
  });
});

describe("the way of an edge", () => {
  const point = (x: number, y: number) => ({ x, y });

  it("is straight between two points, and rounds the corners between more", () => {
    expect(edgePath([point(0, 0), point(0, 10)])).toEqual({ path: "M 0 0 L 0 10", label: point(0, 5) });
    expect(edgePath([point(0, 0), point(10, 10), point(10, 30), point(0, 40)])).toEqual({
      path: "M 0 0 Q 10 10 10 20 Q 10 30 0 40",
      label: point(10, 30),
    });
    expect(edgePath([]).path).toBe("M 0 0 L 0 0");
  });
});

describe("uploads", () => {
  it("go into the open folder", () => {
    expect(uploadKey("birdstrikes/", "/file.csv")).toBe("birdstrikes/file.csv");
    // As a person types it.
    for (const folder of ["birdstrikes", "/birdstrikes", " birdstrikes// "]) {
      expect(uploadKey(folder, "file.csv")).toBe("birdstrikes/file.csv");
    }
    for (const folder of ["", "/", "  "]) expect(uploadKey(folder, "file.csv")).toBe("file.csv");
    expect(breadcrumbs("a/b/")).toEqual([
      { label: "a", prefix: "a/" },
      { label: "b", prefix: "a/b/" },
    ]);
  });
});

describe("the graph's layout", () => {
  // Stacks nodes, so that the arithmetic of nesting is all that is tested.
  const stack: PlaceLevel = (nodes, edges) => {
    let y = 0;
    const at = new Map<string, { x: number; y: number }>();
    for (const { id, height } of nodes) {
      at.set(id, { x: 0, y });
      y += height + 10;
    }
    const center = (id: string) => ({ x: 5, y: at.get(id)?.y ?? 0 });
    const ways = new Map(edges.map(({ from, to }) => [wayKey(from, to), [center(from), center(to)]]));
    return { width: Math.max(...nodes.map(({ width }) => width)), height: y - 10, at, ways };
  };

  it("makes a parent as large as what it holds and lists it before its children", () => {
    const { nodes: placed, ways } = layoutGraph(
      {
        nodes: [
          { id: "Each", name: "Each", type: "Map" },
          { id: "Inner", name: "Inner", type: "Task", parent: "Each", branch: 0 },
          { id: "Deeper", name: "Deeper", type: "Task", parent: "Each", branch: 0 },
          { id: "After", name: "After", type: "Succeed" },
        ],
        edges: [
          { from: "Each", to: "After", kind: "next" },
          { from: "Inner", to: "Deeper", kind: "next" },
        ],
      },
      stack,
    );
    const [each, inner, deeper, after] = placed;
    expect(placed.map(({ id }) => id)).toEqual(["Each", "Inner", "Deeper", "After"]);
    expect(each?.width).toBeGreaterThan(inner?.width ?? 0);
    expect((inner?.y ?? 0) + (inner?.height ?? 0)).toBeLessThan(each?.height ?? 0);
    expect(after?.y).toBeGreaterThanOrEqual(each?.height ?? 0);
    // Nodes are placed within their parent, ways in the whole drawing.
    const [outerWay, innerWay] = ways;
    expect(outerWay?.map(({ y }) => y)).toEqual([each?.y, after?.y]);
    expect(innerWay?.map(({ y }) => y)).toEqual([inner, deeper].map((node) => (each?.y ?? 0) + (node?.y ?? 0)));
  });
});
