using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Comparison;

/// <summary>Parameters by place and name; path parameters by their position in the template.</summary>
internal static class ParameterComparison
{
    public static void Compare(ApiOperation before, ApiOperation after, ApiContract revision, ChangeSink sink, SchemaComparison schemas)
    {
        Dictionary<string, ApiParameter> now = Keyed(after);
        Dictionary<string, ApiParameter> old = Keyed(before);
        ResolvedNode operation = new(revision.Bundle.Root.Uri, after.Pointer, after.Node);
        foreach ((string key, ApiParameter parameter) in old)
        {
            if (now.TryGetValue(key, out ApiParameter? same))
                Compare(parameter, same, new ResolvedNode(operation.DocumentUri, same.Pointer, same.Node), sink, schemas);
            else if (parameter.In != ParameterLocation.Path)
                sink.Add("request-parameter-removed", operation, $"no longer has the {Kind(parameter)} parameter `{parameter.Name}`.", parameter.Name, null);
        }

        foreach ((string key, ApiParameter parameter) in now.Where(pair => !old.ContainsKey(pair.Key) && pair.Value.In != ParameterLocation.Path))
        {
            sink.Add(
                parameter.Required ? "new-required-request-parameter" : "new-optional-request-parameter",
                new ResolvedNode(operation.DocumentUri, parameter.Pointer, parameter.Node),
                $"has a new {(parameter.Required ? "required" : "optional")} {Kind(parameter)} parameter `{parameter.Name}`.", null, parameter.Name,
                parameter.Required ? $"{before.Method} {before.Path} without `{parameter.Name}` was fine and is refused now" : null);
        }
    }

    private static void Compare(ApiParameter before, ApiParameter after, ResolvedNode place, ChangeSink sink, SchemaComparison schemas)
    {
        if (before.Required != after.Required)
        {
            sink.Add(
                after.Required ? "request-parameter-became-required" : "request-parameter-became-optional", place,
                $"{(after.Required ? "requires" : "no longer requires")} the {Kind(after)} parameter `{after.Name}`.");
        }

        string spelledBefore = $"{before.Style} {before.Explode} {before.ContentType}", spelledAfter = $"{after.Style} {after.Explode} {after.ContentType}";
        if (spelledBefore != spelledAfter && !(IsScalarAlike(before) && IsScalarAlike(after)))
            sink.Add("request-parameter-serialization-changed", place, $"spells the {Kind(after)} parameter `{after.Name}` in another way.", spelledBefore, spelledAfter);
        if (before.Schema is { } old && after.Schema is { } now)
        {
            schemas.Compare(
                new ResolvedNode(old.DocumentUri, old.Pointer, old.Node), new ResolvedNode(now.DocumentUri, now.Pointer, now.Node),
                new SchemaPosition("request-parameter", ChangeDirection.Request, $"{Kind(after)} parameter `{after.Name}`", []));
        }
    }

    /// <summary>A single value without a media type is spelled the same in every style that a query or header can have by default.</summary>
    private static bool IsScalarAlike(ApiParameter parameter) =>
        parameter.ContentType is null && parameter.Style is ParameterStyle.Form or ParameterStyle.Simple
        && parameter.Schema?.Node["type"]?.AsString is "string" or "integer" or "number" or "boolean";

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
