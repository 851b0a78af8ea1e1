// Stands in for @stoplight/types: the enumerations that functions use.
export const DiagnosticSeverity = { Error: 0, Warning: 1, Information: 2, Hint: 3, 0: "Error", 1: "Warning", 2: "Information", 3: "Hint" };
export const HttpParamStyles = {
  Unspecified: "unspecified",
  Simple: "simple",
  Matrix: "matrix",
  Label: "label",
  Form: "form",
  CommaDelimited: "commaDelimited",
  SpaceDelimited: "spaceDelimited",
  PipeDelimited: "pipeDelimited",
  TabDelimited: "tabDelimited",
  DeepObject: "deepObject",
};
export default { DiagnosticSeverity, HttpParamStyles };
