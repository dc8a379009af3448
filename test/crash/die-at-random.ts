import { setTimeout as pause } from "node:timers/promises";
import type { Life } from "./life.ts";
import { type Accepted, type Clients, load, type NextNumber } from "./load.ts";

/** Some lives end while they take up what was left, some before anything was uploaded, most under full load. */
export async function dieAtRandom(life: Life, clients: Clients, accepted: Accepted, next: NextNumber): Promise<void> {
  const fate = Math.random();
  if (fate < 0.1) {
    await pause(Math.random() * 600);
    return life.kill();
  }
  await life.ready;
  const ending = new AbortController();
  const loaded = load(clients, accepted, next, ending.signal);
  const before = accepted.objects.size;
  // A fresh process answers its first upload late.
  if (fate > 0.3 && !(await until(() => accepted.objects.size > before))) {
    ending.abort();
    await life.kill();
    throw new Error("no upload got through within a minute");
  }
  await pause(Math.random() * 800);
  ending.abort();
  await life.kill();
  await loaded;
}

/** False if it does not come to be so within a minute. */
async function until(isSo: () => boolean): Promise<boolean> {
  const begun = performance.now();
  while (!isSo()) {
    if (performance.now() - begun > 60_000) return false;
    await pause(5);
  }
  return true;
}
