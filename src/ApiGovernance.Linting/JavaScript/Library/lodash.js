// Stands in for the members of lodash that functions of rulesets use.
const own = Object.prototype.hasOwnProperty;
const tag = (value) => Object.prototype.toString.call(value).slice(8, -1);
const iteratee = (by) => {
  if (typeof by === "function") return by;
  if (by === undefined || by === null) return identity;
  if (Array.isArray(by)) return (value) => isEqual(get(value, by[0]), by[1]);
  if (typeof by === "object") return (value) => isMatch(value, by);
  return (value) => get(value, by);
};
const pairs = (all) => (all === null || all === undefined ? [] : isArrayLike(all) ? Array.from(all, (value, i) => [i, value]) : Object.entries(all));

export const identity = (value) => value;
export const noop = () => undefined;
export const constant = (value) => () => value;
export const negate = (test) => (...args) => !test(...args);
export const isArray = Array.isArray;
export const isString = (value) => typeof value === "string" || tag(value) === "String";
export const isNumber = (value) => typeof value === "number";
export const isInteger = Number.isInteger;
export const isFinite = Number.isFinite;
export const isNaN = (value) => typeof value === "number" && Number.isNaN(value);
export const isBoolean = (value) => typeof value === "boolean";
export const isNull = (value) => value === null;
export const isUndefined = (value) => value === undefined;
export const isNil = (value) => value === null || value === undefined;
export const isFunction = (value) => typeof value === "function";
export const isObject = (value) => value !== null && (typeof value === "object" || typeof value === "function");
export const isObjectLike = (value) => value !== null && typeof value === "object";
export const isArrayLike = (value) => value !== null && value !== undefined && typeof value !== "function" && Number.isInteger(value.length) && (typeof value === "string" || Array.isArray(value) || !isPlainObject(value));
export const isRegExp = (value) => tag(value) === "RegExp";
export const isDate = (value) => tag(value) === "Date";
export const isError = (value) => value instanceof Error;
export const isPlainObject = (value) => {
  if (!isObjectLike(value) || tag(value) !== "Object") return false;
  const proto = Object.getPrototypeOf(value);
  return proto === null || proto === Object.prototype;
};
export const isEmpty = (value) => {
  if (isNil(value)) return true;
  if (typeof value === "string" || Array.isArray(value)) return value.length === 0;
  if (value instanceof Map || value instanceof Set) return value.size === 0;
  return typeof value !== "object" || Object.keys(value).length === 0;
};
export const eq = (left, right) => left === right || (left !== left && right !== right);

export const isEqualWith = (left, right, compare) => {
  const seen = new Map();
  const equal = (a, b) => {
    const decided = compare?.(a, b);
    if (decided !== undefined) return !!decided;
    if (eq(a, b)) return true;
    if (!isObjectLike(a) || !isObjectLike(b) || tag(a) !== tag(b)) return false;
    if (seen.get(a) === b) return true;
    seen.set(a, b);
    if (a instanceof Date) return eq(+a, +b);
    if (a instanceof RegExp) return String(a) === String(b);
    if (a instanceof Map || a instanceof Set) return a.size === b.size && equal([...a], [...b]);
    if (Array.isArray(a)) return a.length === b.length && a.every((item, i) => equal(item, b[i]));
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => own.call(b, key) && equal(a[key], b[key]));
  };
  return equal(left, right);
};
export const isEqual = (left, right) => isEqualWith(left, right);
export const isMatch = (value, source) => Object.keys(source).every((key) => (isObject(source[key]) && isObject(value?.[key]) ? isMatch(value[key], source[key]) : isEqual(value?.[key], source[key])));
export const matches = (source) => (value) => isMatch(value, source);

export const toPath = (path) => {
  if (Array.isArray(path)) return path.map((name) => (typeof name === "symbol" ? name : String(name)));
  // Names between dots; in brackets a number or a quoted name.
  const text = String(path);
  const names = [];
  let name = "";
  let open = true;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === ".") {
      if (open) names.push(name);
      [name, open] = ["", true];
      continue;
    }
    const quote = text[i] === "[" && /["']/.test(text[i + 1]) ? text[i + 1] : "";
    const end = text[i] === "[" ? text.indexOf(`${quote}]`, i + 1 + quote.length) : -1;
    if (end >= 0) {
      if (open && name !== "") names.push(name);
      names.push(text.slice(i + 1 + quote.length, end).replace(/\\(.)/g, "$1"));
      i = end + quote.length;
      [name, open] = ["", false];
    } else {
      name += text[i];
      open = true;
    }
  }
  if (open && text !== "") names.push(name);
  return names;
};
const way = (value, path) => (Array.isArray(path) ? path : isObject(value) && path in value ? [path] : toPath(path));
export const get = (value, path, otherwise) => {
  let at = value;
  for (const name of way(value, path)) {
    if (isNil(at)) return otherwise;
    at = at[name];
  }
  return at === undefined ? otherwise : at;
};
export const has = (value, path) => {
  let at = value;
  for (const name of way(value, path)) {
    if (isNil(at) || !own.call(at, name)) return false;
    at = at[name];
  }
  return true;
};
export const hasIn = (value, path) => {
  let at = value;
  for (const name of way(value, path)) {
    if (!isObject(at) || !(name in at)) return false;
    at = at[name];
  }
  return true;
};
export const set = (value, path, to) => {
  const names = way(value, path);
  let at = value;
  names.forEach((name, i) => {
    if (i === names.length - 1) at[name] = to;
    else at = isObject(at[name]) ? at[name] : (at[name] = /^\d+$/.test(names[i + 1]) ? [] : {});
  });
  return value;
};
export const unset = (value, path) => {
  const names = way(value, path);
  const parent = names.length > 1 ? get(value, names.slice(0, -1)) : value;
  return isNil(parent) || delete parent[names[names.length - 1]];
};
export const property = (path) => (value) => get(value, path);
export const invoke = (value, path, ...args) => get(value, path)?.call(value, ...args);

export const keys = (value) => (isNil(value) ? [] : Object.keys(value));
export const values = (value) => (isNil(value) ? [] : Object.values(value));
export const toPairs = (value) => (isNil(value) ? [] : Object.entries(value));
export const entries = toPairs;
export const fromPairs = (list) => Object.fromEntries(list ?? []);
export const assign = Object.assign;
export const extend = Object.assign;
export const defaults = (target, ...sources) => {
  for (const source of sources) for (const key of keys(source)) if (target[key] === undefined) target[key] = source[key];
  return target;
};
export const mergeWith = (target, ...rest) => {
  const custom = typeof rest[rest.length - 1] === "function" ? rest.pop() : undefined;
  const merge = (into, from) => {
    for (const key of keys(from)) {
      const decided = custom?.(into[key], from[key], key, into, from);
      if (decided !== undefined) into[key] = decided;
      else if (Array.isArray(from[key])) into[key] = merge(Array.isArray(into[key]) ? into[key] : [], from[key]);
      else if (isPlainObject(from[key])) into[key] = merge(isObject(into[key]) ? into[key] : {}, from[key]);
      else if (from[key] !== undefined || !(key in into)) into[key] = from[key];
    }
    return into;
  };
  return rest.reduce(merge, target);
};
export const merge = (target, ...sources) => mergeWith(target, ...sources, noop);
export const clone = (value) => (Array.isArray(value) ? [...value] : isPlainObject(value) ? { ...value } : value);
export const cloneDeep = (value, seen = new Map()) => {
  if (!isObjectLike(value)) return value;
  if (seen.has(value)) return seen.get(value);
  if (value instanceof Date) return new Date(value);
  if (value instanceof RegExp) return new RegExp(value);
  if (value instanceof Set) return new Set([...value].map((item) => cloneDeep(item, seen)));
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, cloneDeep(item, seen)]));
  const copy = Array.isArray(value) ? [] : {};
  seen.set(value, copy);
  for (const key of Object.keys(value)) copy[key] = cloneDeep(value[key], seen);
  return copy;
};
export const pickBy = (value, test) => Object.fromEntries(toPairs(value).filter(([key, item]) => iteratee(test)(item, key)));
export const omitBy = (value, test) => Object.fromEntries(toPairs(value).filter(([key, item]) => !iteratee(test)(item, key)));
export const pick = (value, ...names) => {
  const picked = {};
  for (const name of names.flat()) if (hasIn(value, name)) set(picked, way(value, name), get(value, name));
  return picked;
};
export const omit = (value, ...names) => {
  const rest = cloneDeep({ ...value });
  for (const name of names.flat()) unset(rest, name);
  return rest;
};
export const mapValues = (value, by) => Object.fromEntries(toPairs(value).map(([key, item]) => [key, iteratee(by)(item, key, value)]));
export const mapKeys = (value, by) => Object.fromEntries(toPairs(value).map(([key, item]) => [iteratee(by)(item, key, value), item]));
export const invert = (value) => Object.fromEntries(toPairs(value).map(([key, item]) => [item, key]));
export const findKey = (value, test) => keys(value).find((key) => iteratee(test)(value[key], key, value));
export const forOwn = (value, run) => {
  for (const key of keys(value)) if (run(value[key], key, value) === false) break;
  return value;
};
export const forIn = (value, run) => {
  for (const key in value) if (run(value[key], key, value) === false) break;
  return value;
};

export const forEach = (all, run = identity) => {
  for (const [key, value] of pairs(all)) if (run(value, key, all) === false) break;
  return all;
};
export const each = forEach;
export const map = (all, by) => pairs(all).map(([key, value]) => iteratee(by)(value, key, all));
export const flatMap = (all, by) => map(all, by).flat();
export const filter = (all, by) => pairs(all).filter(([key, value]) => iteratee(by)(value, key, all)).map(([, value]) => value);
export const reject = (all, by) => pairs(all).filter(([key, value]) => !iteratee(by)(value, key, all)).map(([, value]) => value);
export const find = (all, by, from = 0) => pairs(all).slice(from).find(([key, value]) => iteratee(by)(value, key, all))?.[1];
export const some = (all, by) => pairs(all).some(([key, value]) => iteratee(by)(value, key, all));
export const every = (all, by) => pairs(all).every(([key, value]) => iteratee(by)(value, key, all));
export const reduce = (all, by, ...start) => {
  const list = pairs(all);
  let result = start.length > 0 ? start[0] : list.shift()?.[1];
  for (const [key, value] of list) result = by(result, value, key, all);
  return result;
};
export const transform = (all, by, into = Array.isArray(all) ? [] : {}) => {
  for (const [key, value] of pairs(all)) if (by(into, value, key, all) === false) break;
  return into;
};
export const partition = (all, by) => [filter(all, by), reject(all, by)];
export const includes = (all, value, from = 0) => (typeof all === "string" ? all.includes(value, from) : pairs(all).slice(from).some(([, item]) => eq(item, value)));
export const size = (all) => (isNil(all) ? 0 : typeof all === "string" || Array.isArray(all) ? all.length : (all.size ?? Object.keys(all).length));
export const groupBy = (all, by) => {
  const groups = {};
  for (const [, value] of pairs(all)) (groups[iteratee(by)(value)] ??= []).push(value);
  return groups;
};
export const countBy = (all, by) => mapValues(groupBy(all, by), (group) => group.length);
export const keyBy = (all, by) => Object.fromEntries(pairs(all).map(([, value]) => [iteratee(by)(value), value]));
export const orderBy = (all, by, orders = []) => {
  const tests = (Array.isArray(by) ? by : [by]).map(iteratee);
  return pairs(all)
    .map(([, value]) => value)
    .sort((left, right) => {
      for (const [i, test] of tests.entries()) {
        const [a, b] = [test(left), test(right)];
        if (a < b) return orders[i] === "desc" ? 1 : -1;
        if (a > b) return orders[i] === "desc" ? -1 : 1;
      }
      return 0;
    });
};
export const sortBy = (all, ...by) => orderBy(all, by.flat().length > 0 ? by.flat() : [identity]);

export const head = (list) => list?.[0];
export const first = head;
export const last = (list) => list?.[list.length - 1];
export const nth = (list, n = 0) => list?.[n < 0 ? list.length + n : n];
export const initial = (list) => (list ?? []).slice(0, -1);
export const tail = (list) => (list ?? []).slice(1);
export const take = (list, n = 1) => (list ?? []).slice(0, n);
export const drop = (list, n = 1) => (list ?? []).slice(n);
export const slice = (list, from, to) => (list ?? []).slice(from, to);
export const reverse = (list) => list.reverse();
export const concat = (list, ...more) => [].concat(list, ...more);
export const join = (list, by) => (list ?? []).join(by);
export const compact = (list) => (list ?? []).filter(Boolean);
export const flatten = (list) => (list ?? []).flat();
export const flattenDeep = (list) => (list ?? []).flat(Infinity);
export const chunk = (list, n = 1) => Array.from({ length: Math.ceil((list?.length ?? 0) / n) }, (_, i) => list.slice(i * n, i * n + n));
export const uniqWith = (list, equal) => (list ?? []).filter((value, i) => list.findIndex((other) => equal(value, other)) === i);
export const uniqBy = (list, by) => {
  const seen = new Set();
  return (list ?? []).filter((value) => {
    const key = iteratee(by)(value);
    return !seen.has(key) && seen.add(key);
  });
};
export const uniq = (list) => [...new Set(list ?? [])];
export const union = (...lists) => uniq(lists.flat());
export const intersection = (first, ...rest) => uniq(first).filter((value) => rest.every((list) => includes(list, value)));
export const difference = (list, ...rest) => (list ?? []).filter((value) => !rest.some((other) => includes(other, value)));
export const differenceBy = (list, other, by) => (list ?? []).filter((value) => !other.some((item) => eq(iteratee(by)(item), iteratee(by)(value))));
export const differenceWith = (list, other, equal) => (list ?? []).filter((value) => !other.some((item) => equal(value, item)));
export const intersectionWith = (list, other, equal) => (list ?? []).filter((value) => other.some((item) => equal(value, item)));
export const xor = (...lists) => uniq(lists.flat()).filter((value) => lists.filter((list) => includes(list, value)).length === 1);
export const without = (list, ...values) => difference(list, values);
export const indexOf = (list, value, from) => (list ?? []).indexOf(value, from);
export const findIndex = (list, by) => (list ?? []).findIndex(iteratee(by));
export const findLast = (list, by) => (list ?? []).findLast(iteratee(by));
export const zip = (...lists) => Array.from({ length: Math.max(0, ...lists.map((list) => list.length)) }, (_, i) => lists.map((list) => list[i]));
export const zipObject = (names, items) => Object.fromEntries(names.map((name, i) => [name, items[i]]));
export const remove = (list, by) => {
  const removed = list.filter(iteratee(by));
  list.splice(0, list.length, ...list.filter((item) => !removed.includes(item)));
  return removed;
};
export const range = (from, to, step = 1) => {
  const [start, end] = to === undefined ? [0, from] : [from, to];
  return Array.from({ length: Math.max(0, Math.ceil((end - start) / step)) }, (_, i) => start + i * step);
};
export const times = (n, by = identity) => Array.from({ length: n }, (_, i) => by(i));
export const castArray = (value) => (Array.isArray(value) ? value : [value]);
export const toArray = (all) => pairs(all).map(([, value]) => value);
export const max = (list) => (list?.length ? list.reduce((a, b) => (b > a ? b : a)) : undefined);
export const min = (list) => (list?.length ? list.reduce((a, b) => (b < a ? b : a)) : undefined);
export const maxBy = (list, by) => orderBy(list, by, ["desc"])[0];
export const minBy = (list, by) => orderBy(list, by)[0];
export const sum = (list) => (list ?? []).reduce((a, b) => a + b, 0);
export const sumBy = (list, by) => sum(map(list, by));
export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
export const inRange = (value, from, to) => (to === undefined ? value >= 0 && value < from : value >= from && value < to);

export const toString = (value) => (isNil(value) ? "" : String(value));
export const words = (text, pattern) =>
  pattern ? (toString(text).match(pattern) ?? []) : (toString(text).match(/[A-Z]{2,}(?=[A-Z][a-z]+|[^a-zA-Z0-9]|$)|[A-Z]?[a-z]+|[A-Z]+|[0-9]+|[^\u0000-\u007f]+/g) ?? []);
export const upperFirst = (text) => toString(text).charAt(0).toUpperCase() + toString(text).slice(1);
export const lowerFirst = (text) => toString(text).charAt(0).toLowerCase() + toString(text).slice(1);
export const capitalize = (text) => upperFirst(toString(text).toLowerCase());
export const camelCase = (text) => words(toString(text).replace(/['\u2019]/g, "")).map((word, i) => (i === 0 ? word.toLowerCase() : capitalize(word))).join("");
export const kebabCase = (text) => words(toString(text).replace(/['\u2019]/g, "")).map((word) => word.toLowerCase()).join("-");
export const snakeCase = (text) => words(toString(text).replace(/['\u2019]/g, "")).map((word) => word.toLowerCase()).join("_");
export const startCase = (text) => words(toString(text).replace(/['\u2019]/g, "")).map(upperFirst).join(" ");
export const lowerCase = (text) => words(toString(text).replace(/['\u2019]/g, "")).map((word) => word.toLowerCase()).join(" ");
export const upperCase = (text) => lowerCase(text).toUpperCase();
export const toLower = (text) => toString(text).toLowerCase();
export const toUpper = (text) => toString(text).toUpperCase();
const strip = (text, characters, start, end) => {
  if (characters === undefined) return start ? (end ? text.trim() : text.trimStart()) : text.trimEnd();
  let [from, to] = [0, text.length];
  while (start && from < to && characters.includes(text[from])) from++;
  while (end && to > from && characters.includes(text[to - 1])) to--;
  return text.slice(from, to);
};
export const trim = (text, characters) => strip(toString(text), characters, true, true);
export const trimStart = (text, characters) => strip(toString(text), characters, true, false);
export const trimEnd = (text, characters) => strip(toString(text), characters, false, true);
export const startsWith = (text, start, at) => toString(text).startsWith(start, at);
export const endsWith = (text, end, at) => toString(text).endsWith(end, at);
export const split = (text, by, limit) => toString(text).split(by, limit);
export const replace = (text, pattern, by) => toString(text).replace(pattern, by);
export const repeat = (text, n = 1) => toString(text).repeat(n);
export const padStart = (text, n, by) => toString(text).padStart(n, by);
export const padEnd = (text, n, by) => toString(text).padEnd(n, by);
export const escapeRegExp = (text) => toString(text).replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
export const toNumber = Number;
export const toInteger = (value) => Math.trunc(Number(value)) || 0;
export const memoize = (fn, key = identity) => {
  const cache = new Map();
  const memoized = (...args) => {
    const at = key(...args);
    if (!cache.has(at)) cache.set(at, fn(...args));
    return cache.get(at);
  };
  memoized.cache = cache;
  return memoized;
};
export const once = (fn) => {
  let done = false;
  let result;
  return (...args) => (done ? result : ((done = true), (result = fn(...args))));
};
export const flow = (...steps) => (value) => steps.flat().reduce((at, step) => step(at), value);

export default {
  identity, noop, constant, negate, isArray, isString, isNumber, isInteger, isFinite, isNaN, isBoolean, isNull, isUndefined, isNil, isFunction,
  isObject, isObjectLike, isArrayLike, isRegExp, isDate, isError, isPlainObject, isEmpty, eq, isEqualWith, isEqual, isMatch, matches, toPath, get,
  has, hasIn, set, unset, property, invoke, keys, values, toPairs, entries, fromPairs, assign, extend, defaults, mergeWith, merge, clone, cloneDeep,
  pickBy, omitBy, pick, omit, mapValues, mapKeys, invert, findKey, forOwn, forIn, forEach, each, map, flatMap, filter, reject, find, some, every,
  reduce, transform, partition, includes, size, groupBy, countBy, keyBy, orderBy, sortBy, head, first, last, nth, initial, tail, take, drop, slice,
  reverse, concat, join, compact, flatten, flattenDeep, chunk, uniqWith, uniqBy, uniq, union, intersection, difference, differenceBy, differenceWith,
  intersectionWith, xor, without, indexOf, findIndex, findLast, zip, zipObject, remove, range, times, castArray, toArray, max, min, maxBy, minBy, sum,
  sumBy, clamp, inRange, toString, words, upperFirst, lowerFirst, capitalize, camelCase, kebabCase, snakeCase, startCase, lowerCase, upperCase,
  toLower, toUpper, trim, trimStart, trimEnd, startsWith, endsWith, split, replace, repeat, padStart, padEnd, escapeRegExp, toNumber, toInteger,
  memoize, once, flow,
};
