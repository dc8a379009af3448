/** A target as a person knows it: a workflow and an API destination by their names, anything else by the end of its ARN. */
export function targetName(arn: string, workflows: ReadonlyMap<string, string>): string {
  const machine = arn.split(":").slice(0, 7).join(":");
  const destination = /:api-destination\/([^/]+)/.exec(arn)?.[1];
  return workflows.get(machine) ?? destination ?? arn.split(/[:/]/).at(-1) ?? arn;
}
