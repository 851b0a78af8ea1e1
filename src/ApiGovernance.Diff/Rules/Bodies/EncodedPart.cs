using ApiGovernance.Diff.Comparison;
using ApiGovernance.OpenApi.Documents;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Bodies;

/// <summary>A field of a form or a part of a multipart body on both sides.</summary>
/// <param name="Key">Its name, or where it stands.</param>
/// <param name="Words">To stand after "the field" or "the part".</param>
/// <param name="Place">Where the revision writes how it is encoded.</param>
internal sealed record EncodedPart(string Key, string Words, FieldEncoding Old, FieldEncoding Now, ResolvedNode Place, ResolvedNode OldPlace)
{
    /// <summary>Those of which a document says something, and those that the standard writes otherwise by their schemas.</summary>
    public static IEnumerable<EncodedPart> Of(ApiMediaType before, ApiMediaType after, ContractPair contracts)
    {
        if (!MediaTypes.IsForm(before.Name) || !MediaTypes.IsForm(after.Name))
            return [];
        return MediaTypes.IsUrlEncoded(after.Name) ? Named(before, after, contracts) : [.. Named(before, after, contracts), .. Usual(before, after, contracts), .. Placed(before, after, contracts)];
    }

    public string In(SchemaPosition position) => $"{Words} of its {position.Root}";

    private static IEnumerable<string> Names(ApiMediaType before, ApiMediaType after) => before.Encoding.Concat(after.Encoding).Select(encoding => encoding.Name).Distinct(StringComparer.Ordinal);

    private static IEnumerable<EncodedPart> Named(ApiMediaType before, ApiMediaType after, ContractPair contracts) =>
        // A field that only one side has is the schema's matter.
        Names(before, after).Select(name => Field(name, before, after, contracts)).Where(part => part is { Old.Kinds: not null, Now.Kinds: not null });

    /// <summary>Bytes on one side and text on the other: a schema that allows the same strings says so too.</summary>
    private static IEnumerable<EncodedPart> Usual(ApiMediaType before, ApiMediaType after, ContractPair contracts) =>
        Properties(before, contracts.Before).Intersect(Properties(after, contracts.After), StringComparer.Ordinal).Except(Names(before, after), StringComparer.Ordinal)
            .Select(name => Field(name, before, after, contracts))
            .Where(part => part.Old.IsBytes != part.Now.IsBytes && part is { Old.Kinds: not ValueKinds.Any, Now.Kinds: not ValueKinds.Any } && (part.Old.Kinds & part.Now.Kinds) != ValueKinds.None);

    private static IEnumerable<EncodedPart> Placed(ApiMediaType before, ApiMediaType after, ContractPair contracts)
    {
        int named = Math.Max(before.PrefixEncoding.Count, after.PrefixEncoding.Count);
        for (int i = 0; i <= named; i++)
        {
            FieldEncoding old = FieldEncoding.At(before, i, contracts.Before), now = FieldEncoding.At(after, i, contracts.After);
            if (old.Written is null && now.Written is null)
                continue;
            string key = i < named ? $"{i + 1}" : "*";
            yield return new EncodedPart(key, i < named ? key : "at each further place", old, now, now.Written?.Place ?? after.Place, old.Written?.Place ?? before.Place);
        }
    }

    private static EncodedPart Field(string name, ApiMediaType before, ApiMediaType after, ContractPair contracts)
    {
        FieldEncoding old = FieldEncoding.Of(before, name, contracts.Before), now = FieldEncoding.Of(after, name, contracts.After);
        return new EncodedPart(name, $"`{name}`", old, now, now.Written?.Place ?? after.Place, old.Written?.Place ?? before.Place);
    }

    private static IEnumerable<string> Properties(ApiMediaType type, ApiContract contract) =>
        type.Schema is { } schema ? SchemaKinds.Properties(new ResolvedNode(schema.DocumentUri, schema.Pointer, schema.Node), contract.Bundle) : [];
}
