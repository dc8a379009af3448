/** A tag as most CloudFormation types write it. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** What to call TagResource and UntagResource with to get from one list of tags to another. */
export function tagChanges(
  before: readonly Tag[] = [],
  after: readonly Tag[] = [],
): { readonly set: readonly Tag[]; readonly removedKeys: readonly string[] } {
  return {
    set: after.filter((tag) => !before.some(({ Key, Value }) => Key === tag.Key && Value === tag.Value)),
    removedKeys: before.map(({ Key }) => Key).filter((key) => !after.some(({ Key }) => Key === key)),
  };
}

export function tagMap(tags: readonly Tag[] = []): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}

/** A tag as Step Functions writes it. */
export function lowerTag({ Key, Value }: Tag): object {
  return { key: Key, value: Value };
}
