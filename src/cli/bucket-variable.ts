/** The variable in which `millrace env` exports the physical name of a bucket: `MILLRACE_BUCKET_LANDING`. */
export function bucketVariable(logicalName: string): string {
  return `${bucketVariablePrefix}${logicalName.replaceAll(/[^A-Za-z0-9]+/g, "_").toUpperCase()}`;
}

export const bucketVariablePrefix = "MILLRACE_BUCKET_";
