// Reads one case per line, {"draft": "2020-12" | "7", "allErrors": boolean, "schema": text, "instances": [text]}, and answers each
// with one line: a digit per instance (1 valid, 0 invalid), or "!" and why the schema does not compile.
'use strict';
const readline = require('node:readline');
const Ajv2020 = require('ajv/dist/2020').default;
const Ajv7 = require('ajv').default;

const engines = {};
for (const allErrors of [false, true]) {
  const options = { allErrors, strict: false, validateSchema: false, validateFormats: false, ownProperties: true, logger: false };
  engines['2020-12' + allErrors] = new Ajv2020(options);
  engines['7' + allErrors] = new Ajv7(options);
}

function answer(line) {
  const { draft, allErrors, schema, instances } = JSON.parse(line);
  const engine = engines[draft + allErrors];
  try {
    const validate = engine.compile(JSON.parse(schema));
    return instances.map(text => (validate(JSON.parse(text)) ? '1' : '0')).join('');
  } catch (error) {
    return '!' + String(error.message).replace(/\s+/g, ' ');
  } finally {
    engine.removeSchema();
  }
}

readline.createInterface({ input: process.stdin, crlfDelay: Infinity }).on('line', line => process.stdout.write(answer(line) + '\n'));
