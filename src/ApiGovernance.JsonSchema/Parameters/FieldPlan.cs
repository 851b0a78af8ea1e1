using System.Text;

namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>One field of a form, ready to be read.</summary>
internal sealed class FieldPlan
{
    public FieldPlan(FieldEncoding? encoding, ReadOnlySpan<byte> name, ValueShape shape)
    {
        Encoding = encoding;
        Name = System.Text.Encoding.UTF8.GetString(name);
        NameUtf8 = name.ToArray();
        Shape = shape;
        IsDeep = encoding?.Style == SerializationStyle.DeepObject;
        IsDelimited = encoding is { Style: not null and not SerializationStyle.DeepObject, Explode: false };
        JsonTypes scalar = JsonTypes.String | JsonTypes.Number | JsonTypes.Integer | JsonTypes.Boolean;
        ValueShape value = shape.IsKnown && (shape.Types & ~JsonTypes.Null) == JsonTypes.Array ? shape.Items : shape;
        IsDocument = encoding is { ContentTypes.Count: > 0 }
            ? encoding.ContentTypes.All(static type => MediaKinds.Of(type) == MediaKind.Json)
            : encoding?.Style is null && value.IsKnown && value.Types != JsonTypes.Any && (value.Types & scalar) == 0;
        var text = new ParameterDescription
        {
            Name = Name,
            In = ParameterIn.Query,
            Style = encoding?.Style ?? SerializationStyle.Form,
            Explode = false,
            AllowReserved = encoding?.AllowReserved ?? false,
        };
        Delimited = new ParameterPlan(text, shape);
        DelimitedPart = new ParameterPlan(text with { In = ParameterIn.Path }, shape);
    }

    public FieldEncoding? Encoding { get; }

    public string Name { get; }

    public byte[] NameUtf8 { get; }

    public ValueShape Shape { get; }

    /// <summary>Its properties are fields of their own: <c>name[key]</c>.</summary>
    public bool IsDeep { get; }

    /// <summary>Its items stand in one text.</summary>
    public bool IsDelimited { get; }

    /// <summary>Each value is JSON text: the default for objects and for arrays of objects (OpenAPI 3.1, 4.8.15.1).</summary>
    public bool IsDocument { get; }

    /// <summary>How the one text of a field is taken apart.</summary>
    public ParameterPlan Delimited { get; }

    /// <summary>The same in a part of its own, where nothing is percent-encoded.</summary>
    public ParameterPlan DelimitedPart { get; }
}
