import type { S3Client } from "@aws-sdk/client-s3";

interface SignableRequest {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers?: Record<string, string>;
}

interface Presigner {
  readonly presign: (request: SignableRequest, options: object) => Promise<SignableRequest>;
}

export interface PresignOptions {
  /** @default 60 */
  readonly expiresIn?: number;
  readonly signingDate?: Date;
  /** Headers that stay headers. */
  readonly unhoistableHeaders?: ReadonlySet<string>;
  readonly signableHeaders?: ReadonlySet<string>;
}

/** The address that the SDK's own signer gives a command: what `getSignedUrl` does. */
export async function presign(client: S3Client, command: object, options: PresignOptions = {}): Promise<string> {
  let captured: SignableRequest | undefined;
  const { middlewareStack } = command as {
    readonly middlewareStack: { readonly add: (middleware: unknown, place: object) => void };
  };
  const capture = () => (args: { readonly request: SignableRequest }) => {
    captured = args.request;
    return Promise.resolve({ output: { $metadata: {} }, response: {} });
  };
  middlewareStack.add(capture, { step: "build", priority: "low", name: "capture" });
  await client.send(command as Parameters<S3Client["send"]>[0]);
  if (captured?.headers) captured.headers["x-amz-content-sha256"] = "UNSIGNED-PAYLOAD";
  const { signer } = client.config as unknown as { readonly signer: (scheme: object) => Promise<Presigner> };
  const scheme = { name: "sigv4", signingName: "s3", signingRegion: "us-east-1", properties: {} };
  const signed = await (
    await signer(scheme)
  ).presign(captured as SignableRequest, {
    expiresIn: options.expiresIn ?? 60,
    signingRegion: "us-east-1",
    signingService: "s3",
    ...(options.signableHeaders === undefined && { unsignableHeaders: new Set(["content-type"]) }),
    ...options,
  });
  const query = Object.entries(signed.query ?? {}).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value ?? ""))}`,
  );
  return `${signed.protocol}//${signed.hostname}:${signed.port}${signed.path}?${query.join("&")}`;
}
