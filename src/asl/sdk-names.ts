// `aws-sdk` integrations call the AWS SDK for Java and take their spelling from it: `DBInstanceIdentifier` of an API is
// `DbInstanceIdentifier` in Arguments, its `DBInstanceNotFoundFault` the error `Rds.DbInstanceNotFoundException`.

/** A member of an API's structure, as Arguments and results of an `aws-sdk` integration spell it. */
export function sdkMemberName(apiName: string): string {
  const lowered = lowerLeadingCapitals(apiName);
  return lowered.charAt(0).toUpperCase() + lowered.slice(1);
}

/** Java's name for a member: a run of capitals at the start is lowered, but for the one that begins a word (`eTag`, `dbName`). */
function lowerLeadingCapitals(name: string): string {
  const isUpper = (at: number): boolean => /[A-Z]/.test(name.charAt(at));
  const isLower = (at: number): boolean => /[a-z]/.test(name.charAt(at));
  let end = 1;
  while (end < name.length && isUpper(end) && !isLower(end + 1)) end += 1;
  return name.slice(0, end).toLowerCase() + name.slice(end);
}

/** An error of an API, as an `aws-sdk` integration names it after the service: acronyms cased as words, ending in Exception. */
export function sdkErrorName(apiName: string): string {
  const words = sdkWords(apiName.replace(/Fault$/, ""));
  return words.endsWith("Exception") ? words : `${words}Exception`;
}

/** `DynamoDB` → `DynamoDb`, `SQS` → `Sqs`: acronyms cased as words. */
export function sdkWords(name: string): string {
  return name.replaceAll(/[A-Z]+(?![a-z])/g, (capitals) => capitals.charAt(0) + capitals.slice(1).toLowerCase());
}
