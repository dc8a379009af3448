import { existsSync } from "node:fs";
import path from "node:path";
import { printService } from "./print-service.ts";
import { readDeclarations } from "./read-declarations.ts";
import { services } from "./services.table.ts";

export interface GeneratedService {
  /** `dynamodb` */
  readonly service: string;
  readonly title: string;
  /** Those that wait for a job's end are there twice, with `.sync`. */
  readonly operations: readonly string[];
  readonly text: string;
}

/**
 * Generates the modules of `millrace/aws` from the SDK clients that are found under one of the folders.
 *
 * A service whose client is found nowhere is left out: what is generated for it stays as it is.
 */
export function generateServices(packageFolders: readonly string[]): readonly GeneratedService[] {
  return services.flatMap((choice) => {
    const folder = packageFolders.map((from) => path.join(from, choice.packageName)).find((found) => existsSync(found));
    if (folder === undefined) return [];
    const declarations = readDeclarations(folder);
    const text = printService({ declarations, choice, awsModule: "../aws-operation.ts", jsonModule: "../../json.ts" });
    const jobs = Object.keys(choice.optimized ?? {}).filter((name) => name.endsWith(".sync"));
    return [
      {
        service: declarations.clientName.toLowerCase(),
        title: declarations.clientName,
        operations: [...choice.operations, ...jobs]
          .toSorted()
          .map((name) => name.charAt(0).toLowerCase() + name.slice(1)),
        text,
      },
    ];
  });
}

/** The rows of the table in docs/aws-services.md. */
export function serviceRow({ service, title, operations }: GeneratedService): string {
  return `| \`${service}\` | ${title} | ${operations.map((name) => `\`${name}\``).join(", ")} |`;
}
