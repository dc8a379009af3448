import type { Cloud } from "../../service.ts";
import { Interrupted } from "../stack/interrupted.ts";

/** Answers that the functions behind custom resources send, by a PUT to an address that each request names. */
export interface CustomResourceAnswers {
  /** Makes an address and waits for the answer that is put there, until a time; undefined if none came. */
  readonly await: (until: number) => AwaitedAnswer;
  /** Takes a body that somebody put to an address; one that nobody waits for is dropped, as S3 would keep it for nobody. */
  readonly receive: (token: string, body: string) => void;
  /** Ends every wait with `Interrupted`. */
  readonly close: () => void;
}

export interface AwaitedAnswer {
  readonly url: string;
  readonly answer: Promise<string | undefined>;
  /** Waits no longer: the request was never sent. */
  readonly abandon: () => void;
}

/** Where answers go, followed by a token that nobody can guess. */
export const answerPath = "/_millrace/custom-resource-answers/";

interface Waiting {
  readonly resolve: (body: string | undefined) => void;
  readonly reject: (error: Error) => void;
}

export function createCustomResourceAnswers(cloud: Pick<Cloud, "endpoint" | "clock" | "newId">): CustomResourceAnswers {
  const waiting = new Map<string, Waiting>();
  return {
    await(until) {
      const token = cloud.newId();
      const { promise, resolve, reject } = Promise.withResolvers<string | undefined>();
      const cancel = cloud.clock.at(until, () => resolve(undefined));
      waiting.set(token, { resolve, reject });
      const answer = promise.finally(() => {
        cancel();
        waiting.delete(token);
      });
      return { url: `${cloud.endpoint}${answerPath}${token}`, answer, abandon: () => resolve(undefined) };
    },
    receive: (token, body) => waiting.get(token)?.resolve(body),
    close() {
      for (const { reject } of waiting.values()) reject(new Interrupted());
    },
  };
}
