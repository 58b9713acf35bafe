import ts from "typescript";

/** Names in a module's own types that mean nothing outside of this repository. */
const LEFTOVERS = /\$brand|\bz\.|\bimport\(|\bZod/;

/**
 * The types of the protocol that `names` stand for, written out: whoever installs the SDK has neither the protocol's
 * sources nor zod, of which they are made. A schema becomes a value of which only the type can be asked.
 * @param entry the protocol's index.ts
 */
export function writeOutTypes(entry: string, names: readonly string[]): string {
  const program = ts.createProgram([entry], {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (source === undefined || module === undefined) throw new Error(`${entry} is no module`);
  const exported = new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]));

  const print = (type: ts.Type) =>
    checker
      .typeToString(
        type,
        undefined,
        ts.TypeFormatFlags.NoTruncation |
          ts.TypeFormatFlags.InTypeAlias |
          ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType,
      )
      // Which of several kinds of name a string is, is the server's concern.
      .replaceAll(/string & \$brand<'\w+'>/g, "string");

  const declarations = names.toSorted().map((name) => {
    const found = exported.get(name);
    if (found === undefined) throw new Error(`the protocol exports no ${name}`);
    const symbol = found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
    if (symbol.flags & ts.SymbolFlags.TypeAlias) {
      return `export type ${name} = ${print(checker.getDeclaredTypeOfSymbol(symbol))};`;
    }
    const internals = checker.getTypeOfSymbolAtLocation(symbol, source).getProperty("_zod");
    const output = internals && checker.getTypeOfSymbolAtLocation(internals, source).getProperty("output");
    if (output === undefined) throw new Error(`${name} is neither a type nor a schema`);
    const type = print(checker.getTypeOfSymbolAtLocation(output, source));
    return `export declare const ${name}: { readonly _zod: { readonly output: ${type} } };`;
  });
  const text = `${declarations.join("\n\n")}\n`;
  const leftover = LEFTOVERS.exec(text);
  if (leftover !== null) throw new Error(`a type of the protocol cannot be written out: ${leftover[0]}`);
  return text;
}
