import type { Cloud } from "../../../service.ts";

/** Waits, but not longer than the mapping of a stream is active: whoever changes it tells of the stream. */
export function pauseWhileActive(cloud: Cloud, isActive: () => boolean, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      cancel();
      unsubscribe();
      resolve();
    };
    const cancel = cloud.clock.at(cloud.clock.now() + milliseconds, end);
    const unsubscribe = cloud.subscribe((topic) => {
      if (topic === "stream" && !isActive()) end();
    });
  });
}
