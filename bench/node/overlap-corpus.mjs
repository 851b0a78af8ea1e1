// Makes OpenAPI documents of typed clients that were generated from OpenAPI documents: what a client keeps (methods, paths, parameters,
// bodies, names of schemas and fields) is what overlap looks at. Texts and constraints are lost; a BigCommerce client keeps no title either,
// so the file's name stands for it.
// usage: overlap-corpus.mjs TYPESCRIPT-FOLDER AMAZON-FOLDER BIGCOMMERCE-FOLDER OUT
import { mkdirSync, readFileSync, readdirSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';

const [typescript, amazon, bigcommerce, out] = process.argv.slice(2);
const ts = createRequire(import.meta.url)(typescript);
const K = ts.SyntaxKind;
mkdirSync(out, { recursive: true });

const parse = (file) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
const nameOf = (node) => (node.name?.text ?? node.name?.getText() ?? '').toString();
const indexesOf = (type) => {
  const names = [];
  for (let t = type; t.kind === K.IndexedAccessType; t = t.objectType) names.unshift(t.indexType.literal.text);
  let root = type;
  while (root.kind === K.IndexedAccessType) root = root.objectType;
  return [root.getText(), ...names];
};

function schemaOf(type) {
  switch (type?.kind) {
    case K.StringKeyword: return { type: 'string' };
    case K.NumberKeyword: return { type: 'number' };
    case K.BooleanKeyword: return { type: 'boolean' };
    case K.ParenthesizedType: return schemaOf(type.type);
    case K.TypeOperator: return schemaOf(type.type);
    case K.ArrayType: return { type: 'array', items: schemaOf(type.elementType) };
    case K.TypeLiteral: return objectOf(type.members);
    case K.IntersectionType: return { allOf: type.types.map(schemaOf) };
    case K.LiteralType: return type.literal.text !== undefined ? { enum: [type.literal.text] } : {};
    case K.UnionType: {
      const parts = type.types.filter((t) => !['null', 'undefined'].includes(t.getText()));
      if (parts.every((t) => t.kind === K.LiteralType)) return { enum: parts.map((t) => t.literal.text ?? t.getText()) };
      return parts.length === 1 ? schemaOf(parts[0]) : { anyOf: parts.map(schemaOf) };
    }
    case K.IndexedAccessType: return { $ref: `#/components/schemas/${indexesOf(type).at(-1)}` };
    case K.TypeReference: {
      const name = type.typeName.getText();
      if (name === 'Array' || name === 'Set') return { type: 'array', items: schemaOf(type.typeArguments?.[0]) };
      if (type.typeArguments?.length || ['Date', 'File', 'Record', 'Partial', 'Pick', 'Omit'].includes(name)) return {};
      return { $ref: `#/components/schemas/${name}` };
    }
    default: return {};
  }
}

function objectOf(members) {
  const schema = { type: 'object', properties: {} };
  const required = [];
  for (const member of members) {
    if (member.kind === K.IndexSignature) { schema.additionalProperties = true; continue; }
    if (member.kind !== K.PropertySignature) continue;
    schema.properties[nameOf(member)] = schemaOf(member.type);
    if (!member.questionToken) required.push(nameOf(member));
  }
  if (required.length) schema.required = required;
  return schema;
}

function write(name, title, version, paths, schemas) {
  // A name that the client imports or drops is an empty schema.
  const text = JSON.stringify({ paths, schemas });
  for (const [, used] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) schemas[used] ??= {};
  writeFileSync(join(out, `${name}.json`), JSON.stringify({ openapi: '3.0.3', info: { title, version }, paths, components: { schemas } }, null, 1));
}

const json = (schema) => ({ 'application/json': { schema } });
const parametersOf = (path) => [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

// OpenAPI Generator's typescript-axios: api.d.ts has the types, api.js the requests.
for (const folder of readdirSync(amazon).sort()) {
  const types = join(amazon, folder, 'api.d.ts');
  if (!existsSync(types)) continue;
  const source = parse(types);
  const schemas = {};
  const answers = {};
  const bodies = {};
  for (const node of source.statements) {
    if (ts.isInterfaceDeclaration(node) && !nameOf(node).endsWith('ApiInterface')) {
      schemas[nameOf(node)] = objectOf(node.members);
      for (const heritage of node.heritageClauses ?? []) schemas[nameOf(node)].allOf = heritage.types.map((t) => ({ $ref: `#/components/schemas/${t.expression.getText()}` }));
    } else if (ts.isTypeAliasDeclaration(node)) {
      schemas[nameOf(node)] = schemaOf(node.type);
    } else if (ts.isEnumDeclaration(node)) {
      schemas[nameOf(node)] = { type: 'string', enum: node.members.map((m) => m.initializer?.text ?? nameOf(m)) };
    } else if (ts.isClassDeclaration(node) && nameOf(node).endsWith('Api')) {
      for (const method of node.members.filter(ts.isMethodDeclaration)) {
        const given = method.type?.typeArguments?.[0]?.typeArguments?.[0];
        if (given) answers[nameOf(method)] = given;
        bodies[nameOf(method)] = Object.fromEntries(method.parameters.map((p) => [nameOf(p), p.type]));
      }
    }
  }

  for (const name of Object.keys(schemas)) if (/^(RequestArgs|.*Api\w*RequestParameters)$/.test(name)) delete schemas[name];
  const paths = {};
  const script = readFileSync(join(amazon, folder, 'api.js'), 'utf8');
  for (const [, id, block] of script.matchAll(/\n {8}(\w+): async \([^)]*\) => \{([\s\S]*?)\n {8}\},/g)) {
    const path = block.match(/localVarPath = `([^`]*)`/)?.[1];
    const method = block.match(/method: '(\w+)'/)?.[1];
    if (!path || !method) continue;
    const operation = { operationId: id, parameters: parametersOf(path), responses: { 200: { description: 'OK' } } };
    for (const [, name] of block.matchAll(/localVarQueryParameter\['([^']+)'\]/g)) {
      if (!operation.parameters.some((p) => p.name === name)) operation.parameters.push({ name, in: 'query', schema: {} });
    }
    const body = block.match(/serializeDataIfNeeded\)?\((\w+),/)?.[1];
    if (body && bodies[id]?.[body]) operation.requestBody = { content: json(schemaOf(bodies[id][body])) };
    const given = answers[id];
    if (given && given.kind !== K.VoidKeyword) operation.responses[200].content = json(schemaOf(given));
    (paths[path] ??= {})[method.toLowerCase()] = operation;
  }

  const header = readFileSync(types, 'utf8').match(/\/\*\*\n \* ([^\n]+)/)?.[1] ?? folder;
  if (Object.keys(paths).length) write(`amazon.${folder}`, header, '1', paths, schemas);
}

// openapi-typescript: paths, operations, definitions or components.
const generated = join(bigcommerce, 'lib/internal/reference/generated');
for (const file of readdirSync(generated).filter((f) => f.endsWith('.d.ts')).sort()) {
  const source = parse(join(generated, file));
  const top = Object.fromEntries(source.statements.filter(ts.isInterfaceDeclaration).map((n) => [nameOf(n), n]));
  if (!top.paths) continue;
  const member = (node, name) => (node?.members ?? node?.type?.members)?.find((m) => nameOf(m) === name);
  const find = (names) => names.slice(1).reduce((node, name) => member(node, name), top[names[0]]);
  const follow = (node) => {
    let type = node?.type;
    for (let i = 0; type?.kind === K.IndexedAccessType && i < 5; i++) type = find(indexesOf(type))?.type;
    return type ? { type } : undefined;
  };
  const bodyOf = (node) => {
    const resolved = follow(node);
    if (!resolved) return undefined;
    const direct = member(resolved, 'schema');
    if (direct) return schemaOf(direct.type);
    const content = member(resolved, 'content');
    const media = (content?.type?.members ?? [])[0];
    return media ? schemaOf(media.type) : undefined;
  };

  const schemas = {};
  for (const named of [...(top.definitions?.members ?? []), ...(member(top.components, 'schemas')?.type?.members ?? [])]) schemas[nameOf(named)] = schemaOf(named.type);
  const paths = {};
  for (const pathNode of top.paths.members) {
    const path = nameOf(pathNode);
    for (const methodNode of pathNode.type.members) {
      const method = nameOf(methodNode);
      if (!['get', 'post', 'put', 'patch', 'delete'].includes(method)) continue;
      const operationNode = follow(methodNode);
      const operation = { parameters: parametersOf(path), responses: {} };
      if (methodNode.type.kind === K.IndexedAccessType) operation.operationId = `${method} ${indexesOf(methodNode.type).at(-1)}`;
      const groups = member(operationNode, 'parameters');
      for (const query of member(groups, 'query')?.type?.members ?? []) operation.parameters.push({ name: nameOf(query), in: 'query', schema: {} });
      const bodyGroup = member(groups, 'body')?.type?.members?.[0];
      const body = bodyGroup ? schemaOf(bodyGroup.type) : bodyOf(member(operationNode, 'requestBody'));
      if (body) operation.requestBody = { content: json(body) };
      for (const response of member(operationNode, 'responses')?.type?.members ?? []) {
        const content = bodyOf(response);
        operation.responses[nameOf(response)] = { description: '-', ...(content && nameOf(response).startsWith('2') ? { content: json(content) } : {}) };
      }
      if (!Object.keys(operation.responses).length) operation.responses.default = { description: '-' };
      (paths[path] ??= {})[method] = operation;
    }
  }

  const name = file.replace('.oas2', '').replace('.d.ts', '');
  if (Object.keys(paths).length) write(`bigcommerce.${name}`, name.replaceAll('_', ' ').replaceAll('.', ' ').replace(' sf', ' storefront'), '1', paths, schemas);
}
