// Stands in for @stoplight/spectral-rulesets: rulesets that are extended by name, and whose parts are read when they are asked for.
import { builtIn } from "apigov:host";

const named = (name) => {
  let content;
  const ruleset = Object.defineProperties({}, {
    "apigov:ruleset": { value: name },
    // What was looked at may have been changed, and is then taken as it is.
    "apigov:content": { get: () => content },
  });
  for (const part of ["description", "documentationUrl", "formats", "aliases", "extends", "rules", "overrides", "parserOptions"]) {
    Object.defineProperty(ruleset, part, { enumerable: true, get: () => (content ??= builtIn(name))[part] });
  }
  return ruleset;
};

export const oas = named("spectral:oas");
export const asyncapi = named("spectral:asyncapi");
export const arazzo = named("spectral:arazzo");
export default { oas, asyncapi, arazzo };
