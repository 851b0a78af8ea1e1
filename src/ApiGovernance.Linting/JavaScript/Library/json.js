// Stands in for @stoplight/json: pointers, references and walks.
export const isPlainObject = (value) => {
  if (typeof value !== "object" || value === null) return false;
  const proto = Object.getPrototypeOf(value);
  return proto === null || proto === Object.prototype;
};

export const hasRef = (value) => isPlainObject(value) && "$ref" in value && typeof value.$ref === "string";
export const isLocalRef = (ref) => ref === "#" || /^#\S*$/.test(ref);
export const isExternalRef = (ref) => ref.length > 0 && ref[0] !== "#";

export const encodePointerFragment = (name) => (typeof name === "number" ? name : String(name).replaceAll("~", "~0").replaceAll("/", "~1"));
export const decodePointerFragment = (name) => String(name).replaceAll("~1", "/").replaceAll("~0", "~");
export const encodeUriPointer = (pointer) => pointer.replace(/[^a-zA-Z0-9_.!~*'()/\-\u{D800}-\u{DFFF}]/gu, encodeURIComponent);
export const encodePointerUriFragment = (name) => (typeof name === "number" ? name : encodeUriPointer(encodePointerFragment(name)));
export const encodePointer = (pointer) => String(pointer).replaceAll("~", "~0").replaceAll("//", "/~1");
export const decodePointer = (pointer) => {
  let text;
  try {
    text = decodeURIComponent(pointer);
  } catch {
    text = String(pointer);
  }
  return decodePointerFragment(text);
};
export const decodePointerUriFragment = decodePointer;

export const pathToPointer = (path) => {
  if (path && typeof path !== "object") throw new TypeError("Invalid type: path must be an array of segments.");
  return path.length === 0 ? "#" : `#/${path.map(encodePointerUriFragment).join("/")}`;
};

export const pointerToPath = (pointer) => {
  if (typeof pointer !== "string") throw new TypeError("Invalid type: JSON Pointers are represented as strings.");
  if (pointer[0] !== "#") throw new URIError("Invalid JSON Pointer syntax; URI fragment identifiers must begin with a hash.");
  if (pointer.length === 1) return [];
  if (pointer[1] !== "/") throw new URIError("Invalid JSON Pointer syntax.");
  return pointer.slice(2).split("/").map(decodePointer);
};

export const extractSourceFromRef = (ref) => {
  if (typeof ref !== "string" || ref.length === 0 || !isExternalRef(ref)) return null;
  const hash = ref.indexOf("#");
  return hash < 0 ? ref : ref.slice(0, hash);
};

export const extractPointerFromRef = (ref) => {
  if (typeof ref !== "string" || ref.length === 0) return null;
  const hash = ref.indexOf("#");
  return hash < 0 ? null : ref.slice(hash);
};

export const resolveInlineRefWithLocation = (document, ref, seen = []) => {
  if (extractSourceFromRef(ref) !== null) throw new ReferenceError("Cannot resolve external references");
  const path = pointerToPath(ref);
  let location = [...path];
  let value = document;
  for (let i = 0; i <= path.length; i++) {
    if (isPlainObject(value) && "$ref" in value) {
      if (typeof value.$ref !== "string") throw new TypeError("$ref should be a string");
      const from = value;
      if (seen.includes(from)) return { source: null, location, value: seen[seen.length - 1] };
      seen.push(from);
      const target = resolveInlineRefWithLocation(document, from.$ref, seen);
      location = [...target.location, ...path.slice(i)];
      value = target.value;
      if (isPlainObject(value) && ("summary" in from || "description" in from)) {
        value = { ...value };
        if ("description" in from) value.description = from.description;
        if ("summary" in from) value.summary = from.summary;
      }
    }
    if (i === path.length) break;
    if ((!isPlainObject(value) && !Array.isArray(value)) || !(path[i] in value)) throw new ReferenceError(`Could not resolve '${ref}'`);
    value = value[path[i]];
  }
  return { source: null, location, value };
};

export const resolveInlineRef = (document, ref) => resolveInlineRefWithLocation(document, ref).value;

const walk = (value, hooks, path) => {
  hooks.onEnter?.({ value, path });
  for (const property of Object.keys(value)) {
    const propertyValue = value[property];
    hooks.onProperty?.({ parent: value, parentPath: path, property, propertyValue });
    if (typeof propertyValue === "object" && propertyValue !== null) walk(propertyValue, hooks, path.concat(property));
  }
  hooks.onLeave?.({ value, path });
};

export const traverse = (value, hooks) => {
  if (typeof value === "object" && value !== null) walk(value, typeof hooks === "function" ? { onProperty: hooks } : hooks, []);
};

export const decycle = (root, replacer) => {
  const open = new WeakMap();
  const copy = (value, path) => {
    if (replacer) value = replacer(value);
    if (!isPlainObject(value) && !Array.isArray(value)) return value;
    if (open.has(value)) return { $ref: open.get(value) };
    open.set(value, pathToPointer(path));
    const made = Array.isArray(value)
      ? value.map((item, i) => copy(item, [...path, String(i)]))
      : Object.fromEntries(Object.keys(value).map((key) => [key, copy(value[key], [...path, key])]));
    open.delete(value);
    return made;
  };
  return copy(root, []);
};

export const safeStringify = (value, replacer, space) => {
  if (typeof value === "string") return value;
  try {
    return JSON.stringify(value, replacer, space);
  } catch {
    return JSON.stringify(decycle(value), replacer, space);
  }
};

export const stringify = (value, replacer, space) => {
  const text = safeStringify(value, replacer, space);
  if (text === undefined) throw new Error("The value could not be stringified");
  return text;
};

export const safeParse = (text, reviver) => {
  if (typeof text !== "string") return text;
  try {
    return JSON.parse(text, reviver);
  } catch {
    return undefined;
  }
};

export const startsWith = (value, start) => {
  if (typeof value === "string") return typeof start === "string" && value.startsWith(start);
  return Array.isArray(value) && Array.isArray(start) && start.length <= value.length && start.every((item, i) => String(item) === String(value[i]));
};

export const getLastPathSegment = (path) => decodePointerFragment(path.split("/").pop() || "");
export const toPropertyPath = (path) =>
  path
    .replace(/^(\/|#\/)/, "")
    .split("/")
    .map(decodePointerFragment)
    .map((name) => (name.includes(".") ? `["${name.replace(/"/g, '\\"')}"]` : name))
    .join(".");

export const renameObjectKey = (object, from, to) =>
  !object || !Object.hasOwn(object, from) || from === to
    ? object
    : Object.fromEntries(Object.entries(object).filter(([key]) => key === from || key !== to).map(([key, value]) => [key === from ? to : key, value]));

export const trapAccess = (value) => value;

export default { isPlainObject, hasRef, isLocalRef, isExternalRef, pathToPointer, pointerToPath, resolveInlineRef, traverse, safeStringify };
