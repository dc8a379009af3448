import type { WorkflowProgram } from "./generate/workflow-program.ts";

/** A program without some of its lines, or without a block around others; most of them do not compile. */
export function smallerPrograms(program: WorkflowProgram): readonly WorkflowProgram[] {
  const { lines, moduleLines } = program;
  return [
    ...smallerLists(lines).map((fewer) => ({ ...program, lines: fewer })),
    ...smallerLists(moduleLines).map((fewer) => ({ ...program, moduleLines: fewer })),
  ];
}

function smallerLists(lines: readonly string[]): readonly (readonly string[])[] {
  const runs = [8, 4, 3, 2, 1].flatMap((size) => lines.map((_, start) => without(lines, start, start + size)));
  const blocks = lines.flatMap((_, start) => {
    const end = endOfBlock(lines, start);
    if (end === undefined) return [];
    const inside = lines.slice(start + 1, end);
    return [without(lines, start, end + 1), [...lines.slice(0, start), ...inside, ...lines.slice(end + 1)]];
  });
  return [...blocks, ...runs, ...simplerLines(lines)];
}

/** A line with the first arm of its first `?:`, a call of a helper, or a text left out. */
function simplerLines(lines: readonly string[]): readonly (readonly string[])[] {
  return lines.flatMap((line, position) =>
    [
      line.replace(/ \? .* : [^;]*;$/, ";"),
      line.replace(/ = .*;$/, ' = "";'),
      line.replace(/ = .*;$/, " = 1;"),
      line.replace(/return .*;$/, "return 1;"),
      line.replace(/\(same\(.*\)\) (?=\w|\{)/, "(true) "),
      line.replace(/(\w+\.length|same\([^()]*\))/, "true"),
    ]
      .filter((simpler) => simpler.length < line.length)
      .map((simpler) => lines.with(position, simpler)),
  );
}

/** Where the block ends that a line begins, by its indentation. */
function endOfBlock(lines: readonly string[], start: number): number | undefined {
  const line = lines[start]!;
  if (!line.endsWith("{")) return undefined;
  const indent = line.length - line.trimStart().length;
  const end = lines.findIndex(
    (other, position) =>
      position > start && other.length - other.trimStart().length <= indent && other.trim().startsWith("}"),
  );
  return end < 0 ? undefined : end;
}

function without(lines: readonly string[], from: number, to: number): readonly string[] {
  return [...lines.slice(0, from), ...lines.slice(to)];
}
