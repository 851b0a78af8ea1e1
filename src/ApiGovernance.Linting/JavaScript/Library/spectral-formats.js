// Stands in for @stoplight/spectral-formats: each format is a function of a document.
import { isFormat } from "apigov:host";

export const byName = {};

const format = (name, displayName) => {
  const matches = (document) => isFormat(name, document);
  Reflect.defineProperty(matches, "name", { value: name });
  matches.displayName = displayName;
  byName[name] = matches;
  return matches;
};

export const oas2 = format("oas2", "OpenAPI 2.0 (Swagger)");
export const oas3 = format("oas3", "OpenAPI 3.x");
export const oas3_0 = format("oas3_0", "OpenAPI 3.0.x");
export const oas3_1 = format("oas3_1", "OpenAPI 3.1.x");
export const oas3_2 = format("oas3_2", "OpenAPI 3.2.x");
export const aas2 = format("aas2", "AsyncAPI 2.x");
export const asyncapi2 = aas2;
export const asyncApi2 = aas2;
export const aas2_0 = format("aas2_0", "AsyncAPI 2.0.x");
export const aas2_1 = format("aas2_1", "AsyncAPI 2.1.x");
export const aas2_2 = format("aas2_2", "AsyncAPI 2.2.x");
export const aas2_3 = format("aas2_3", "AsyncAPI 2.3.x");
export const aas2_4 = format("aas2_4", "AsyncAPI 2.4.x");
export const aas2_5 = format("aas2_5", "AsyncAPI 2.5.x");
export const aas2_6 = format("aas2_6", "AsyncAPI 2.6.x");
export const aas3 = format("aas3", "AsyncAPI 3.x");
export const asyncapi3 = aas3;
export const aas3_0 = format("aas3_0", "AsyncAPI 3.0.x");
export const aas3_1 = format("aas3_1", "AsyncAPI 3.1.x");
export const arazzo1 = format("arazzo1", "Arazzo 1.x");
export const arazzo1_0 = format("arazzo1_0", "Arazzo 1.0.x");
export const jsonSchema = format("json-schema", "JSON Schema");
export const jsonSchemaLoose = format("json-schema-loose", "JSON Schema (loose)");
export const jsonSchemaDraft4 = format("json-schema-draft4", "JSON Schema Draft 4");
export const jsonSchemaDraft6 = format("json-schema-draft6", "JSON Schema Draft 6");
export const jsonSchemaDraft7 = format("json-schema-draft7", "JSON Schema Draft 7");
export const jsonSchemaDraft2019_09 = format("json-schema-2019-09", "JSON Schema Draft 2019-09");
export const jsonSchemaDraft2020_12 = format("json-schema-2020-12", "JSON Schema Draft 2020-12");

export const extractDraftVersion = ($schema) => {
  const draft = /draft-0?([467])|draft\/(2019-09|2020-12)/.exec($schema);
  return draft === null ? null : `draft${draft[1] ?? draft[2]}`;
};

export const detectDialect = (document) =>
  document !== null && typeof document === "object" && typeof document.$schema === "string" ? extractDraftVersion(document.$schema) : null;

export default { ...byName, oas2, oas3, oas3_0, oas3_1, oas3_2, aas2, aas3, arazzo1_0, jsonSchema, jsonSchemaLoose };
