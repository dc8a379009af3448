/** A target as a person knows it: a workflow by its name, anything else by the end of its ARN. */
export function targetName(arn: string, workflows: ReadonlyMap<string, string>): string {
  const machine = arn.split(":").slice(0, 7).join(":");
  return workflows.get(machine) ?? arn.split(/[:/]/).at(-1) ?? arn;
}
