import { errorNames } from "#asl";
import type { Block, BlockId, Catcher, EffectTerminator, Region } from "../ir/ir.ts";
import type { Variable } from "../ir/variable.ts";
import type { JsonataNode } from "../jsonata/node.ts";
import { oppositeOf } from "./opposite-of.ts";

/**
 * Tests of the error's name at the top of a catch become entries of the Catch itself, and errors that would only be thrown
 * on are not caught at all.
 */
export function splitCatchers(region: Region): Region {
  const blocks = new Map<BlockId, Block>();
  for (const [id, block] of region.blocks) {
    const { terminator } = block;
    blocks.set(id, terminator.kind === "effect" ? { ...block, terminator: splitEffect(terminator, region) } : block);
  }
  return { ...region, blocks };
}

function splitEffect(terminator: EffectTerminator, region: Region): EffectTerminator {
  const { effect } = terminator;
  const needsHeartbeat = effect.kind !== "task" || effect.heartbeatSeconds !== undefined;
  const catchers = terminator.catchers.flatMap((catcher) => splitCatcher(catcher, region, needsHeartbeat));
  return { ...terminator, catchers: dropRethrows(catchers, region) };
}

function splitCatcher(catcher: Catcher, region: Region, needsHeartbeat: boolean): readonly Catcher[] {
  if (catcher.errors[0] !== "States.ALL") return [catcher];
  const named: Catcher[] = [];
  const caught = new Set<string>();
  let target = catcher.target;
  for (;;) {
    const split = splitChoice(region.blocks.get(target)!, catcher.variable);
    // What follows is decided where it stands; it may test the names again.
    if (split === undefined) return [...named, { ...catcher, target }];
    if (needsHeartbeat && catchesHeartbeat(split.named, caught)) return [...named, { ...catcher, target }];
    for (const { errors, target: next } of split.named) {
      const open = [...new Set(errors)].filter((error) => !caught.has(error));
      for (const error of open) caught.add(error);
      if (open.length > 0) named.push({ ...catcher, errors: open, target: next });
    }
    target = split.otherwise;
  }
}

/** Whether an entry for States.Timeout would catch a missing heartbeat, too, which has another name. */
function catchesHeartbeat(named: SplitChoice["named"], caught: ReadonlySet<string>): boolean {
  const known = new Set(caught);
  for (const { errors } of named) {
    for (const error of errors) known.add(error);
    if (known.has(errorNames.timeout) && !known.has(errorNames.heartbeatTimeout)) return true;
  }
  return false;
}

interface SplitChoice {
  readonly named: readonly { readonly errors: readonly string[]; readonly target: BlockId }[];
  readonly otherwise: BlockId;
}

/** A block that does nothing but choose by the error's name. */
function splitChoice({ assigns, terminator }: Block, error: Variable): SplitChoice | undefined {
  if (assigns.length > 0 || terminator.kind !== "choice") return undefined;
  const named = terminator.rules.map(({ condition, target }) => ({ errors: namesTested(condition, error), target }));
  if (named.every(isNamed)) return { named, otherwise: terminator.otherwise };
  // `if (!isTaskError(…)) …`: everything else goes there.
  const [only] = terminator.rules;
  const opposite = terminator.rules.length === 1 ? oppositeOf(only!.condition) : undefined;
  const errors = opposite === undefined ? undefined : namesTested(opposite, error);
  if (errors === undefined) return undefined;
  return { named: [{ errors, target: terminator.otherwise }], otherwise: only!.target };
}

function isNamed(rule: {
  readonly errors: readonly string[] | undefined;
  readonly target: BlockId;
}): rule is SplitChoice["named"][number] {
  return rule.errors !== undefined;
}

/** The names for which a condition holds, if it tests nothing but the error's name. */
function namesTested(condition: JsonataNode, error: Variable): readonly string[] | undefined {
  if (condition.kind === "literal" && condition.value === false) return [];
  if (condition.kind !== "binary") return undefined;
  const { operator, left, right } = condition;
  if (operator === "or") {
    const [first, second] = [namesTested(left, error), namesTested(right, error)];
    return first === undefined || second === undefined ? undefined : [...first, ...second];
  }
  if (operator === "=" && isNameOf(left, error)) return textsOf([right]);
  if (operator === "=" && isNameOf(right, error)) return textsOf([left]);
  return operator === "in" && isNameOf(left, error) && right.kind === "array" ? textsOf(right.elements) : undefined;
}

function textsOf(nodes: readonly JsonataNode[]): readonly string[] | undefined {
  const texts = nodes.map((node) =>
    node.kind === "literal" && typeof node.value === "string" ? node.value : undefined,
  );
  // Wildcards of ErrorEquals are not what the comparison means.
  return texts.every((text) => text !== undefined && text !== "States.ALL" && text !== "States.TaskFailed")
    ? (texts as readonly string[])
    : undefined;
}

function isNameOf(node: JsonataNode, error: Variable): boolean {
  return (
    node.kind === "member" && node.name === "name" && node.object.kind === "reference" && node.object.variable === error
  );
}

/** What is thrown on unchanged, outside of any try, need not be caught: the state fails with the same error. */
function dropRethrows(catchers: readonly Catcher[], region: Region): readonly Catcher[] {
  const kept = [...catchers];
  while (kept.length > 0 && isRethrow(kept.at(-1)!, region)) kept.pop();
  return kept;
}

function isRethrow({ target, variable }: Catcher, region: Region): boolean {
  const { assigns, terminator } = region.blocks.get(target)!;
  return assigns.length === 0 && terminator.kind === "fail" && terminator.rethrown === variable;
}
