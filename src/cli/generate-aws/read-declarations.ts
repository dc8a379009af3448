import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript-6";
import type {
  DeclaredError,
  DeclaredMember,
  DeclaredOperation,
  DeclaredStructure,
  DeclaredType,
  ServiceDeclarations,
} from "./declarations.ts";

// The declarations of SDK clients are generated too, so a few forms are all there is; any other form is an error here, for a
// type that was guessed would be believed.

/** Reads the API of a service from the folder of its `@aws-sdk/client-…` package. */
export function readDeclarations(packageFolder: string): ServiceDeclarations {
  const manifest = JSON.parse(readFileSync(path.join(packageFolder, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
  };
  const types = path.join(packageFolder, "dist-types");
  const models = sourcesIn(path.join(types, "models"));
  const structures = new Map<string, DeclaredStructure>();
  const enums = new Map<string, readonly string[]>();
  const unions = new Set<string>();
  for (const statement of models.flatMap(({ statements }) => [...statements])) {
    if (ts.isInterfaceDeclaration(statement))
      structures.set(statement.name.text, { members: membersOf(statement), isUnion: false });
    if (ts.isTypeAliasDeclaration(statement) && ts.isUnionTypeNode(statement.type)) unions.add(statement.name.text);
    if (ts.isModuleDeclaration(statement) && unions.has(statement.name.text))
      structures.set(statement.name.text, { members: unionMembers(statement), isUnion: true });
    if (ts.isVariableStatement(statement)) for (const [name, values] of enumsIn(statement)) enums.set(name, values);
  }
  return {
    clientName: clientNameOf(types),
    packageName: manifest.name,
    version: manifest.version,
    operations: operationsIn(path.join(types, "commands")),
    structures,
    enums,
    errors: models.flatMap(errorsIn),
  };
}

function sourcesIn(folder: string): readonly ts.SourceFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".d.ts") && name !== "index.d.ts")
    .toSorted()
    .map((name) => parse(path.join(folder, name)));
}

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ESNext, true);
}

function clientNameOf(types: string): string {
  const found = readdirSync(types).find((name) => /^\w+Client\.d\.ts$/.test(name));
  if (found === undefined || !existsSync(path.join(types, "commands")))
    throw new Error(`${types} does not hold the declarations of an SDK client`);
  return found.replace(/Client\.d\.ts$/, "");
}

function membersOf(node: ts.InterfaceDeclaration): readonly DeclaredMember[] {
  if (node.heritageClauses !== undefined) throw new Error(`${node.name.text} extends another structure`);
  return node.members.filter(ts.isPropertySignature).map((member) => ({
    name: memberName(member),
    // Members that must be there are `T | undefined` without the `?`.
    isRequired: member.questionToken === undefined,
    type: typeOf(member.type!),
  }));
}

function memberName({ name }: ts.PropertySignature): string {
  if (ts.isIdentifier(name) || ts.isStringLiteral(name)) return name.text;
  throw new Error(`a member has no plain name: ${name.getText()}`);
}

/** `namespace AttributeValue { interface SMember { S: string; N?: never … } … }`: each holds one member that is not never. */
function unionMembers({ body }: ts.ModuleDeclaration): readonly DeclaredMember[] {
  if (body === undefined || !ts.isModuleBlock(body)) throw new Error("a union has no members");
  return body.statements
    .filter(ts.isInterfaceDeclaration)
    .filter(({ name }) => name.text.endsWith("Member") && name.text !== "$UnknownMember")
    .map((variant) => {
      const own = variant.members
        .filter(ts.isPropertySignature)
        .find(({ type }) => type?.kind !== ts.SyntaxKind.NeverKeyword)!;
      return { name: memberName(own), isRequired: true, type: typeOf(own.type!) };
    });
}

const plainKinds: Partial<Record<ts.SyntaxKind, DeclaredType>> = {
  [ts.SyntaxKind.StringKeyword]: { kind: "string" },
  [ts.SyntaxKind.NumberKeyword]: { kind: "number" },
  [ts.SyntaxKind.BigIntKeyword]: { kind: "number" },
  [ts.SyntaxKind.BooleanKeyword]: { kind: "boolean" },
};

const namedKinds: Readonly<Record<string, DeclaredType>> = {
  Date: { kind: "timestamp" },
  Uint8Array: { kind: "blob" },
  StreamingBlobTypes: { kind: "blob" },
  __DocumentType: { kind: "json" },
  AsyncIterable: { kind: "stream" },
};

function typeOf(node: ts.TypeNode): DeclaredType {
  if (ts.isParenthesizedTypeNode(node)) return typeOf(node.type);
  const plain = plainKinds[node.kind];
  if (plain !== undefined) return plain;
  if (ts.isArrayTypeNode(node)) return { kind: "list", of: typeOf(node.elementType) };
  if (ts.isUnionTypeNode(node)) {
    const [only, ...others] = node.types.filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword);
    if (only !== undefined && others.length === 0) return typeOf(only);
  }
  if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) return referenceType(node, node.typeName.text);
  throw new Error(`no JSON type is known for ${node.getText()}`);
}

function referenceType({ typeArguments }: ts.TypeReferenceNode, name: string): DeclaredType {
  const [first, second] = typeArguments ?? [];
  if (name === "Partial" && first !== undefined) return typeOf(first);
  if (name === "Record" && first !== undefined && second !== undefined) {
    const keys = first.kind === ts.SyntaxKind.StringKeyword ? undefined : first.getText();
    return { kind: "map", keys, of: typeOf(second) };
  }
  return namedKinds[name] ?? { kind: "named", name };
}

/** `declare const ReturnValue: { readonly NONE: "NONE"; … }` */
function enumsIn(statement: ts.VariableStatement): readonly (readonly [string, readonly string[]])[] {
  return statement.declarationList.declarations.flatMap(({ name, type }) => {
    if (!ts.isIdentifier(name) || type === undefined || !ts.isTypeLiteralNode(type)) return [];
    const values = type.members.filter(ts.isPropertySignature).flatMap((member) => {
      const value = member.type;
      return value !== undefined && ts.isLiteralTypeNode(value) && ts.isStringLiteral(value.literal)
        ? [value.literal.text]
        : [];
    });
    return [[name.text, values] as const];
  });
}

function errorsIn(source: ts.SourceFile): readonly DeclaredError[] {
  return source.statements.filter(ts.isClassDeclaration).flatMap((node) => {
    const literals = new Map(
      node.members
        .filter(ts.isPropertyDeclaration)
        .filter(({ type }) => type !== undefined)
        .map(({ name, type }) => [name.getText(), type!.getText()] as const),
    );
    const fault = literals.get("$fault");
    if (node.name === undefined || fault === undefined) return [];
    return [
      {
        name: node.name.text,
        fault: fault === '"server"' ? ("server" as const) : ("client" as const),
        isRetryable: literals.has("$retryable"),
      },
    ];
  });
}

function operationsIn(folder: string): ReadonlyMap<string, DeclaredOperation> {
  const operations = sourcesIn(folder).map((source) => {
    const name = path.basename(source.fileName, "Command.d.ts");
    return [name, operationIn(source, name)] as const;
  });
  return new Map(operations);
}

/** The command's class says both: `static __types: { api: { input: GetItemInput; output: GetItemOutput } }`. */
function operationIn(source: ts.SourceFile, name: string): DeclaredOperation {
  const command = source.statements.filter(ts.isClassDeclaration).find((node) => node.name?.text === `${name}Command`);
  const api = /api:\s*\{\s*input:\s*([\w{}]+);\s*output:\s*([\w{}]+);/.exec(command?.getText() ?? "");
  if (command === undefined || api === null) throw new Error(`${source.fileName} declares no command`);
  const structure = (text: string | undefined): string | undefined => (text === "{}" ? undefined : text);
  // The documentation lists them: "@throws {@link NoSuchKey} (client fault)".
  const thrown = source.text.matchAll(/@throws \{@link (\w+)\} \((?:client|server) fault\)/g);
  const errors = [...thrown].map((match) => match[1]!);
  return { name, summary: summaryOf(command), input: structure(api[1]), output: structure(api[2]), errors };
}

/** The first sentence of a documentation comment, as plain text. */
function summaryOf(node: ts.Node): string | undefined {
  const [comment] = ts.getJSDocCommentsAndTags(node);
  const text = comment === undefined ? undefined : ts.getTextOfJSDocComment(comment.comment as string | undefined);
  const plain = (text ?? "")
    .replaceAll(/<note>[\s\S]*?<\/note>|<important>[\s\S]*?<\/important>/g, " ")
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll("*/", "")
    .replaceAll(/\s+/g, " ")
    .trim();
  const sentence = /^.+?[.:](?=\s|$)/.exec(plain)?.[0].replace(/:$/, ".") ?? plain;
  return sentence === "" || sentence.length > 300 ? undefined : sentence;
}
