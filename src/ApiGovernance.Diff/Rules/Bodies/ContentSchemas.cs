using ApiGovernance.Diff.Comparison;
using ApiGovernance.Diff.Comparison.Texts;
using ApiGovernance.Diff.Rules.Schemas;
using ApiGovernance.Diff.Witnesses;
using ApiGovernance.OpenApi.Model;

namespace ApiGovernance.Diff.Rules.Bodies;

/// <summary>What two media types that belong together say of the message: schemas and encodings.</summary>
internal sealed class ContentSchemas(ChangeSink sink, SchemaComparison schemas, ContractPair contracts)
{
    /// <param name="identity">Of the body, without the media type.</param>
    public void Compare(ApiMediaType before, ApiMediaType after, SchemaPosition position, string identity, WitnessFrame? frame)
    {
        if (frame is BodyFrame body)
            frame = body with { Contracts = contracts };
        string place = $"{identity} {MediaTypes.Key(after.Name)}";
        SchemaReference? old = Described(before, contracts.Before), now = Described(after, contracts.After);
        if ((old is null) != (now is null))
        {
            sink.Add(new Change(
                $"{position.Subject}-media-type-schema-{(old is null ? "added" : "removed")}", after.Place,
                $"{(old is null ? "describes" : "no longer describes")} its {position.Root} as `{after.Name}` by a schema{(old is null ? " now" : "")}.")
            {
                Was = before.Place,
                Identity = place,
            });
        }

        schemas.Compare(old, now, position with { Spelling = Spellings.Of(before, after) }, frame);
        if (before.ItemSchema is not null || after.ItemSchema is not null)
            schemas.Compare(before.ItemSchema, after.ItemSchema, position with { Root = $"each item of the {position.Root}" }, frame is BodyFrame whole ? whole with { IsItem = true } : null);
        if (MediaTypes.IsXml(before.Name) && MediaTypes.IsXml(after.Name) && XmlRules.Root(schemas.Before.Of(before.Schema), schemas.After.Of(after.Schema), position) is { } element)
            sink.Add(element with { Identity = place });
        EncodedPart[] parts = [.. EncodedPart.Of(before, after, contracts)];
        foreach (Change change in EncodingRules.Check(after, parts, position, place))
            sink.Add(change);
        foreach (EncodedPart part in MediaTypes.IsUrlEncoded(after.Name) ? [] : parts)
            Headers(part, position);
    }

    private void Headers(EncodedPart part, SchemaPosition position)
    {
        foreach (ApiHeader header in part.Old.Headers)
        {
            if (part.Now.Headers.FirstOrDefault(kept => string.Equals(kept.Name, header.Name, StringComparison.OrdinalIgnoreCase)) is { } same)
                schemas.Compare(header.Schema, same.Schema, new SchemaPosition(position.IsRequest ? "request-parameter" : "response-header", position.Direction, $"header `{same.Name}` of the part {part.In(position)}", []) { Part = position.Part is { } whole ? Subjects.Part(whole.Direction, part.Key) : null, Spelling = Spellings.Of(header, same) }, frame: null);
        }
    }

    /// <summary>Bytes of any kind are described by saying nothing.</summary>
    private static SchemaReference? Described(ApiMediaType type, ApiContract contract) =>
        type.Schema is { } schema && !MediaTypes.IsJson(type.Name) && SchemaKinds.IsBinary(schema, contract.Bundle) ? null : type.Schema;
}
