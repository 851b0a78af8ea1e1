namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>One way in which a parameter is not what is declared.</summary>
/// <param name="Name">The parameter's name; empty when the query or the Cookie field as a whole is malformed.</param>
/// <param name="In">Where it stands.</param>
/// <param name="ValuePointer">JSON pointer into the parameter's value; empty for the whole value.</param>
/// <param name="Error">
/// What is wrong; its instance pointer is that of a virtual instance, e.g. <c>/query/limit</c> or <c>/query/filter/status</c>. Its
/// schema location is empty when no schema refused: the parameter is missing, repeated or not spelled as declared. No value is told.
/// </param>
public sealed record ParameterError(string Name, ParameterIn In, string ValuePointer, SchemaError Error);
