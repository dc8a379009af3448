import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { createCompiler, joinResults } from "#compiler";
import type { Share } from "./compile-share.ts";
import { type ResultSummary, summarize } from "./workflow-summary.ts";

/** Files that are worth a thread, which reads the compiler and the libraries' types once more. */
const filesPerThread = 25;
/** Each holds a program of its own: a few hundred megabytes. */
const mostThreads = 4;

/**
 * Compiles once, many files on several cores. The result is that of one `compile` of all.
 *
 * `threads`: this one included. By default as many as the files are worth, the machine has cores and memory allows.
 */
export async function compileFiles(
  files: readonly string[],
  rootFolder: string,
  threads: number = threadsFor(files.length),
): Promise<ResultSummary> {
  const [own, ...others] = sharesOf(files, threads);
  const pending = others.map((share) => compileInThread({ files: share, rootFolder }));
  const first = summarize(createCompiler({ rootFolder }).compile(own ?? []));
  return joinResults([first, ...(await Promise.all(pending))]);
}

function threadsFor(files: number): number {
  return Math.max(1, Math.min(availableParallelism(), mostThreads, Math.floor(files / filesPerThread)));
}

/** Runs of neighbours, which often share the contracts they import. */
function sharesOf(files: readonly string[], count: number): readonly (readonly string[])[] {
  const size = Math.ceil(files.length / count);
  return Array.from({ length: count }, (_, share) => files.slice(share * size, (share + 1) * size));
}

const shareModule = new URL(`./compile-share${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);

function compileInThread(share: Share): Promise<ResultSummary> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(shareModule, { workerData: share });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`a compiling thread ended with ${code} and no result`)));
  });
}
