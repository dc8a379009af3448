import type { Json } from "#asl";

/** The same work in both languages of ASL and as plain TypeScript. */
export interface Workload {
  readonly name: string;
  /** What is counted per run: states entered, items or executions. */
  readonly count: number;
  readonly unit: "transitions" | "items" | "executions";
  /** How many executions of the machine run at once. */
  readonly executions: number;
  readonly input: Json;
  readonly output: Json;
  readonly jsonPath: Machine;
  readonly jsonata: Machine;
  readonly plain: (input: Json) => Promise<Json>;
  /** What the tasks do, by the name of their state. */
  readonly tasks?: Readonly<Record<string, (input: Json) => Promise<Json>>>;
}

/** A definition, as AWS takes it. */
export type Machine = Readonly<Record<string, Json>>;
