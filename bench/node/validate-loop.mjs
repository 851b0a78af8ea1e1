// usage: node validate-loop.mjs FOLDER SET N: the whole life of a process that parses and validates one body N times with ajv.
// Twin of `ApiGovernance.Benchmarks validate-loop`.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';

const [folder, name, count] = process.argv.slice(2);
const read = (file) => readFileSync(join(folder, file));

// Without multipleOfPrecision ajv refuses 0.07 as a multiple of 0.01: it divides in binary floating point.
const ajv = new Ajv.default({ strict: false, logger: false, multipleOfPrecision: 6 });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(read(`${name}.schema.json`)));
const judge = (bytes) => validate(JSON.parse(bytes.toString('utf8')));

const body = read(`${name}.valid.json`);
const broken = readdirSync(folder).filter((file) => file.startsWith(`${name}.invalid-`)).map(read);
if (!judge(body) || broken.some(judge)) {
  console.error(`${name}: wrong verdict`, validate.errors);
  process.exit(1);
}

let valid = 0;
for (let i = 0; i < Number(count); i++) valid += judge(body) ? 1 : 0;
console.log(valid);
process.exit(valid === Number(count) ? 0 : 1);
