import { describe, expect, it } from "vitest";
import { sinkNow } from "../../../src/compiler/3-optimize/sink-now.ts";
import { splitBlocks } from "../../../src/compiler/3-optimize/split-blocks.ts";
import type { Block, Region, Terminator } from "../../../src/compiler/ir/ir.ts";
import { literal, now, reference } from "../../../src/compiler/jsonata/build.ts";

const place = { file: "a.ts", line: 1, column: 1 };
const moment = { name: "moment" };
const caught = { name: "caught" };
const end: Block = { assigns: [], terminator: { kind: "return", value: reference(moment), place } };

const wait = (target: number, value = literal(5)): Terminator => ({
  kind: "effect",
  effect: { kind: "wait", until: "seconds", value },
  result: undefined,
  resultMembers: undefined,
  target,
  catchers: [],
  name: "Sleep",
  place,
});

const regionOf = (...blocks: readonly Block[]): Region => ({ entry: 0, blocks: new Map(blocks.entries()) });
const kinds = ({ blocks }: Region): readonly string[] => [...blocks.values()].map(({ terminator }) => terminator.kind);

describe("a moment that is asked for", () => {
  it("after a state that takes time gets a state of its own", () => {
    const asking: Block = { assigns: [{ variable: moment, value: now }], terminator: { kind: "goto", target: 2 } };
    expect(kinds(splitBlocks(regionOf({ assigns: [], terminator: wait(1) }, asking, end)))).toContain("pass");
  });

  it("in what is returned after one, too", () => {
    const asking: Block = { assigns: [], terminator: { kind: "return", value: now, place } };
    expect(kinds(splitBlocks(regionOf({ assigns: [], terminator: wait(1) }, asking)))).toContain("pass");
  });

  it("on the way into a catch, too", () => {
    const trying = { ...wait(2), catchers: [{ errors: ["States.ALL"], variable: caught, target: 1 }] } as Terminator;
    const asking: Block = { assigns: [{ variable: moment, value: now }], terminator: { kind: "goto", target: 2 } };
    const split = splitBlocks(
      regionOf({ assigns: [{ variable: moment, value: literal(0) }], terminator: trying }, asking, end),
    );
    expect(kinds(split).filter((kind) => kind === "pass")).toHaveLength(1);
  });

  it("needs none where no time has passed", () => {
    const first: Block = { assigns: [{ variable: moment, value: now }], terminator: wait(1) };
    expect(kinds(splitBlocks(regionOf(first, end)))).not.toContain("pass");
  });

  it("is asked by the state that alone reads it", () => {
    const asking: Block = {
      assigns: [{ variable: moment, value: now }],
      terminator: wait(1, reference(moment)),
    };
    const done: Block = { assigns: [], terminator: { kind: "return", value: literal(1), place } };
    const [first] = [...sinkNow(regionOf(asking, done)).blocks.values()];
    expect(first).toEqual({ assigns: [], terminator: wait(1, now) });
    // What is read later is kept.
    expect(sinkNow(regionOf(asking, end)).blocks.get(0)).toEqual(asking);
  });
});
