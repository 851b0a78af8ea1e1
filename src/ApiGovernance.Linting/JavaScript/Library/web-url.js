// URL and URLSearchParams of the web platform: reading and joining addresses, as functions of rulesets use them.
const special = { "http:": "80", "https:": "443", "ws:": "80", "wss:": "443", "ftp:": "21", "file:": "" };
const parts = /^([a-z][a-z0-9+.-]*:)?(?:\/\/(?:([^/?#@:]*)(?::([^/?#@]*))?@)?(\[[^\]]*\]|[^/?#:]*)(?::(\d*))?(?=[/?#]|$))?([^?#]*)(\?[^#]*)?(#.*)?$/i;
const encode = (text, keep) => text.replace(/[^\u0021-\u007e]|["<>`{}]/g, (c) => (keep?.includes(c) ? c : encodeURIComponent(c)));

const joined = (path) => {
  const steps = [];
  const all = path.split("/").slice(1);
  all.forEach((step, i) => {
    const last = i === all.length - 1;
    if (/^(\.|%2e)(\.|%2e)$/i.test(step)) {
      steps.pop();
      if (last) steps.push("");
    } else if (/^(\.|%2e)$/i.test(step)) {
      if (last) steps.push("");
    } else steps.push(step);
  });
  return `/${steps.join("/")}`;
};

const split = (address) => {
  const text = String(address).trim().replace(/[\t\n\r]/g, "");
  const slashed = /^(https?|wss?|ftp|file):/i.test(text) ? text.replace(/\\/g, "/") : text;
  const found = parts.exec(slashed);
  if (found === null) throw new TypeError("Invalid URL");
  const [, protocol, username = "", password = "", host, port = "", path = "", search = "", hash = ""] = found;
  return { protocol: protocol?.toLowerCase(), username, password, host, port, path, search: search === "?" ? "" : search, hash: hash === "#" ? "" : hash };
};

export class URLSearchParams {
  #pairs = [];
  constructor(from = "") {
    const decode = (text) => {
      try {
        return decodeURIComponent(text.replaceAll("+", " "));
      } catch {
        return text;
      }
    };
    if (typeof from === "string") {
      for (const pair of from.replace(/^\?/, "").split("&")) {
        if (pair === "") continue;
        const at = pair.indexOf("=");
        this.#pairs.push(at < 0 ? [decode(pair), ""] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))]);
      }
    } else {
      for (const [name, value] of from[Symbol.iterator] ? from : Object.entries(from)) this.#pairs.push([String(name), String(value)]);
    }
  }
  get size() { return this.#pairs.length; }
  get(name) { return this.#pairs.find(([key]) => key === name)?.[1] ?? null; }
  getAll(name) { return this.#pairs.filter(([key]) => key === name).map(([, value]) => value); }
  has(name) { return this.#pairs.some(([key]) => key === name); }
  append(name, value) { this.#pairs.push([String(name), String(value)]); }
  delete(name) { this.#pairs = this.#pairs.filter(([key]) => key !== name); }
  set(name, value) { this.delete(name); this.append(name, value); }
  forEach(run) { this.#pairs.forEach(([key, value]) => run(value, key, this)); }
  keys() { return this.#pairs.map(([key]) => key).values(); }
  values() { return this.#pairs.map(([, value]) => value).values(); }
  entries() { return this.#pairs.map((pair) => [...pair]).values(); }
  [Symbol.iterator]() { return this.entries(); }
  toString() { return this.#pairs.map((pair) => pair.map((text) => encodeURIComponent(text).replaceAll("%20", "+")).join("=")).join("&"); }
}

export class URL {
  constructor(address, base) {
    const at = split(address);
    const from = at.protocol === undefined ? (base === undefined ? undefined : new URL(base)) : undefined;
    if (at.protocol === undefined && from === undefined) throw new TypeError("Invalid URL");
    const rebased = from !== undefined && at.host === undefined;
    this.protocol = at.protocol ?? from.protocol;
    const known = Object.hasOwn(special, this.protocol);
    this.username = rebased ? from.username : at.username;
    this.password = rebased ? from.password : at.password;
    const host = rebased ? from.hostname : (at.host ?? "");
    if (known && this.protocol !== "file:" && (host === "" || /[\s<>^|%{}]/.test(host))) throw new TypeError("Invalid URL");
    this.hostname = known ? host.toLowerCase() : host;
    const port = rebased ? from.port : at.port === special[this.protocol] ? "" : at.port;
    if (Number(port) > 65535) throw new TypeError("Invalid URL");
    this.port = port;
    const opaque = !known && at.host === undefined && from === undefined && !at.path.startsWith("/");
    let path = at.path;
    if (rebased && !path.startsWith("/")) path = path === "" ? from.pathname : from.pathname.slice(0, from.pathname.lastIndexOf("/") + 1) + path;
    if (!opaque && (known || path !== "")) path = joined(path.startsWith("/") ? path : `/${path}`);
    this.pathname = encode(path);
    this.search = encode(rebased && at.path === "" && at.search === "" ? from.search : at.search, "{}`");
    this.hash = encode(at.hash, "{}");
    this.hasAuthority = known || (rebased ? from.hasAuthority : at.host !== undefined);
    Object.defineProperty(this, "hasAuthority", { enumerable: false });
    this.searchParams = new URLSearchParams(this.search);
  }
  get host() { return this.hostname + (this.port === "" ? "" : `:${this.port}`); }
  get origin() { return Object.hasOwn(special, this.protocol) && this.protocol !== "file:" ? `${this.protocol}//${this.host}` : "null"; }
  get href() {
    const user = this.username === "" ? "" : `${this.username}${this.password === "" ? "" : `:${this.password}`}@`;
    return this.protocol + (this.hasAuthority ? `//${user}${this.host}` : "") + this.pathname + this.search + this.hash;
  }
  toString() { return this.href; }
  toJSON() { return this.href; }
  static canParse(address, base) {
    try {
      return new URL(address, base) !== undefined;
    } catch {
      return false;
    }
  }
  static parse(address, base) { return URL.canParse(address, base) ? new URL(address, base) : null; }
}
