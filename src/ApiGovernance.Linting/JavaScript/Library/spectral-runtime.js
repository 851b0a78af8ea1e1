// Stands in for @stoplight/spectral-runtime: how paths and values are printed.
import { decodePointerFragment, extractPointerFromRef, hasRef, isPlainObject, pathToPointer, pointerToPath } from "@stoplight/json";

export const PrintStyle = { Dot: "dot", Pointer: "pointer", EscapedPointer: "escapedPointer" };

const dotSegment = (segment, index) => {
  if (typeof segment === "number") return `[${segment}]`;
  if (segment.length === 0 || /\s/.test(segment)) return `['${segment}']`;
  if (!Number.isNaN(Number(segment))) return `[${segment}]`;
  return index === 0 ? segment : `.${segment}`;
};

export const printPath = (path, style) => {
  if (style === PrintStyle.Dot) return decodePointerFragment(path.map(dotSegment).join(""));
  if (style === PrintStyle.Pointer) return path.length === 0 ? "#" : `#/${decodePointerFragment(path.join("/"))}`;
  if (style === PrintStyle.EscapedPointer) return pathToPointer(path.map((name) => (typeof name === "number" ? name : decodePointerFragment(name))));
  return String(path);
};

export const printValue = (value) => {
  if (value === undefined) return "undefined";
  if (value !== null && (typeof value === "object" || typeof value === "function")) {
    if (Array.isArray(value)) return "Array[]";
    if (value instanceof RegExp) return String(value.source);
    if (!isPlainObject(value) && typeof value.constructor?.name === "string") return value.constructor.name;
    return "Object{}";
  }
  return JSON.stringify(value);
};

export const printError = (error) => (error instanceof Error ? error.message : String(error));
export const decodeSegmentFragment = (segment) => (typeof segment === "string" ? decodePointerFragment(segment) : String(segment));
export const startsWithProtocol = (text) => /^[a-z]+:\/\//i.test(text);
export const isAbsoluteRef = (ref) => ref.startsWith("/") || startsWithProtocol(ref);

export const safePointerToPath = (pointer) => {
  const raw = extractPointerFromRef(pointer);
  return raw === null ? [] : pointerToPath(raw);
};

export const getEndRef = (refs, ref) => {
  while (ref in refs) ref = refs[ref];
  return ref;
};

export const getClosestJsonPath = (data, path) => {
  const closest = [];
  let value = data;
  for (const name of path) {
    if (value === null || typeof value !== "object" || !(name in value)) break;
    closest.push(name);
    value = value[name];
  }
  return closest;
};

export const traverseObjUntilRef = (root, path) => {
  let value = root;
  for (const name of path.slice()) {
    if (value === null || typeof value !== "object") throw new TypeError("Segment is not a part of the object");
    if (name in value) value = value[name];
    else if (hasRef(value)) return value.$ref;
    else throw new Error("Segment is not a part of the object");
    path.shift();
  }
  return hasRef(value) && Object.keys(value).length === 1 ? value.$ref : null;
};

export default { PrintStyle, printPath, printValue, decodeSegmentFragment };
