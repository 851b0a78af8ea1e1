// Stands in for util of Node.js: how values are printed and compared.
import { isEqual } from "lodash";

export const inspect = (value) => {
  try {
    return typeof value === "string" ? `'${value}'` : typeof value === "object" ? JSON.stringify(value) : String(value);
  } catch {
    return "[object]";
  }
};
inspect.custom = Symbol.for("nodejs.util.inspect.custom");

export const format = (text, ...values) => {
  if (typeof text !== "string") return [text, ...values].map((value) => inspect(value)).join(" ");
  const filled = text.replace(/%[sdifjoO%]/g, (sign) => {
    if (sign === "%%") return "%";
    if (values.length === 0) return sign;
    const value = values.shift();
    return sign === "%s" ? String(value) : sign === "%j" || /[oO]/.test(sign) ? inspect(value) : String(Number(value));
  });
  return [filled, ...values.map((value) => (typeof value === "string" ? value : inspect(value)))].join(" ");
};

export const isDeepStrictEqual = isEqual;
export const inherits = (made, base) => Object.setPrototypeOf(made.prototype, base.prototype);
export const deprecate = (fn) => fn;
export const promisify = (fn) => (...args) => new Promise((resolve, reject) => fn(...args, (error, value) => (error ? reject(error) : resolve(value))));
export const isArray = Array.isArray;
export default { inspect, format, isDeepStrictEqual, inherits, deprecate, promisify, isArray };
