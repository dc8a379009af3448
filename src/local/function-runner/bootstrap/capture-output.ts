import { format } from "node:util";

export interface CaptureOptions {
  readonly logFormat: "Text" | "JSON";
  /** Lines of the console below it are dropped; text keeps them all. */
  readonly logLevel: string;
  /** The invocation under way; none while the module loads. */
  readonly requestId: () => string | undefined;
  readonly write: (text: string) => void;
}

const levels = {
  trace: "TRACE",
  debug: "DEBUG",
  log: "INFO",
  info: "INFO",
  warn: "WARN",
  error: "ERROR",
} as const;

const severities: readonly string[] = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"];

/** Sends `console` and the standard streams to the log, lines of `console` in the form that Lambda's Node runtime gives them. */
export function captureOutput({ logFormat, logLevel, requestId, write }: CaptureOptions): void {
  for (const [method, level] of Object.entries(levels) as [keyof typeof levels, string][]) {
    const isDropped = logFormat === "JSON" && severities.indexOf(level) < severities.indexOf(logLevel);
    console[method] = (...values: unknown[]): void => {
      if (isDropped) return;
      const timestamp = new Date().toISOString();
      const message = format(...values);
      const id = requestId();
      write(
        logFormat === "JSON"
          ? JSON.stringify({ timestamp, level, ...(id === undefined ? {} : { requestId: id }), message })
          : `${timestamp}\t${id ?? "undefined"}\t${level}\t${message}`,
      );
    };
  }
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = (chunk: Uint8Array | string, ...rest: readonly unknown[]): boolean => {
      write(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8"));
      const done = rest.at(-1);
      if (typeof done === "function") queueMicrotask(() => done());
      return true;
    };
  }
}
