import { ResourceCallError } from "../stack/failure-reason.ts";

/** Lets a deletion succeed on what is gone already. Gives undefined then. */
export async function ignoreMissing<Output>(call: Promise<Output>): Promise<Output | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ResourceCallError && isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing({ cause }: ResourceCallError): boolean {
  return cause.status === 404 || /NotFound|NoSuch|DoesNotExist|NonExistent/.test(cause.code);
}
