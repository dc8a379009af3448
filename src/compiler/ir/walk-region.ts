import type { JsonataNode } from "../jsonata/node.ts";
import { variablesOfAll } from "../jsonata/substitute.ts";
import { unreachable } from "../unreachable.ts";
import type { Block, BlockId, DistributedMap, Effect, Region, Terminator } from "./ir.ts";
import type { Variable } from "./variable.ts";

/** Where control may go after a block. */
export function successorsOf(terminator: Terminator): readonly BlockId[] {
  switch (terminator.kind) {
    case "goto":
    case "pass":
      return [terminator.target];
    case "choice":
      return [...terminator.rules.map(({ target }) => target), terminator.otherwise];
    case "effect":
      return [terminator.target, ...terminator.catchers.map(({ target }) => target)];
    case "return":
    case "fail":
      return [];
    default:
      return unreachable(terminator);
  }
}

/** Each edge with the variables it defines: the result on success, the error on a catch. */
export function edgesOf(terminator: Terminator): readonly (readonly [BlockId, readonly Variable[]])[] {
  if (terminator.kind !== "effect") return successorsOf(terminator).map((target) => [target, []] as const);
  return [
    [terminator.target, terminator.result === undefined ? [] : [terminator.result]] as const,
    ...terminator.catchers.map(({ target, variable }) => [target, [variable]] as const),
  ];
}

/** The regions inside an effect. */
export function regionsOf(effect: Effect): readonly Region[] {
  if (effect.kind === "parallel") return effect.branches;
  return effect.kind === "map" ? [effect.body] : [];
}

/** The expressions that a terminator itself evaluates; those of nested regions are not among them. */
export function expressionsOf(terminator: Terminator): readonly JsonataNode[] {
  switch (terminator.kind) {
    case "goto":
    case "pass":
      return [];
    case "choice":
      return terminator.rules.map(({ condition }) => condition);
    case "effect":
      return expressionsOfEffect(terminator.effect);
    case "return":
      return [terminator.value];
    case "fail":
      return [terminator.error, terminator.cause];
    default:
      return unreachable(terminator);
  }
}

function expressionsOfEffect(effect: Effect): readonly JsonataNode[] {
  switch (effect.kind) {
    case "task":
      return [effect.arguments, effect.timeoutSeconds, effect.heartbeatSeconds].filter((node) => node !== undefined);
    case "wait":
      return [effect.value];
    case "map":
      return [
        ...(effect.items === undefined ? [] : [effect.items]),
        ...(effect.distributed === undefined ? [] : expressionsOfDistributed(effect.distributed)),
      ];
    case "parallel":
      return [];
    default:
      return unreachable(effect);
  }
}

function expressionsOfDistributed({ reader, captured, writer }: DistributedMap): readonly JsonataNode[] {
  return [reader?.arguments, ...captured.map(({ value }) => value), writer].filter((node) => node !== undefined);
}

/** The same terminator with each of its own expressions changed. */
export function mapExpressions(terminator: Terminator, change: (node: JsonataNode) => JsonataNode): Terminator {
  switch (terminator.kind) {
    case "goto":
    case "pass":
      return terminator;
    case "choice":
      return { ...terminator, rules: terminator.rules.map((rule) => ({ ...rule, condition: change(rule.condition) })) };
    case "effect":
      return { ...terminator, effect: mapEffect(terminator.effect, change) };
    case "return":
      return { ...terminator, value: change(terminator.value) };
    case "fail":
      return { ...terminator, error: change(terminator.error), cause: change(terminator.cause) };
    default:
      return unreachable(terminator);
  }
}

function mapEffect(effect: Effect, change: (node: JsonataNode) => JsonataNode): Effect {
  const changeOptional = (node: JsonataNode | undefined): JsonataNode | undefined => node && change(node);
  switch (effect.kind) {
    case "task":
      return {
        ...effect,
        arguments: change(effect.arguments),
        timeoutSeconds: changeOptional(effect.timeoutSeconds),
        heartbeatSeconds: changeOptional(effect.heartbeatSeconds),
      };
    case "wait":
      return { ...effect, value: change(effect.value) };
    case "map":
      return {
        ...effect,
        items: changeOptional(effect.items),
        distributed: effect.distributed && mapDistributed(effect.distributed, change),
      };
    case "parallel":
      return effect;
    default:
      return unreachable(effect);
  }
}

function mapDistributed(map: DistributedMap, change: (node: JsonataNode) => JsonataNode): DistributedMap {
  return {
    ...map,
    reader: map.reader && { ...map.reader, arguments: change(map.reader.arguments) },
    captured: map.captured.map(({ name, value }) => ({ name, value: change(value) })),
    writer: map.writer && change(map.writer),
  };
}

/** The same region with each nested region changed, innermost first, and then itself. */
export function mapRegions(region: Region, change: (region: Region) => Region): Region {
  if (![...region.blocks.values()].some(({ terminator }) => hasRegions(terminator))) return change(region);
  const blocks = new Map<BlockId, Block>();
  for (const [id, block] of region.blocks)
    blocks.set(id, { ...block, terminator: mapNested(block.terminator, change) });
  return change({ ...region, blocks });
}

function hasRegions(terminator: Terminator): boolean {
  return terminator.kind === "effect" && (terminator.effect.kind === "parallel" || terminator.effect.kind === "map");
}

function mapNested(terminator: Terminator, change: (region: Region) => Region): Terminator {
  if (terminator.kind !== "effect") return terminator;
  const { effect } = terminator;
  if (effect.kind === "parallel") {
    return {
      ...terminator,
      effect: { ...effect, branches: effect.branches.map((branch) => mapRegions(branch, change)) },
    };
  }
  return effect.kind === "map"
    ? { ...terminator, effect: { ...effect, body: mapRegions(effect.body, change) } }
    : terminator;
}

/** Every expression of a region and of those inside it. */
export function allExpressions(region: Region): readonly JsonataNode[] {
  return [...region.blocks.values()].flatMap(({ assigns, terminator }) => [
    ...assigns.map(({ value }) => value),
    ...expressionsOf(terminator),
    ...(terminator.kind === "effect" ? regionsOf(terminator.effect).flatMap(allExpressions) : []),
  ]);
}

/** Variables that a terminator reads, also in the regions of its effect. */
export function variablesReadBy(terminator: Terminator): ReadonlySet<Variable> {
  const own = expressionsOf(terminator);
  const nested = terminator.kind === "effect" ? regionsOf(terminator.effect).flatMap(allExpressions) : [];
  return variablesOfAll([...own, ...nested]);
}

/** How many edges lead to each block; the region's entry counts as one. */
export function predecessorCounts(region: Region): ReadonlyMap<BlockId, number> {
  const counts = new Map<BlockId, number>([[region.entry, 1]]);
  for (const { terminator } of region.blocks.values()) {
    for (const target of successorsOf(terminator)) counts.set(target, (counts.get(target) ?? 0) + 1);
  }
  return counts;
}
