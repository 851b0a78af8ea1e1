// Writes two versions of a made-up description in the shape of Stripe's: 500 schemas that refer to each other in `anyOf`s (a field is an id,
// the object itself, or what is left of it after deletion), lists of such objects, forms as request bodies, some 300 operations, about 4 MB.
// The revision is the base with 30 edits of the kind that a few months bring. The same bytes on every run.
// usage: node stripe-shape.mjs FOLDER   (writes base.json, revision.json and edits.txt there)
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node stripe-shape.mjs FOLDER');
  process.exit(2);
}

const resourceCount = 440;
const deletedCount = 60; // the first ones can be deleted
const operationCount = 300;

// mulberry32: small, and the same everywhere.
let state = 20260101;
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];

const nouns = ['account', 'balance', 'card', 'charge', 'coupon', 'customer', 'dispute', 'event', 'file', 'invoice', 'issuer', 'item', 'ledger', 'mandate', 'order', 'payment', 'payout', 'person', 'plan', 'price', 'product', 'quote', 'refund', 'review', 'session', 'source', 'subscription', 'tax', 'terminal', 'token', 'topup', 'transfer', 'wallet'];
const parts = ['intent', 'method', 'schedule', 'transaction', 'line', 'record', 'session', 'settings', 'detail', 'link', 'rate', 'option', 'program', 'report'];
const names = [];
for (const part of ['', ...parts]) for (const noun of nouns) if (names.length < resourceCount) names.push(part ? `${noun}_${part}` : noun);
const words = ['active', 'automatic', 'canceled', 'closed', 'draft', 'expired', 'failed', 'manual', 'open', 'paid', 'pending', 'posted', 'processing', 'succeeded', 'uncollectible', 'unpaid', 'void', 'warning'];
const fields = ['amount', 'application', 'billing_reason', 'cancellation', 'collection', 'currency', 'description', 'destination', 'due_date', 'email', 'fee', 'fingerprint', 'footer', 'last_error', 'locale', 'number', 'origin', 'period_end', 'period_start', 'phone', 'quantity', 'reason', 'receipt', 'reference', 'region', 'review_state', 'risk', 'statement', 'status', 'subtotal', 'total', 'usage', 'verification', 'version'];

const ref = (name) => ({ $ref: `#/components/schemas/${name}` });
const sentence = (about) => `The ${about.replaceAll('_', ' ')} of this object, as it was when the object was last ${pick(['created', 'updated', 'finalized', 'confirmed'])}; see the guide on ${pick(nouns)}s for what it means and when it may be missing.`;
const sample = (count) => {
  const left = [...words];
  return Array.from({ length: count }, () => left.splice(below(left.length), 1)[0]).sort();
};

// An id, or the object when the caller asked to expand it, or what is left of it.
function expandable(nullable) {
  const index = below(resourceCount);
  const targets = [ref(names[index])];
  if (random() < 0.15) targets.push(ref(names[below(resourceCount)]));
  if (index < deletedCount) targets.push(ref(`deleted_${names[index]}`));
  return {
    anyOf: [{ maxLength: 5000, type: 'string' }, ...targets],
    description: sentence('reference'),
    ...(nullable ? { nullable: true } : {}),
    'x-expansionResources': { oneOf: targets },
  };
}

const oneOrSeveral = () => (random() < 0.5 ? ref(pick(names)) : { anyOf: Array.from({ length: 2 + below(4) }, () => ref(pick(names))) });
function listOf(items) {
  return {
    description: sentence('list'),
    properties: {
      data: { description: 'Details about each object.', items, type: 'array' },
      has_more: { description: 'True if this list has another page of items after this one that can be fetched.', type: 'boolean' },
      object: { description: "String representing the object's type. Always has the value `list`.", enum: ['list'], type: 'string' },
      url: { description: 'The URL where this list can be accessed.', maxLength: 5000, type: 'string' },
    },
    required: ['data', 'has_more', 'object', 'url'],
    type: 'object',
    'x-expandableFields': ['data'],
  };
}

function field(name) {
  const kind = random();
  const description = sentence(name);
  const nullable = random() < 0.5 ? { nullable: true } : {};
  if (kind < 0.18) return { description, maxLength: 5000, type: 'string', ...nullable };
  if (kind < 0.3) return { description, type: 'integer', ...nullable };
  if (kind < 0.36) return { description, format: 'unix-time', type: 'integer', ...nullable };
  if (kind < 0.42) return { description, type: 'boolean' };
  if (kind < 0.54) return { description, enum: sample(2 + below(6)), type: 'string', ...nullable };
  if (kind < 0.76) return expandable(random() < 0.6);
  if (kind < 0.82) return listOf(oneOrSeveral());
  if (kind < 0.92) return { anyOf: [ref(pick(names))], description, ...nullable };
  return { additionalProperties: { maxLength: 500, type: 'string' }, description, type: 'object' };
}

const suffix = (index) => (index < fields.length ? '' : `_${Math.floor(index / fields.length) + 1}`);
function resource(name) {
  const start = below(fields.length);
  const count = 6 + below(10);
  const properties = {
    id: { description: 'Unique identifier for the object.', maxLength: 5000, type: 'string' },
    object: { description: "String representing the object's type. Objects of the same type share the same value.", enum: [name], type: 'string' },
    livemode: { description: 'Has the value `true` if the object exists in live mode or the value `false` if the object exists in test mode.', type: 'boolean' },
    created: { description: 'Time at which the object was created. Measured in seconds since the Unix epoch.', format: 'unix-time', type: 'integer' },
  };
  for (let index = 0; index < count; index++) properties[fields[(start + index) % fields.length] + suffix(index)] = field(fields[(start + index) % fields.length]);
  const required = Object.keys(properties).filter((_, index) => index < 4 || random() < 0.5);
  return { description: `A ${name.replaceAll('_', ' ')}.`, properties, required, title: name, type: 'object', 'x-expandableFields': Object.keys(properties).filter((key) => properties[key].anyOf), 'x-resourceId': name };
}

const deleted = (name) => ({
  properties: {
    deleted: { description: 'Always true for a deleted object', enum: [true], type: 'boolean' },
    id: { description: 'Unique identifier for the object.', maxLength: 5000, type: 'string' },
    object: { description: "String representing the object's type.", enum: [name], type: 'string' },
  },
  required: ['deleted', 'id', 'object'],
  title: `deleted_${name}`,
  type: 'object',
});

const expand = { description: 'Specifies which fields in the response should be expanded.', items: { maxLength: 5000, type: 'string' }, type: 'array' };

function formField(name, depth) {
  const kind = random();
  const description = sentence(name);
  if (kind < 0.3) return { description, maxLength: 5000, type: 'string' };
  if (kind < 0.5) return { description, type: 'integer' };
  if (kind < 0.65) return { description, enum: sample(2 + below(5)), type: 'string' };
  if (kind < 0.8 || depth > 1) return { anyOf: [{ additionalProperties: { type: 'string' }, type: 'object' }, { enum: [''], type: 'string' }], description };
  const properties = {};
  for (let index = 0, start = below(fields.length); index < 2 + depth; index++) properties[fields[(start + index) % fields.length]] = formField(fields[(start + index) % fields.length], depth + 1);
  const nested = { properties, required: Object.keys(properties).slice(0, 1), title: `${name}_param`, type: 'object' };
  return kind < 0.9 ? { description, ...nested } : { description, items: nested, type: 'array' };
}

function form() {
  const properties = { expand };
  for (let index = 0, start = below(fields.length), count = 5 + below(9); index < count; index++) properties[fields[(start + index) % fields.length]] = formField(fields[(start + index) % fields.length], 0);
  const encoding = Object.fromEntries(Object.keys(properties).filter((key) => !['string', 'integer'].includes(properties[key].type)).map((key) => [key, { explode: true, style: 'deepObject' }]));
  const required = Object.keys(properties).filter((key) => key !== 'expand' && random() < 0.15);
  return { content: { 'application/x-www-form-urlencoded': { encoding, schema: { properties, ...(required.length ? { required } : {}), type: 'object' } } }, required: required.length > 0 };
}

const answer = (schema) => ({
  200: { content: { 'application/json': { schema } }, description: 'Successful response.' },
  default: { content: { 'application/json': { schema: ref('error') } }, description: 'Error response.' },
});
const query = (name, schema, extra = {}) => ({ description: sentence(name), in: 'query', name, required: false, schema, style: 'form', ...extra });
const idParameter = (name) => ({ in: 'path', name, required: true, schema: { maxLength: 5000, type: 'string' }, style: 'simple' });
const operationId = (verb, name) => verb + name.split('_').map((part) => part[0].toUpperCase() + part.slice(1)).join('');

function build() {
  const schemas = {};
  for (const name of names) schemas[name] = resource(name);
  for (const name of names.slice(0, deletedCount)) schemas[`deleted_${name}`] = deleted(name);
  schemas.error = { properties: { error: { properties: { code: { maxLength: 5000, type: 'string' }, message: { maxLength: 40000, type: 'string' }, source: expandable(false), type: { enum: ['api_error', 'card_error', 'idempotency_error', 'invalid_request_error'], type: 'string' } }, required: ['type'], type: 'object' } }, required: ['error'], type: 'object' };

  const paths = {};
  let operations = 0;
  for (let index = 0; operations < operationCount; index++) {
    const name = names[index];
    const collection = {
      get: {
        description: `<p>Returns a list of your ${name}s.</p>`,
        operationId: operationId('Get', `${name}s`),
        parameters: [
          query('created', { anyOf: [{ properties: { gt: { type: 'integer' }, lt: { type: 'integer' } }, title: 'range_query_specs', type: 'object' }, { type: 'integer' }] }, { explode: true, style: 'deepObject' }),
          query('ending_before', { maxLength: 5000, type: 'string' }),
          query('expand', { items: { maxLength: 5000, type: 'string' }, type: 'array' }, { explode: true, style: 'deepObject' }),
          query('limit', { type: 'integer' }),
          query('starting_after', { maxLength: 5000, type: 'string' }),
          query('status', { enum: sample(3 + below(4)), type: 'string' }),
        ],
        responses: answer(listOf(ref(name))),
      },
      post: { description: `<p>Creates a ${name}.</p>`, operationId: operationId('Post', `${name}s`), requestBody: form(), responses: answer(ref(name)) },
    };
    const one = {
      get: { description: `<p>Retrieves a ${name}.</p>`, operationId: operationId('Get', name), parameters: [query('expand', { items: { maxLength: 5000, type: 'string' }, type: 'array' }, { explode: true, style: 'deepObject' }), idParameter(name)], responses: answer(index < deletedCount ? { anyOf: [ref(name), ref(`deleted_${name}`)] } : ref(name)) },
      post: { description: `<p>Updates a ${name}.</p>`, operationId: operationId('Post', name), parameters: [idParameter(name)], requestBody: form(), responses: answer(ref(name)) },
    };
    if (index < deletedCount) one.delete = { description: `<p>Deletes a ${name}.</p>`, operationId: operationId('Delete', name), parameters: [idParameter(name)], responses: answer(ref(`deleted_${name}`)) };
    paths[`/v1/${name}s`] = collection;
    paths[`/v1/${name}s/{${name}}`] = one;
    operations += Object.keys(collection).length + Object.keys(one).length;
  }

  return {
    components: { schemas, securitySchemes: { basicAuth: { scheme: 'basic', type: 'http' }, bearerAuth: { bearerFormat: 'auth-scheme', scheme: 'bearer', type: 'http' } } },
    info: { description: 'Made up in the shape of a large payment API.', title: 'Payments', version: '2026-01-01' },
    openapi: '3.0.0',
    paths,
    security: [{ basicAuth: [] }, { bearerAuth: [] }],
    servers: [{ url: 'https://api.payments.example/' }],
  };
}

// Each edit names what it changed. They look for the n-th place that fits, so each lands somewhere else.
function revise(document) {
  const { schemas } = document.components;
  const edits = [];
  const say = (text) => edits.push(text);
  const properties = (test) => names.flatMap((name) => Object.entries(schemas[name].properties).filter(([key, value]) => !['id', 'object', 'livemode', 'created'].includes(key) && test(value, key, schemas[name])).map(([key]) => [name, key]));
  const nth = (list, share) => list[Math.floor(list.length * share)];
  const forms = Object.entries(document.paths).flatMap(([path, item]) => (item.post ? [[path, item.post.requestBody.content['application/x-www-form-urlencoded'].schema]] : []));
  const formProperties = (test) => forms.flatMap(([path, schema]) => Object.entries(schema.properties).filter(([key, value]) => test(value, key, schema)).map(([key]) => [path, schema, key]));
  const at = ([name, key]) => schemas[name].properties[key];

  document.info.version = '2026-04-01';
  say('info.version');
  for (const share of [0.1, 0.6]) {
    const place = nth(properties((value) => value.enum), share);
    at(place).enum.push('blocked');
    say(`${place.join('.')}: enum value added`);
  }
  let place = nth(properties((value) => value.enum?.length > 2), 0.8);
  say(`${place.join('.')}: enum value ${at(place).enum.pop()} removed`);
  for (const share of [0.2, 0.5, 0.9]) {
    place = nth(properties((value) => value['x-expansionResources']), share);
    at(place).anyOf.push(ref(names[7]));
    at(place)['x-expansionResources'] = { oneOf: at(place).anyOf.slice(1) };
    say(`${place.join('.')}: may be a ${names[7]} too`);
  }
  place = nth(properties((value) => value['x-expansionResources'] && value.anyOf.length > 2), 0.4);
  say(`${place.join('.')}: is never ${at(place).anyOf.pop().$ref} any more`);
  for (const share of [0.15, 0.55]) {
    place = nth(properties((value) => value.properties?.data?.items?.anyOf), share);
    at(place).properties.data.items.anyOf.push(ref(names[11]));
    say(`${place.join('.')}: lists ${names[11]} too`);
  }
  for (const share of [0.3, 0.7]) {
    place = nth(properties((value) => value.type === 'string' && !value.nullable && !value.enum), share);
    at(place).nullable = true;
    say(`${place.join('.')}: may be null`);
  }
  for (const share of [0.25, 0.75]) {
    place = nth(properties((value, key, schema) => schema.required.includes(key)), share);
    schemas[place[0]].required = schemas[place[0]].required.filter((key) => key !== place[1]);
    say(`${place.join('.')}: optional`);
  }
  place = nth(properties((value, key, schema) => !schema.required.includes(key)), 0.35);
  schemas[place[0]].required.push(place[1]);
  say(`${place.join('.')}: required`);
  place = nth(properties((value, key, schema) => !schema.required.includes(key) && value.type === 'boolean'), 0.65);
  delete schemas[place[0]].properties[place[1]];
  say(`${place.join('.')}: removed`);
  for (const [share, value] of [[0.05, { maxLength: 5000, nullable: true, type: 'string' }], [0.45, { format: 'unix-time', type: 'integer' }], [0.85, { anyOf: [{ maxLength: 5000, type: 'string' }, ref(names[3])], nullable: true }]]) {
    const name = nth(names, share);
    schemas[name].properties.settled_by = value;
    say(`${name}.settled_by: added`);
  }
  place = nth(properties((value) => value.maxLength === 5000), 0.5);
  at(place).maxLength = 10000;
  say(`${place.join('.')}: maxLength raised`);
  place = nth(properties((value) => value.type === 'integer' && !value.format), 0.5);
  at(place).type = 'string';
  say(`${place.join('.')}: integer became string`);
  for (const share of [0.1, 0.4, 0.8]) {
    const name = nth(names, share);
    schemas[name].description += ' Rewritten for clarity.';
    say(`${name}: description`);
  }
  let [path, form, key] = nth(formProperties((value) => value.enum?.length > 2), 0.5);
  say(`POST ${path} ${key}: enum value ${form.properties[key].enum.shift()} removed`);
  [path, form, key] = nth(formProperties((value, name) => value.type === 'string' && name !== 'expand'), 0.3);
  form.properties[key].maxLength = 200;
  say(`POST ${path} ${key}: maxLength lowered`);
  [path, form, key] = nth(formProperties((value, name, schema) => name !== 'expand' && !schema.required?.includes(name)), 0.7);
  (form.required ??= []).push(key);
  say(`POST ${path} ${key}: required`);
  [path, form] = nth(forms, 0.2);
  form.properties.settle = { enum: ['now', 'later'], type: 'string' };
  say(`POST ${path} settle: added`);
  [path, form, key] = nth(formProperties((value) => value.properties), 0.6);
  form.properties[key].properties.note = { maxLength: 500, type: 'string' };
  say(`POST ${path} ${key}.note: added`);
  const gone = `/v1/${names[40]}s/{${names[40]}}`;
  delete document.paths[gone].delete;
  say(`DELETE ${gone}: removed`);
  document.paths[`/v1/${names[41]}s/{${names[41]}}/settle`] = { post: { operationId: operationId('PostSettle', names[41]), parameters: [idParameter(names[41])], responses: answer(ref(names[41])) } };
  say(`POST /v1/${names[41]}s/{${names[41]}}/settle: added`);
  return edits;
}

const document = build();
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'base.json'), JSON.stringify(document, null, 2) + '\n');
const edits = revise(document);
writeFileSync(join(folder, 'revision.json'), JSON.stringify(document, null, 2) + '\n');
writeFileSync(join(folder, 'edits.txt'), edits.join('\n') + '\n');
