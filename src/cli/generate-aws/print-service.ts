import { sdkErrorName, sdkWords } from "#asl";
import type { DeclaredOperation, ServiceDeclarations } from "./declarations.ts";
import { createStructurePrinter, type StructurePrinter } from "./print-structures.ts";
import { isThrottle, transientErrors } from "./transient-errors.ts";
import type { OptimizedChoice, ServiceChoice } from "./services.table.ts";

export interface PrintOptions {
  readonly declarations: ServiceDeclarations;
  readonly choice: ServiceChoice;
  /** Where the generated file finds `awsService` and its types. */
  readonly awsModule: string;
  readonly jsonModule: string;
}

/** Prints the module of one service: its types, and the object through which workflows call it. */
export function printService(options: PrintOptions): string {
  const { declarations, choice } = options;
  const names = serviceNames(declarations);
  const structures = createStructurePrinter(declarations, choice);
  const isOptimized = (name: string): boolean => choice.optimized?.[name] !== undefined;
  // Where two looks of a structure differ, the first one printed gets the plain name: that of the optimized integration.
  const inOrder = choice.operations.toSorted((a, b) => Number(isOptimized(b)) - Number(isOptimized(a)));
  const printed = new Map(
    inOrder.map((name) => {
      const operation = declarations.operations.get(name);
      if (operation === undefined) throw new Error(`${declarations.packageName} has no operation ${name}`);
      return [name, printOperation(operation, { ...options, names, structures })] as const;
    }),
  );
  const operations = choice.operations.map((name) => printed.get(name)!);
  const types = structures.print();
  return [
    `// Generated from ${declarations.packageName} ${declarations.version} by npm run generate:aws. Do not edit.`,
    printImports(options, [...operations, ...types].join("\n")),
    `/** ${names.title}, as workflows call it. */\nexport interface ${names.type} {\n${operations.join("\n")}\n}`,
    printDescription(options, names),
    ...types,
    "",
  ].join("\n\n");
}

interface ServiceNames {
  /** `dynamodb` */
  readonly service: string;
  /** `DynamoDb`: the type, and what its errors' names begin with. */
  readonly type: string;
  /** `DynamoDB` */
  readonly title: string;
}

function serviceNames({ clientName }: ServiceDeclarations): ServiceNames {
  return { service: clientName.toLowerCase(), type: sdkWords(clientName), title: clientName };
}

interface OperationOptions extends PrintOptions {
  readonly names: ServiceNames;
  readonly structures: StructurePrinter;
}

function printOperation(operation: DeclaredOperation, options: OperationOptions): string {
  const { choice } = options;
  const optimized = choice.optimized?.[operation.name];
  const job = choice.optimized?.[`${operation.name}.sync`];
  const own = printTypes(operation, optimized, options);
  const type = job === undefined ? `AwsOperation<${own}>` : `AwsJob<${own}, ${printTypes(operation, job, options)}>`;
  const comment = operation.summary === undefined ? "" : `  /** ${operation.summary} */\n`;
  return `${comment}  readonly ${camel(operation.name)}: ${type};`;
}

/** Input, output and errors of one way to call an operation. */
function printTypes(
  operation: DeclaredOperation,
  optimized: OptimizedChoice | undefined,
  { structures, names, choice }: OperationOptions,
): string {
  const flavor = optimized === undefined ? ("sdk" as const) : ("optimized" as const);
  const hasNumericTimestamps = optimized?.hasNumericTimestamps === true;
  const input =
    optimized?.inputText === undefined
      ? structures.use(operation.input, { flavor, isInput: true, without: optimized?.without ?? [] })
      : structures.define(`${operation.name}Input`, optimized.inputText);
  const output =
    optimized?.outputText === undefined
      ? structures.use(optimized?.output ?? operation.output, { flavor, hasNumericTimestamps })
      : structures.define(`${operation.name}Result`, optimized.outputText);
  const errors = errorsOf(operation, optimized, names, choice).map((name) => JSON.stringify(name));
  return `${input}, ${output}, ${errors.join(" | ")}`;
}

function errorsOf(
  { errors }: DeclaredOperation,
  optimized: OptimizedChoice | undefined,
  { type }: ServiceNames,
  { renamedErrors = {} }: ServiceChoice,
): readonly string[] {
  const undeclared = optimized === undefined ? `${type}Exception` : optimized.undeclaredError;
  const failedEntry = optimized?.resource === "events:putEvents" ? ["FailedEntry"] : [];
  const declared = errors.map((name) => renamedErrors[name] ?? sdkErrorName(name));
  const all = [...declared, ...failedEntry, "SdkClientException", ...(undeclared === undefined ? [] : [undeclared])];
  return [...new Set(all)].toSorted();
}

/** What the compiler, the test harness and the stack need to know of the service at run time. */
function printDescription({ declarations, choice }: PrintOptions, names: ServiceNames): string {
  const declared = transientErrors(declarations.errors);
  const retried = (undeclared: string | undefined): readonly string[] => [
    ...declared,
    "SdkClientException",
    ...(undeclared === undefined ? [] : [undeclared]),
  ];
  // An API that declares no throttling error is throttled under the name that all undeclared errors share.
  const sdkErrors = retried(declarations.errors.some(isThrottle) ? undefined : `${names.type}Exception`);
  const optimized = Object.entries(choice.optimized ?? {}).map(([key, entry]) => {
    const description = {
      resource: entry.resource,
      errorPrefix: entry.errorPrefix,
      transientErrors: [
        ...retried(entry.undeclaredError),
        ...(entry.resource === "events:putEvents" ? ["FailedEntry"] : []),
      ],
      ...(entry.timeoutSeconds === undefined ? {} : { timeoutSeconds: entry.timeoutSeconds }),
    };
    return [camel(key), description] as const;
  });
  const description = {
    service: names.service,
    iamPrefix: choice.iamPrefix ?? names.service,
    errorPrefix: names.type,
    transientErrors: sdkErrors,
    operations: choice.operations.map(camel),
    ...(optimized.length === 0 ? {} : { optimized: Object.fromEntries(optimized) }),
  };
  return `export const ${names.service}: ${names.type} = awsService<${names.type}>(${JSON.stringify(description, null, 2)});`;
}

function printImports({ awsModule, jsonModule }: PrintOptions, text: string): string {
  const names = ["AwsJob", "AwsOperation"].filter((name) => text.includes(`${name}<`)).map((name) => `type ${name}`);
  const isSame = awsModule === jsonModule;
  const usesJson = /\bJson\b/.test(text);
  const own = [...names, ...(isSame && usesJson ? ["type Json"] : []), "awsService"];
  const json = !isSame && usesJson ? `\nimport type { Json } from ${JSON.stringify(jsonModule)};` : "";
  return `import { ${own.join(", ")} } from ${JSON.stringify(awsModule)};${json}`;
}

const camel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
