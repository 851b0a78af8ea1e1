// Stands in for path of Node.js: paths as texts, with slashes.
export const sep = "/";
export const delimiter = ":";
export const isAbsolute = (path) => path.startsWith("/");
export const normalize = (path) => {
  const parts = [];
  for (const part of path.split("/")) {
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== "" && part !== "." && !(part === ".." && isAbsolute(path))) parts.push(part);
  }
  return (isAbsolute(path) ? "/" : "") + parts.join("/") + (path.endsWith("/") && parts.length > 0 ? "/" : "") || ".";
};
export const join = (...parts) => normalize(parts.filter((part) => part !== "").join("/") || ".");
export const resolve = (...parts) => {
  let path = "";
  for (const part of parts) path = isAbsolute(part) ? part : `${path}/${part}`;
  return normalize(isAbsolute(path) ? path : `/${path}`).replace(/(.)\/$/, "$1");
};
export const basename = (path, ending = "") => {
  const name = path.replace(/\/+$/, "").split("/").at(-1);
  return ending !== "" && name !== ending && name.endsWith(ending) ? name.slice(0, -ending.length) : name;
};
export const dirname = (path) => {
  const at = path.replace(/\/+$/, "").lastIndexOf("/");
  return at < 0 ? "." : path.slice(0, at) || "/";
};
export const extname = (path) => /.(\.[^.]*)$/.exec(basename(path))?.[1] ?? "";
export const relative = (from, to) => {
  const [a, b] = [resolve(from), resolve(to)].map((path) => path.split("/").filter((part) => part !== ""));
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return [...a.slice(shared).map(() => ".."), ...b.slice(shared)].join("/");
};
export const parse = (path) => ({ root: isAbsolute(path) ? "/" : "", dir: dirname(path), base: basename(path), ext: extname(path), name: basename(path, extname(path)) });
export const posix = { sep, delimiter, isAbsolute, normalize, join, resolve, basename, dirname, extname, relative, parse };
export default posix;
