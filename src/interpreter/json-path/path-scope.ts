import type { Json } from "#asl";

/** What a path can read. The context object is asked for, because few paths read it and it costs to build. */
export interface PathScope {
  /** `$` */
  readonly document: Json;
  /** `$$` */
  readonly context: () => Json;
  /** `$name`; undefined where no such variable was assigned. */
  readonly variable: (name: string) => Json | undefined;
}
