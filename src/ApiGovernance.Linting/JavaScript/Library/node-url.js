// Stands in for url of Node.js: addresses as texts.
export const parse = (address) => {
  const [, protocol = null, , host = null, pathname = "", search = "", hash = ""] = /^([a-z][a-z0-9+.-]*:)?(\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(address);
  return { href: address, protocol, host, hostname: host?.replace(/:\d+$/, "") ?? null, pathname, search, hash, path: pathname + search };
};

export const resolve = (from, to) => {
  const [base, target] = [parse(from), parse(to)];
  if (target.protocol !== null) return to;
  const start = base.protocol ?? "";
  if (target.host !== null) return start + to;
  const authority = base.host === null ? "" : `//${base.host}`;
  if (target.pathname === "") return start + authority + base.pathname + (target.search || base.search) + target.hash;
  const folder = base.pathname.slice(0, base.pathname.lastIndexOf("/") + 1);
  const parts = [];
  for (const part of (target.pathname.startsWith("/") ? target.pathname : folder + target.pathname).split("/")) {
    if (part === "..") parts.length > 1 && parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return start + authority + parts.join("/") + target.search + target.hash;
};

export const format = (address) =>
  typeof address === "string" ? address : (address.protocol ?? "") + (address.host === null || address.host === undefined ? "" : `//${address.host}`) + (address.pathname ?? "") + (address.search ?? "") + (address.hash ?? "");
export default { parse, resolve, format };
