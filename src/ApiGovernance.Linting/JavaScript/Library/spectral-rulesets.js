// Stands in for @stoplight/spectral-rulesets: rulesets by the names under which others extend them.
const named = (name) =>
  Object.freeze(
    Object.defineProperty({ "apigov:ruleset": name }, "rules", {
      get() {
        throw new Error(`the rules of ${name} cannot be taken out of it here; extend it instead`);
      },
    }),
  );

export const oas = named("spectral:oas");
export const asyncapi = named("spectral:asyncapi");
export const arazzo = named("spectral:arazzo");
export default { oas, asyncapi, arazzo };
