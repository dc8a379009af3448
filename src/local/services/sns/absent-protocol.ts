const outside: ReadonlySet<string> = new Set(["application", "firehose", "http", "https", "sms"]);

/** What to do instead of subscribing by a protocol that SNS has and that leads out of here; undefined for any other. */
export function absentProtocol(protocol: string): string | undefined {
  return outside.has(protocol) ? "subscribe a queue, or a function that reaches what is outside" : undefined;
}
