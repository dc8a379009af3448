/** Services that the local cloud has and whose SDK client is not among the packages that it stands on. */
export const services: readonly string[] = ["dynamodbstreams", "scheduler", "secretsmanager", "sns"];
