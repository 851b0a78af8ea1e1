using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Rules.Parameters;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Bodies;

/// <summary>How the fields of a form and the parts of a multipart body are written.</summary>
internal static class EncodingRules
{
    public static IEnumerable<Change> Check(ApiMediaType before, ApiMediaType after, ContractPair contracts, SchemaPosition position, string identity)
    {
        if (!MediaTypes.IsForm(before.Name) || !MediaTypes.IsForm(after.Name))
            yield break;
        foreach (string name in before.Encoding.Concat(after.Encoding).Select(encoding => encoding.Name).Distinct(StringComparer.Ordinal))
        {
            FieldEncoding old = FieldEncoding.Of(before, name, contracts.Before), now = FieldEncoding.Of(after, name, contracts.After);
            // A field that only one side has is the schema's matter.
            if (old.Kinds is null || now.Kinds is null)
                continue;
            foreach (Change change in Check(name, old, now, position))
                yield return change with { Was = old.Written?.Place ?? before.Place, Identity = $"{identity} encoding:{name}" };
        }

        Change Of(string id, FieldEncoding now, string message) => new(id, now.Written?.Place ?? after.Place, message);

        IEnumerable<Change> Check(string name, FieldEncoding old, FieldEncoding now, SchemaPosition where)
        {
            string side = where.IsRequest ? "request-body-encoding" : "response-body-encoding", what = $"`{name}` of its {where.Root}";
            if (MediaTypes.IsUrlEncoded(after.Name) && old.Difference(now) is var (was, spelled))
            {
                yield return Of($"{side}-changed", now, $"spells the field {what} as `{spelled}` and no longer as `{was}`.") with { Before = was, After = spelled };
            }
            else if (!MediaTypes.IsUrlEncoded(after.Name))
            {
                string[] gone = [.. old.ContentTypes.Where(type => !now.ContentTypes.Any(range => MediaTypes.Covers(range, type)))];
                string[] added = [.. now.ContentTypes.Where(type => !old.ContentTypes.Any(range => MediaTypes.Covers(range, type)))];
                bool breaks = (where.IsRequest ? gone : added).Length > 0;
                if (gone.Length + added.Length > 0)
                {
                    yield return Of(breaks ? $"{side}-changed" : where.IsRequest ? $"{side}-widened" : $"{side}-narrowed", now, $"has the part {what} as {Listed(now.ContentTypes)} and no longer as {Listed(old.ContentTypes)}.") with
                    {
                        Before = string.Join(", ", old.ContentTypes),
                        After = string.Join(", ", now.ContentTypes),
                    };
                }
            }

            foreach (string header in where.IsRequest ? now.Required.Except(old.Required, StringComparer.OrdinalIgnoreCase) : old.Required.Except(now.Required, StringComparer.OrdinalIgnoreCase))
            {
                yield return where.IsRequest
                    ? Of($"{side}-header-required", now, $"requires the header `{header}` in the part {what}.") with { After = header }
                    : Of($"{side}-header-removed", now, $"may leave out the header `{header}` in the part {what}.") with { Before = header };
            }
        }
    }

    private static string Listed(IReadOnlyList<string> types) => string.Join(" or ", types.Select(type => $"`{type}`"));
}

/// <summary>How one field is written, whether the document says so or leaves it to the standard.</summary>
/// <param name="Kinds">Of its values; null when the schema has no such field.</param>
internal sealed record FieldEncoding(ApiEncoding? Written, ValueKinds? Kinds, IReadOnlyList<string> ContentTypes, IReadOnlyList<string> Required)
{
    public static FieldEncoding Of(ApiMediaType type, string name, ApiContract contract)
    {
        ResolvedNode? schema = type.Schema is { } body ? SchemaKinds.Property(new ResolvedNode(body.DocumentUri, body.Pointer, body.Node), name, contract.Bundle) : null;
        SchemaReference? field = schema is null ? null : new SchemaReference(schema.DocumentUri, schema.Pointer, schema.Node);
        ApiEncoding? written = type.Encoding.FirstOrDefault(encoding => encoding.Name == name);
        ValueKinds? kinds = field is null ? null : SchemaKinds.Of(field, contract.Bundle);
        return new FieldEncoding(
            written,
            kinds,
            written is { ContentTypes.Count: > 0 } ? [.. written.ContentTypes.Select(MediaTypes.Key).Order(StringComparer.Ordinal)] : [Usual(field, schema, contract.Bundle)],
            [.. (written?.Headers ?? []).Where(header => header is { Required: true, IsIgnored: false }).Select(header => header.Name)]);
    }

    /// <summary>How the field is spelled otherwise in an urlencoded form; null when it is not.</summary>
    public (string Before, string After)? Difference(FieldEncoding now) => WireSpelling.Difference(Spelling(), now.Spelling(), (Kinds ?? ValueKinds.Any) & (now.Kinds ?? ValueKinds.Any));

    // OpenAPI 3.1, 4.8.15: the style counts where it is written, else arrays are repeated and objects are JSON.
    private (ParameterStyle, bool, string?) Spelling() =>
        Written is { IsStyled: true } styled ? (styled.Style, styled.Explode, null)
        : Written is { ContentTypes: [var type, ..] } && Kinds != ValueKinds.Array ? (ParameterStyle.Form, true, type)
        : Kinds == ValueKinds.Object ? (ParameterStyle.Form, true, "application/json")
        : (ParameterStyle.Form, true, null);

    // OpenAPI 3.1, 4.8.15: by the kind of the value, of an array by its items.
    private static string Usual(SchemaReference? field, ResolvedNode? schema, DocumentBundle bundle)
    {
        if (field is null || schema is null || SchemaKinds.IsBinary(field, bundle))
            return "application/octet-stream";
        ResolvedNode? place = bundle.Follow(schema);
        return SchemaKinds.Of(field, bundle) switch
        {
            ValueKinds.Object => "application/json",
            ValueKinds.Array when place?.Member("items") is { } items => Usual(new SchemaReference(items.DocumentUri, items.Pointer, items.Node), items, bundle),
            _ => "text/plain",
        };
    }
}
