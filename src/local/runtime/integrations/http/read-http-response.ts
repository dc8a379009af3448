import type { Json } from "#asl";
import { errorNames } from "#asl";
import { TaskFailure } from "#interpreter";
import type { HttpResponse } from "../../../http-calls/http-request.ts";

/** What an HTTP Task makes of a response; one that is no success, or no text, fails it. */
export function readHttpResponse({ status, statusText, headers, body }: HttpResponse): Json {
  // Of a response that is no success, AWS keeps the status only.
  if (status < 200 || status > 299) throw new TaskFailure(`States.Http.StatusCode.${status}`, statusText);
  const type = (headers["content-type"]?.[0] ?? "").split(";")[0]!.trim().toLowerCase();
  if (type === "application/octet-stream" || /^(?:image|video|audio)\//.test(type)) {
    throw new TaskFailure(
      errorNames.runtime,
      `The response has the content type ${type}, which an HTTP Task cannot read`,
    );
  }
  return {
    Headers: headers as Readonly<Record<string, readonly string[]>>,
    ResponseBody: valueOf(textOf(body), type),
    StatusCode: status,
    StatusText: statusText,
  };
}

function textOf(body: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw new TaskFailure(errorNames.runtime, "The response cannot be read as a text");
  }
}

/** What says that it is JSON, and is. */
function valueOf(text: string, type: string): Json {
  if (!/[/+]json$/.test(type)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
