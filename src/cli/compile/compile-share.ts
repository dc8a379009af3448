import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";

// A thread's own: compiles its share of the files and sends what came of it.

export interface Share {
  readonly files: readonly string[];
  readonly rootFolder: string;
}

// A thread has a cache of its own to switch on, and it must be on before the compiler is read.
enableCompileCache();
const { createCompiler } = await import("#compiler");
const { summarize } = await import("./workflow-summary.ts");

const { files, rootFolder } = workerData as Share;
parentPort!.postMessage(summarize(createCompiler({ rootFolder }).compile(files)), []);
