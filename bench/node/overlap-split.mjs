// Splits one OpenAPI 3 document into one for each first tag of its operations, with the components that each needs. The title stays that of
// the whole, so that it says nothing about the part.
// usage: overlap-split.mjs FILE PREFIX OUT
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const [file, prefix, out] = process.argv.slice(2);
const document = parse(readFileSync(file, 'utf8'), { maxAliasCount: -1 });
const methods = ['get', 'put', 'post', 'patch', 'delete'];
const parts = new Map();
for (const [path, item] of Object.entries(document.paths)) {
  for (const method of methods.filter((m) => item[m])) {
    const tag = item[method].tags?.[0];
    if (!tag) continue;
    if (!parts.has(tag)) parts.set(tag, {});
    const { parameters, servers } = item;
    ((parts.get(tag)[path] ??= { ...(parameters && { parameters }), ...(servers && { servers }) }))[method] = item[method];
  }
}

mkdirSync(out, { recursive: true });
for (const [tag, paths] of parts) {
  const components = {};
  const seen = new Set();
  const visit = (node) => {
    if (Array.isArray(node)) node.forEach(visit);
    if (!node || typeof node !== 'object') return;
    const reference = typeof node.$ref === 'string' && node.$ref.match(/^#\/components\/(\w+)\/(.+)$/);
    if (reference && !seen.has(node.$ref)) {
      seen.add(node.$ref);
      const [, kind, name] = reference;
      const found = document.components?.[kind]?.[name];
      if (found) (components[kind] ??= {})[name] = found;
      visit(found);
    }
    Object.values(node).forEach(visit);
  };
  visit(paths);
  const name = `${prefix}.${tag.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
  writeFileSync(join(out, `${name}.json`), JSON.stringify({ openapi: document.openapi, info: document.info, servers: document.servers, paths, components }));
}
