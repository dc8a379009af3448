import { botocoreVersion, readApiModel } from "./api-model.ts";
import { packShapes } from "./pack-shapes.ts";
import { responseServices } from "./services.table.ts";

/** A generated file, by its path below src/interpreter/test-state/response-shapes. */
export interface GeneratedShapes {
  readonly file: string;
  readonly text: string;
}

/** Generates the tables of response shapes from the models in a folder of botocore. */
export function generateResponseShapes(botocore: string): readonly GeneratedShapes[] {
  const source = `botocore ${botocoreVersion(botocore)}`;
  const files = responseServices.map(({ service, model = service, operations }) => {
    const api = readApiModel(botocore, model);
    const origin = `${source} (Apache-2.0), data/${model}/${api.version}/service-2.json`;
    return { file: `services/${service}.generated.ts`, text: printShapes(packShapes(api, operations), origin) };
  });
  return [...files, { file: "services.generated.ts", text: printLoaders() }];
}

const note = "Made by src/cli/generate-aws/response-shapes/main.ts; do not edit.";

/** A line for each shape, so that a new version shows what it changed. Parsed as JSON, which is faster than as TypeScript. */
function printShapes({ operations, shapes }: ReturnType<typeof packShapes>, origin: string): string {
  const lines = shapes.map((shape) => JSON.stringify(shape)).join(",\n");
  const json = `{"operations":${JSON.stringify(operations)},"shapes":[\n${lines}\n]}`;
  if (/`|\$\{/.test(json)) throw new Error(`a text in ${origin} cannot stand in a template literal`);
  return `// From ${origin}. ${note}
import type { ServiceShapes } from "../service-shapes.ts";

export const shapes = JSON.parse(String.raw\`${json}\`) as ServiceShapes;
`;
}

function printLoaders(): string {
  const lines = responseServices.map(
    ({ service }) => `  ${service}: async () => (await import("./services/${service}.generated.ts")).shapes,`,
  );
  return `// ${note}
import type { ServiceShapes } from "./service-shapes.ts";

/** What is known of each service's responses, loaded when it is asked for. */
export const shapesByService: Readonly<Record<string, () => Promise<ServiceShapes>>> = {
${lines.join("\n")}
};
`;
}
