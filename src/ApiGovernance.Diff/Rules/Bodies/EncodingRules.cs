using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Rules.Parameters;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Bodies;

/// <summary>How the fields of a form and the parts of a multipart body are written.</summary>
internal static class EncodingRules
{
    public static IEnumerable<Change> Check(ApiMediaType after, IEnumerable<EncodedPart> parts, SchemaPosition position, string identity)
    {
        foreach (EncodedPart part in parts)
        {
            IEnumerable<Change> changes = MediaTypes.IsUrlEncoded(after.Name) ? Field(part, position) : [.. Types(part, position), .. Headers(part, position)];
            foreach (Change change in changes)
                yield return change with { Fields = position.Part is { } whole ? [Subjects.Part(whole.Direction, part.Key)] : [], Was = part.OldPlace, Identity = $"{identity} encoding:{part.Key}" };
        }
    }

    private static IEnumerable<Change> Field(EncodedPart part, SchemaPosition where)
    {
        string changed = $"{Side(where)}-changed", what = part.In(where);
        if (part.Old.Difference(part.Now, part.Key) is var (was, spelled))
            yield return Of(part, changed, $"spells the field {what} as `{spelled}` and no longer as `{was}`.") with { Before = was, After = spelled };
        else if (NestedLists.Difference(part.Old.Written?.Node, part.Now.Written?.Node) is var (split, other))
            yield return Of(part, changed, $"splits the lists in the list of the field {what} as `{other}` and no longer as `{split}`.") with { Before = split, After = other };
        // Only texts hold characters that would have to be encoded.
        if (part.Old.AllowReserved == part.Now.AllowReserved || ((part.Old.Kinds ?? ValueKinds.Any) & (part.Now.Kinds ?? ValueKinds.Any) & ~ValueKinds.Literal) == ValueKinds.None)
            yield break;
        bool allowed = part.Now.AllowReserved;
        yield return Of(part, allowed == where.IsRequest ? Harmless(where) : changed, $"{(where.IsRequest ? "takes" : "writes")} reserved characters (`/`, `?`, `:` ...) of the field {what} {(allowed ? "as they are now" : "percent-encoded only")}.");
    }

    private static IEnumerable<Change> Types(EncodedPart part, SchemaPosition where)
    {
        string what = part.In(where);
        string[] gone = [.. part.Old.ContentTypes.Where(type => !part.Now.ContentTypes.Any(range => MediaTypes.Covers(range, type)))];
        string[] added = [.. part.Now.ContentTypes.Where(type => !part.Old.ContentTypes.Any(range => MediaTypes.Covers(range, type)))];
        if (gone.Length + added.Length == 0)
            yield break;
        bool breaks = (where.IsRequest ? gone : added).Length > 0;
        yield return Of(part, breaks ? $"{Side(where)}-changed" : Harmless(where), $"has the part {what} as {Listed(part.Now.ContentTypes)} and no longer as {Listed(part.Old.ContentTypes)}.") with
        {
            Before = string.Join(", ", part.Old.ContentTypes),
            After = string.Join(", ", part.Now.ContentTypes),
        };
    }

    private static IEnumerable<Change> Headers(EncodedPart part, SchemaPosition where)
    {
        string what = part.In(where);
        StringComparer names = StringComparer.OrdinalIgnoreCase;
        foreach (string header in where.IsRequest ? part.Now.Required.Except(part.Old.Required, names) : part.Old.Required.Except(part.Now.Required, names))
        {
            yield return where.IsRequest
                ? Of(part, $"{Side(where)}-header-required", $"requires the header `{header}` in the part {what}.") with { After = header }
                : Of(part, $"{Side(where)}-header-removed", $"may leave out the header `{header}` in the part {what}.") with { Before = header };
        }
    }

    private static Change Of(EncodedPart part, string id, string message) => new(id, part.Place, message);

    private static string Side(SchemaPosition where) => where.IsRequest ? "request-body-encoding" : "response-body-encoding";

    private static string Harmless(SchemaPosition where) => where.IsRequest ? "request-body-encoding-widened" : "response-body-encoding-narrowed";

    private static string Listed(IReadOnlyList<string> types) => string.Join(" or ", types.Select(type => $"`{type}`"));
}
