// Stands in for @stoplight/spectral-core: what custom functions need of it.
import { checkInput } from "apigov:host";

export class RulesetValidationError extends Error {
  constructor(code, message, path = []) {
    super(message);
    this.name = "RulesetValidationError";
    this.code = code;
    this.path = path;
  }
}

export class RulesetFunctionValidationError extends RulesetValidationError {}

export function createRulesetFunction({ input = null, options = null, errorOnInvalidInput = false }, fn) {
  const run = function (value, opts, ...rest) {
    if (input !== null) {
      const problem = checkInput(input, value);
      if (problem !== undefined) return errorOnInvalidInput ? [{ message: problem }] : undefined;
    }
    return fn(value, opts, ...rest);
  };
  Reflect.defineProperty(run, "name", { value: fn.name });
  Reflect.defineProperty(run, "schemas", { value: { input, options } });
  run.validator = () => {};
  return run;
}

export default { createRulesetFunction, RulesetValidationError, RulesetFunctionValidationError };
