// Records what Spectral finds in Cases/*.yaml with `[[spectral:asyncapi, all]]` as Cases/spectral.tsv.
// node record.mjs FOLDER, where FOLDER has @stoplight/spectral-cli 6.16 installed (npm install @stoplight/spectral-cli@6.16).
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';

const load = createRequire(path.resolve(process.argv[2], 'x.js'));
const { Spectral, Document } = load('@stoplight/spectral-core');
const { Yaml } = load('@stoplight/spectral-parsers');
const { asyncapi } = load('@stoplight/spectral-rulesets');
const folder = path.join(import.meta.dirname, 'Cases');
const escape = name => String(name).replaceAll('~', '~0').replaceAll('/', '~1');

const spectral = new Spectral();
spectral.setRuleset({ extends: [[asyncapi, 'all']] });
const lines = new Set();
for (const name of fs.readdirSync(folder).filter(file => file.endsWith('.yaml')).sort()) {
  const file = path.join(folder, name);
  try {
    for (const found of await spectral.run(new Document(fs.readFileSync(file, 'utf8'), Yaml, file))) {
      if (String(found.code).startsWith('asyncapi-'))
        lines.add([name, found.code, found.range.start.line + 1, found.path.map(step => '/' + escape(step)).join('')].join('\t'));
    }
  } catch (error) {
    lines.add([name, '(ends with an error)', 0, ''].join('\t'));
  }
}
fs.writeFileSync(path.join(folder, 'spectral.tsv'), ['document\trule\tline\tpointer', ...[...lines].sort()].join('\n') + '\n');
