// Compares what apigov says about pairs of contracts with what its peers say, and puts the tables into docs/diff-yardsticks.md between
// markers. bench/diff-yardstick.sh calls it; the environment says where everything is.
// usage: node diff-yardstick.mjs SECTION...   (pairs, cases, answers)
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const { APIGOV, OASDIFF, OUT, SHARED } = process.env;
const redocly = join(here, 'node_modules/@redocly/cli/bin/cli.js');
const page = join(root, 'docs/diff-yardsticks.md');
const limitMs = 300_000;

// The ids are compared, so no policy of ours may switch any off.
const policies = join(OUT, 'no-policies');
mkdirSync(join(policies, 'compatibility'), { recursive: true });

// A tool that is not there (any more) is no tool that gave no answer: nothing is written then.
function needed() {
  for (const tool of [APIGOV, OASDIFF, redocly]) {
    if (existsSync(tool)) continue;
    console.error(`diff-yardstick: ${tool} is gone; nothing was written. Run bench/diff-yardstick.sh again, which installs what it needs.`);
    process.exit(2);
  }
}

const run = (command, args) =>
  new Promise((resolve) => execFile(command, args, { maxBuffer: 1 << 30, timeout: limitMs, encoding: 'utf8' }, (error, stdout, stderr) => resolve({ code: error ? (error.code ?? 'stopped') : 0, stdout, stderr })));

const inOrder = (ids) => [...ids].sort();
const tally = (items) => items.reduce((counts, item) => counts.set(item, (counts.get(item) ?? 0) + 1), new Map());

// Every contender answers { ids: [[id, level]], breaking, witnesses: id -> sentence } or { failed: why }.
async function ours(base, revision) {
  const { stdout, stderr, code } = await run(APIGOV, ['diff', base, revision, '--policies', policies, '--format', 'json']);
  if (code !== 0 && code !== 1) return { failed: stderr.trim().split('\n')[0] || `exit code ${code}` };
  const findings = JSON.parse(stdout).findings.filter((finding) => finding.kind === 'change');
  const verdict = /verdict: ([^;]+);/.exec(stderr)?.[1].toLowerCase() ?? 'none';
  return {
    ids: findings.map((finding) => [finding.rule, finding.severity]),
    breaking: verdict.startsWith('breaking'),
    verdict,
    witnesses: new Map(findings.filter((finding) => finding.witness).reverse().map((finding) => [finding.rule, finding.witness])),
    messages: new Map(findings.reverse().map((finding) => [finding.rule, finding.message])),
  };
}

const levels = ['', 'info', 'warning', 'error'];
async function oasdiff(base, revision) {
  const { stdout, stderr, code } = await run(OASDIFF, ['changelog', '-f', 'json', base, revision]);
  if (code !== 0) return { failed: stderr.trim().split('\n')[0] || `exit code ${code}` };
  const changes = stdout.trim() ? JSON.parse(stdout) : [];
  return { ids: (changes ?? []).map((change) => [change.id, levels[change.level]]), breaking: (changes ?? []).some((change) => change.level === 3), warned: (changes ?? []).some((change) => change.level >= 2) };
}

async function redoclyDiff(base, revision) {
  const { stdout, stderr, code } = await run(process.execPath, [redocly, 'diff', base, revision, '--format', 'json']);
  const start = stdout.indexOf('{');
  // Where it sees no change it writes no report and passes.
  if (start < 0) return code === 0 ? { ids: [], breaking: false, summary: { major: 0, minor: 0, patch: 0 } } : { failed: stderr.trim().split('\n').at(-1) || 'no answer' };
  const { bump, summary } = JSON.parse(stdout.slice(start));
  return { ids: [], breaking: bump === 'major', summary };
}

async function inPool(what, items, work) {
  const results = new Array(items.length);
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < items.length; index = next++) {
      results[index] = await work(items[index], index);
      if (index % 50 === 0) console.error(`${what}: ${index} of ${items.length}`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return results;
}

const cut = (text, length = 240) => (text.length > length ? `${text.slice(0, length)}...` : text);
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (text) => (text.includes('`') ? `\`\` ${cell(text)} \`\`` : `\`${cell(text)}\``);

function describe(counts, id) {
  const entries = [...counts].filter(([key]) => key.startsWith(`${id} `)).map(([key, count]) => `${count} ${key.slice(id.length + 1)}`);
  return entries.join(', ') || '-';
}

async function pairs() {
  const reasons = parse(readFileSync(join(here, '../diff-reasons.yaml'), 'utf8')) ?? {};
  const folders = readdirSync(join(SHARED, 'specs/pairs')).filter((name) => name.startsWith('p')).sort();
  const side = (folder, name) => join(SHARED, 'specs/pairs', folder, readdirSync(join(SHARED, 'specs/pairs', folder)).find((file) => file.startsWith(`${name}.`)));
  const converted = (file) => {
    const made = join(OUT, 'converted', `${basename(dirname(file))}-${basename(file)}`);
    return existsSync(made) ? made : file;
  };
  const totals = [];
  const differences = [];
  for (const folder of folders) {
    const base = side(folder, 'old');
    const revision = side(folder, 'new');
    const theirs = [converted(base), converted(revision)];
    const [mine, oas, red] = [await ours(base, revision), await oasdiff(...theirs), await redoclyDiff(...theirs)];
    const count = (answer) => (answer.failed ? 'failed' : ['error', 'warning', 'info'].map((level) => answer.ids.filter(([, at]) => at === level).length).join(' / '));
    totals.push(`| ${folder}${theirs[0] === base ? '' : ' (2.0, converted for the others)'} | ${mine.failed ? cell(mine.failed) : mine.verdict} | ${count(mine)} | ${count(oas)} | ${red.failed ? 'failed' : `${red.summary.major} / ${red.summary.minor} / ${red.summary.patch}`} |`);
    if (mine.failed || oas.failed) continue;
    const [mineBy, oasBy] = [mine, oas].map((answer) => tally(answer.ids.map(([id, level]) => `${id} ${level}`)));
    for (const id of inOrder(new Set([...mine.ids, ...oas.ids].map(([id]) => id)))) {
      const [left, right] = [describe(oasBy, id), describe(mineBy, id)];
      const reason = reasons[folder]?.[id] ?? reasons.all?.[id];
      if (left === right && !reason) continue;
      const breaks = right.includes('error');
      const shown = breaks && mine.witnesses.get(id) ? ` Witness: ${code(cut(mine.witnesses.get(id)))}` : '';
      const message = !reason && left === '-' && mine.messages.get(id) ? cell(cut(mine.messages.get(id))) : '';
      differences.push(`| ${folder.slice(0, 3)} | \`${id}\` | ${left} | ${right} | ${(cell(reason ?? message) + shown).trim()} |`);
    }
  }
  return [
    '| pair | our verdict | ours: error / warning / info | oasdiff 1.15: the same | Redocly 2.77: major / minor / patch |',
    '|---|---|--:|--:|--:|',
    ...totals,
    '',
    'Where the ids or their numbers differ (numbers with their level):',
    '',
    '| pair | id | oasdiff | ours | why, or what ours says |',
    '|---|---|---|---|---|',
    ...differences,
  ];
}

async function cases() {
  const folder = join(SHARED, 'oasdiff-cases');
  const rows = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
  const key = (row) => `${row.base} ${row.revision}`;
  const unique = [...new Map(rows.map((row) => [key(row), row])).values()];
  const answers = new Map();
  await inPool('cases', unique, async (row) => answers.set(key(row), await ours(join(folder, row.base), join(folder, row.revision))));
  const outcome = { exact: 0, superset: 0, missing: 0, unread: 0 };
  const missed = new Map();
  const extra = new Map();
  const lines = ['case\tbase\trevision\toutcome\tmissing\tonly ours'];
  for (const row of rows) {
    const answer = answers.get(key(row));
    const wanted = new Set([...row.expected, ...row.allIds]);
    const got = new Set((answer.ids ?? []).map(([id]) => id));
    const missing = inOrder([...wanted].filter((id) => !got.has(id)));
    const more = inOrder([...got].filter((id) => !wanted.has(id)));
    const kind = answer.failed ? 'unread' : missing.length ? 'missing' : more.length ? 'superset' : 'exact';
    outcome[kind]++;
    if (!answer.failed) {
      for (const id of missing) missed.set(id, [...(missed.get(id) ?? []), row.case]);
      for (const id of more) extra.set(id, [...(extra.get(id) ?? []), row.case]);
    }
    lines.push([row.case, row.base, row.revision, answer.failed ? `unread: ${answer.failed}` : kind, missing.join(' '), more.join(' ')].join('\t'));
  }
  writeFileSync(join(OUT, 'cases.tsv'), lines.join('\n') + '\n');
  const byCount = (map) => [...map].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  const table = (map) => byCount(map).map(([id, names]) => `| \`${id}\` | ${names.length} | ${names.slice(0, 3).join(', ')}${names.length > 3 ? ', ...' : ''} |`);
  return [
    `${rows.length} cases over ${unique.length} pairs: the same ids in ${outcome.exact}, all of theirs and more in ${outcome.superset}, some of theirs missing in ${outcome.missing}, not read in ${outcome.unread}.`,
    '',
    '| id that is missing | cases | such as |',
    '|---|--:|---|',
    ...table(missed),
    '',
    '| id that only ours has | cases | such as |',
    '|---|--:|---|',
    ...table(extra),
  ];
}

// The documents of tests/ApiGovernance.Diff.Tests/ClearAnswers, put together as its test does.
function clearAnswers() {
  const folder = join(root, 'tests/ApiGovernance.Diff.Tests/ClearAnswers');
  const templates = parse(readFileSync(join(folder, 'templates.yaml'), 'utf8'));
  const target = join(OUT, 'answers');
  mkdirSync(target, { recursive: true });
  const side = (value, index) => (Array.isArray(value) ? value[index] : value);
  const fill = (node, written) => {
    if (node === 'HERE') return written;
    if (Array.isArray(node)) return node.map((item) => fill(item, written));
    return node && typeof node === 'object' ? Object.fromEntries(Object.entries(node).map(([name, value]) => [name, fill(value, written)])) : node;
  };
  return readdirSync(join(folder, 'Cases')).sort().flatMap((file) => {
    const { template, cases } = parse(readFileSync(join(folder, 'Cases', file), 'utf8'));
    return cases.filter((entry) => !entry.today).map((entry, number) => {
      const paths = ['base', 'revision'].map((name, index) => {
        const filled = fill(templates[side(entry.template ?? template, index)].document, entry[name]);
        const document = { ...(filled.swagger || filled.openapi ? {} : { openapi: side(entry.openapi, index) ?? '3.1.0' }), info: { title: 'T', version: '1' }, ...filled };
        if (entry.schemas) document.components = { schemas: side(entry.schemas, index) };
        const path = join(target, `${basename(file, '.yaml')}-${number}-${name}.json`);
        writeFileSync(path, JSON.stringify(document, null, 1));
        return path;
      });
      return { name: `${basename(file, '.yaml')}: ${entry.name}`, breaking: entry.breaking, paths };
    });
  });
}

async function answers() {
  const all = clearAnswers();
  const total = { breaking: all.filter((answer) => answer.breaking).length, harmless: all.filter((answer) => !answer.breaking).length };
  const contenders = [
    ['apigov', ours, (answer) => answer.breaking],
    ['oasdiff 1.15, errors', oasdiff, (answer) => answer.breaking],
    ['oasdiff 1.15, errors and warnings', oasdiff, (answer) => answer.warned],
    ['Redocly 2.77, major', redoclyDiff, (answer) => answer.breaking],
  ];
  const asked = new Map();
  for (const ask of new Set(contenders.map(([, ask]) => ask))) asked.set(ask, await inPool(`answers, ${ask.name}`, all, (answer) => ask(...answer.paths)));
  const lines = ['tool\tproblem\tcase'];
  const rows = contenders.map(([tool, ask, breaks]) => {
    const counts = { missed: 0, raised: 0, failed: 0 };
    asked.get(ask).forEach((answer, index) => {
      const problem = answer.failed ? 'failed' : all[index].breaking && !breaks(answer) ? 'missed' : !all[index].breaking && (breaks(answer) || answer.verdict === 'undecided') ? 'raised' : null;
      if (!problem) return;
      counts[problem]++;
      lines.push(`${tool}\t${problem}\t${all[index].name}`);
    });
    return `| ${tool} | ${counts.missed} | ${counts.raised} | ${counts.failed} |`;
  });
  writeFileSync(join(OUT, 'answers.tsv'), lines.join('\n') + '\n');
  return [`${total.breaking} breaking pairs and ${total.harmless} harmless ones.`, '', '| tool | breaking missed | false alarms | not answered |', '|---|--:|--:|--:|', ...rows];
}

const sections = { pairs, cases, answers };
for (const name of process.argv.slice(2)) {
  if (!sections[name]) {
    console.error(`diff-yardstick: there is no section ${name}; there are ${Object.keys(sections).join(', ')}`);
    process.exit(2);
  }
  needed();
  const text = (await sections[name]()).join('\n');
  needed();
  const before = readFileSync(page, 'utf8');
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [before.indexOf(open), before.indexOf(close)];
  if (from < 0 || to < from) {
    console.error(`diff-yardstick: ${page} has no ${open} ... ${close}`);
    process.exit(2);
  }
  writeFileSync(page, `${before.slice(0, from + open.length)}\n${text}\n${before.slice(to)}`);
  console.log(`${name}: written to docs/diff-yardsticks.md`);
}
