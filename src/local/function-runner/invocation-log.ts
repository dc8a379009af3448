import type { RunnerHost } from "./function-spec.ts";

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
  /** Hands over what is held back. */
  readonly flush: () => void;
}

// Lines are handed over together: each hand-over is a write to the disk.
const heldMs = 100;

/** Frames the output of invocations with START, END and REPORT, as Lambda's log streams have it. */
export function createInvocationLog(
  clock: Pick<RunnerHost, "now" | "at">,
  append: (lines: readonly string[]) => void,
): InvocationLog {
  let text = "";
  let held: string[] = [];
  let requestId: string | undefined;
  let cancelTimer: (() => void) | undefined;

  function flush(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    const lines = held;
    held = [];
    if (lines.length > 0) append(lines);
  }

  function write(line: string): void {
    const message = line.endsWith("\n") ? line : `${line}\n`;
    text += message;
    held.push(message);
    cancelTimer ??= clock.at(clock.now() + heldMs, flush);
  }

  return {
    requestId: () => requestId,
    write,
    flush,
    start(id, version) {
      requestId = id;
      text = "";
      write(`START RequestId: ${id} Version: ${version}`);
    },
    end(report) {
      const id = requestId ?? "";
      write(`END RequestId: ${id}`);
      write(reportLine(id, report));
      flush();
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
