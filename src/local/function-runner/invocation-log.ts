export interface InvocationReport {
  readonly durationMs: number;
  /** Above 0 if this invocation waited for the handler to load. */
  readonly initMs: number | undefined;
  readonly memoryMb: number;
  readonly usedMb: number | undefined;
  readonly status: "success" | "error" | "timeout";
}

export interface InvocationLog {
  readonly requestId: () => string | undefined;
  readonly start: (requestId: string, version: string) => void;
  readonly write: (text: string) => void;
  /** Writes END and REPORT; returns all lines since `start`. */
  readonly end: (report: InvocationReport) => string;
}

/** Frames the output of invocations with START, END and REPORT, as Lambda's log streams have it. */
export function createInvocationLog(
  append: (timestamp: number, message: string) => void,
  now: () => number,
): InvocationLog {
  let lines = "";
  let requestId: string | undefined;

  function write(text: string): void {
    const message = text.endsWith("\n") ? text : `${text}\n`;
    lines += message;
    append(now(), message);
  }

  return {
    requestId: () => requestId,
    write,
    start(id, version) {
      requestId = id;
      // Output of loading came before and is written already; the tail begins here.
      lines = "";
      write(`START RequestId: ${id} Version: ${version}`);
    },
    end(report) {
      const id = requestId ?? "";
      write(`END RequestId: ${id}`);
      write(reportLine(id, report));
      const text = lines;
      lines = "";
      return text;
    },
  };
}

function reportLine(requestId: string, report: InvocationReport): string {
  const { durationMs, initMs = 0, memoryMb, usedMb, status } = report;
  const fields = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(durationMs + initMs)} ms`,
    `Memory Size: ${memoryMb} MB`,
    `Max Memory Used: ${usedMb ?? memoryMb} MB`,
  ];
  if (initMs > 0) fields.push(`Init Duration: ${initMs.toFixed(2)} ms`);
  if (status !== "success") fields.push(`Status: ${status}`);
  return `${fields.join("\t")}\t`;
}
