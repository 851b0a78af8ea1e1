using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>Parameters by place and name; path parameters by their position in the template.</summary>
internal sealed class ParameterComparison(ChangeSink sink, SchemaComparison schemas)
{
    public void Compare(ApiOperation before, ApiOperation after, ResolvedNode operation)
    {
        Dictionary<string, ApiParameter> now = Keyed(after);
        Dictionary<string, ApiParameter> old = Keyed(before);
        foreach ((string key, ApiParameter parameter) in old)
        {
            if (now.TryGetValue(key, out ApiParameter? same))
                Compare(parameter, same, before, after, operation with { Pointer = same.Pointer, Node = same.Node });
            else if (parameter.In != ParameterLocation.Path)
                sink.Add("request-parameter-removed", operation, $"no longer has the {Kind(parameter)} parameter `{parameter.Name}`.", parameter.Name, null);
        }

        foreach ((string key, ApiParameter parameter) in now.Where(pair => !old.ContainsKey(pair.Key) && pair.Value.In != ParameterLocation.Path))
        {
            sink.Add(
                parameter.Required ? "new-required-request-parameter" : "new-optional-request-parameter",
                operation with { Pointer = parameter.Pointer, Node = parameter.Node },
                $"has a new {(parameter.Required ? "required" : "optional")} {Kind(parameter)} parameter `{parameter.Name}`.", null, parameter.Name,
                parameter.Required ? Without(before, parameter) : null);
        }
    }

    private void Compare(ApiParameter before, ApiParameter after, ApiOperation operation, ApiOperation newOperation, ResolvedNode place)
    {
        if (before.Required != after.Required)
        {
            sink.Add(
                after.Required ? "request-parameter-became-required" : "request-parameter-became-optional", place,
                $"{(after.Required ? "requires" : "no longer requires")} the {Kind(after)} parameter `{after.Name}`.",
                before.Required ? "required" : "optional", after.Required ? "required" : "optional", after.Required ? Without(operation, after) : null);
        }

        if (before.Deprecated != after.Deprecated)
        {
            sink.Add(
                after.Deprecated ? "request-parameter-deprecated" : "request-parameter-reactivated", place,
                $"{(after.Deprecated ? "marks" : "no longer marks")} the {Kind(after)} parameter `{after.Name}` as deprecated.");
        }

        if (before.AllowEmptyValue && !after.AllowEmptyValue)
            sink.Add("request-parameter-empty-value-refused", place, $"no longer takes the {Kind(after)} parameter `{after.Name}` without a value.");
        string spelledBefore = $"{before.Style} {before.Explode} {before.ContentType}", spelledAfter = $"{after.Style} {after.Explode} {after.ContentType}";
        if (spelledBefore != spelledAfter && !(IsScalarAlike(before, schemas.Before) && IsScalarAlike(after, schemas.After)))
            sink.Add("request-parameter-serialization-changed", place, $"spells the {Kind(after)} parameter `{after.Name}` in another way.", spelledBefore, spelledAfter);
        schemas.Compare(
            before.Schema, after.Schema, new SchemaPosition("request-parameter", ChangeDirection.Request, $"{Kind(after)} parameter `{after.Name}`", []),
            new ParameterFrame(operation, newOperation, before, after));
    }

    private static string Without(ApiOperation operation, ApiParameter parameter) => $"{operation} without the {Kind(parameter)} parameter `{parameter.Name}` was fine and is refused now";

    /// <summary>A single value without a media type is spelled the same in every style that a query or header can have by default.</summary>
    private static bool IsScalarAlike(ApiParameter parameter, SchemaSpace space) =>
        parameter is { ContentType: null, Style: ParameterStyle.Form or ParameterStyle.Simple, Schema: { } schema }
        && (space.Of(schema).Shape.Kinds & (Kinds.Object | Kinds.Array)) == 0;

    private static string Kind(ApiParameter parameter) => parameter.In.ToString().ToLowerInvariant();

    private static Dictionary<string, ApiParameter> Keyed(ApiOperation operation)
    {
        List<string> template = [.. operation.Path.Split('{').Skip(1).Select(part => part.Split('}')[0])];
        Dictionary<string, ApiParameter> keyed = new(StringComparer.Ordinal);
        foreach (ApiParameter parameter in operation.Parameters)
        {
            string name = parameter.In switch
            {
                ParameterLocation.Path => $"#{template.IndexOf(parameter.Name)}",
                // RFC 9110: field names are case-insensitive.
                ParameterLocation.Header => parameter.Name.ToLowerInvariant(),
                _ => parameter.Name,
            };
            keyed[$"{parameter.In}:{name}"] = parameter;
        }

        return keyed;
    }
}
