// usage: node to-yaml.mjs IN.json OUT.yaml: the same document as YAML in block style, as people write it.
import { readFileSync, writeFileSync } from 'node:fs';
import { stringify } from 'yaml';

const [input, output] = process.argv.slice(2);
writeFileSync(output, stringify(JSON.parse(readFileSync(input, 'utf8')), { lineWidth: 100, aliasDuplicateObjects: false }));
