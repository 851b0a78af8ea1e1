// Writes properties.bin: the code points of every Unicode property that a pattern of ECMA-262 can name (from the regular
// expressions of this node), and the few that RFC 5892 and 5893 need besides (from perl: joining types, bidi classes, viramas).
// Run: node generate.mjs. Layout, all numbers LEB128, then compressed with Brotli: count of sets; for each set the length of its
// names, the names ('|' between aliases), the number of ranges, and for each range the gap since the last and the length - 1.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

const perl = code => execFileSync('perl', ['-MUnicode::UCD=prop_values,prop_value_aliases', '-e', code], { encoding: 'utf8' });
const aliases = prop => perl(`for my $v (sort(prop_values("${prop}"))) { print join("|", prop_value_aliases("${prop}", $v)), "\\n" }`)
  .trim().split('\n').map(line => line.split('|'));
const newScripts = 'Kawi|Kawi Nagm|Nag_Mundari Gara|Garay Gukh|Gurung_Khema Krai|Kirat_Rai Onao|Ol_Onal Sunu|Sunuwar Todr|Todhri ' +
  'Tutg|Tulu_Tigalari Sidt|Sidetic Tols|Tolong_Siki Berf|Beria_Erfe Tayo|Tai_Yo';
const binary = 'ASCII ASCII_Hex_Digit|AHex Alphabetic|Alpha Any Assigned Bidi_Control|Bidi_C Bidi_Mirrored|Bidi_M Case_Ignorable|CI Cased ' +
  'Changes_When_Casefolded|CWCF Changes_When_Casemapped|CWCM Changes_When_Lowercased|CWL Changes_When_NFKC_Casefolded|CWKCF ' +
  'Changes_When_Titlecased|CWT Changes_When_Uppercased|CWU Dash Default_Ignorable_Code_Point|DI Deprecated|Dep Diacritic|Dia ' +
  'Emoji Emoji_Component|EComp Emoji_Modifier|EMod Emoji_Modifier_Base|EBase Emoji_Presentation|EPres Extended_Pictographic|ExtPict ' +
  'Extender|Ext Grapheme_Base|Gr_Base Grapheme_Extend|Gr_Ext Hex_Digit|Hex IDS_Binary_Operator|IDSB IDS_Trinary_Operator|IDST ' +
  'ID_Continue|IDC ID_Start|IDS Ideographic|Ideo Join_Control|Join_C Logical_Order_Exception|LOE Lowercase|Lower Math ' +
  'Noncharacter_Code_Point|NChar Pattern_Syntax|Pat_Syn Pattern_White_Space|Pat_WS Quotation_Mark|QMark Radical Regional_Indicator|RI ' +
  'Sentence_Terminal|STerm Soft_Dotted|SD Terminal_Punctuation|Term Unified_Ideograph|UIdeo Uppercase|Upper Variation_Selector|VS ' +
  'White_Space|space XID_Continue|XIDC XID_Start|XIDS';

const ranges = test => {
  const found = [];
  for (let c = 0; c <= 0x10ffff; c++) {
    if (!test(c)) continue;
    const last = found.at(-1);
    if (last && last[1] === c - 1) last[1] = c;
    else found.push([c, c]);
  }
  return found;
};
const byRegex = name => {
  try {
    const regex = new RegExp(`^\\p{${name}}$`, 'u');
    return ranges(c => regex.test(String.fromCodePoint(c)));
  } catch {
    return null;
  }
};

const sets = [];
const add = (names, found) => found?.length && sets.push([names.join('|'), found]);
// The aliases that are third names, which perl does not list.
const third = { Nd: 'digit', P: 'punct', Cc: 'cntrl', M: 'Combining_Mark', Copt: 'Qaac', Zinh: 'Qaai' };
const all = names => [...new Set([...names, ...names.flatMap(n => third[n] ?? [])])];
for (const names of aliases('gc').map(all)) {
  const good = [...new Set(names)].filter(n => { try { return new RegExp(`\\p{gc=${n}}`, 'u'); } catch { return false; } });
  if (good.length) add(good.map(n => 'gc=' + n), byRegex('gc=' + good[0]));
}
const scripts = [...aliases('sc'), ...newScripts.split(' ').map(s => s.split('|'))].map(all);
for (const names of scripts) {
  const good = [...new Set(names)].filter(n => { try { return new RegExp(`\\p{sc=${n}}`, 'u'); } catch { return false; } });
  if (!good.length) continue;
  const plain = byRegex('sc=' + good[0]);
  const extended = byRegex('scx=' + good[0]);
  const same = JSON.stringify(plain) === JSON.stringify(extended);
  add(good.flatMap(n => same ? ['sc=' + n, 'scx=' + n] : ['sc=' + n]), plain);
  if (!same) add(good.map(n => 'scx=' + n), extended);
}
for (const names of binary.split(' ').map(b => b.split('|'))) add(names, byRegex(names[0]));
const fromPerl = pairs => {
  for (const [name, property] of pairs) {
    const text = perl(`my @i = Unicode::UCD::prop_invlist("${property}"); print join(" ", @i)`).trim().split(' ').map(Number);
    const found = [];
    for (let i = 0; i < text.length && text[i] <= 0x10ffff; i += 2) found.push([text[i], (text[i + 1] ?? 0x110000) - 1]);
    add([name], found);
  }
};
fromPerl([...'LRDT'].map(t => ['jt=' + t, 'Joining_Type=' + t]));
fromPerl('L R AL AN EN ES CS ET ON BN NSM'.split(' ').map(t => ['bc=' + t, 'Bidi_Class=' + t]));
fromPerl([['ccc=9', 'Canonical_Combining_Class=9']]);

const bytes = [];
const number = n => { for (; n > 127; n >>>= 7) bytes.push((n & 127) | 128); bytes.push(n); };
number(sets.length);
for (const [names, found] of sets) {
  number(names.length);
  bytes.push(...Buffer.from(names));
  number(found.length);
  let last = 0;
  for (const [low, high] of found) {
    number(low - last);
    number(high - low);
    last = high + 1;
  }
}
const packed = brotliCompressSync(Buffer.from(bytes));
writeFileSync(new URL('properties.bin', import.meta.url), packed);
console.log(`Unicode ${process.versions.unicode}: ${sets.length} sets, ${bytes.length} bytes, ${packed.length} compressed`);
