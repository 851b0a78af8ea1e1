using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.OpenApi.Model.Shapes;

/// <summary>What <see cref="ShapeCheck"/> has to say.</summary>
internal sealed class ShapeFindings(ContractReading reading)
{
    public void WrongType(ResolvedNode at, string name, ShapeType type)
    {
        // The readers have said so, with what it means for the operation.
        if (reading.HasTold("contract-shape", at.Node.Span))
            return;
        if (at.Node.Kind == NodeKind.Null)
            reading.Warning("contract-field-empty", $"'{name}' is empty, where {type.Words} belongs.", "Write a value or remove the key.", at);
        else
            reading.Error("contract-field-type", $"'{name}' is {Words(at.Node)}, where {type.Words} belongs.", $"Write {type.Words}.", at);
    }

    public void Unknown(DocumentMember member, string pointer, Shape shape)
    {
        string fix = shape.Later.GetValueOrDefault(member.Name) is { } version
            ? $"It came with OpenAPI {version}: raise the document's version, or remove it."
            : shape.Fields.Keys.FirstOrDefault(known => known.Equals(member.Name, StringComparison.OrdinalIgnoreCase)) is { } near
                ? $"Write '{near}'."
                : "Correct the name, remove it, or make it an extension (x-...).";
        reading.Warning(
            "contract-field-unknown", $"'{member.Name}' is no field of {Named(shape)} in this version; it means nothing.", fix, member, new ResolvedNode("", pointer, member.Value));
    }

    public void Missing(ResolvedNode at, IEnumerable<string> names, Shape shape)
    {
        foreach (string name in names)
            reading.Warning("contract-field-missing", $"{Named(shape, start: true)} has no '{name}'; it is required.", $"Add '{name}'.", at);
    }

    public void ReferenceNotAllowed(ResolvedNode at, DocumentNode value, Shape shape) =>
        reading.Warning(
            "reference-not-allowed",
            $"A reference may not stand in the place of {Named(shape)} in this version; other tools may refuse it.",
            "Write out what it refers to.",
            at with { Node = value });

    public void WrongKind(ResolvedNode at, DocumentNode value, Shape shape, Shape other) =>
        reading.Error(
            "reference-wrong-kind",
            $"The reference '{value.Text}' leads to {Named(other)}, where {Named(shape)} belongs.",
            $"Refer to {Named(shape)}.",
            at with { Node = value });

    private static string Words(DocumentNode node) => node.Kind switch
    {
        NodeKind.Object => "an object",
        NodeKind.Array => "a list",
        NodeKind.String => "a string",
        NodeKind.Number => $"the number {node.Text}",
        NodeKind.Boolean => node.Text!,
        _ => "null",
    };

    private static string Named(Shape shape, bool start = false)
    {
        string name = shape.Name switch
        {
            "Document" => "the document",
            "PathItem" => "a path item",
            "RequestBody" => "a request body",
            "MediaType" => "a media type",
            "SecurityScheme" => "a security scheme",
            "Docs" => "'externalDocs'",
            "Operation" or "Info" or "Encoding" or "Example" or "Items" => $"an {shape.Name.ToLowerInvariant()} object",
            _ => $"a {shape.Name.ToLowerInvariant()} object",
        };
        return start ? char.ToUpperInvariant(name[0]) + name[1..] : name;
    }
}
