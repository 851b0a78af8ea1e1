using System.Text;

namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>One parameter, ready to be checked: everything that does not depend on the request.</summary>
internal sealed class ParameterPlan
{
    /// <param name="declared">As declared.</param>
    /// <param name="pathIndex">Which value of the path it is; -1 for parameters that are not in the path.</param>
    public ParameterPlan(ParameterDescription declared, int pathIndex)
    {
        Declared = declared;
        PathIndex = pathIndex;
        NameUtf8 = Encoding.UTF8.GetBytes(declared.Name);
        Shape = declared.Schema?.Shape ?? ValueShape.Unknown;
        IsNamed = declared.In == ParameterIn.Query;
        Escapes = declared.In switch
        {
            ParameterIn.Header => TextEncoding.None,
            ParameterIn.Cookie => declared.Style == SerializationStyle.Cookie ? TextEncoding.None : TextEncoding.Percent,
            ParameterIn.Query when !declared.AllowReserved => TextEncoding.Form,
            _ => TextEncoding.Percent,
        };
        if (declared.ContentType is { } contentType)
        {
            Content = MediaKinds.Of(contentType);
            AsScalar = true;
            if (Content == MediaKind.Form && declared.Schema is not null)
                Form = FormSchema.Create(declared.Schema);
            return;
        }

        JsonTypes types = Shape.Types;
        bool any = types == JsonTypes.Any;
        AsScalar = any || (types & ~(JsonTypes.Array | JsonTypes.Object)) != 0;
        // A schema without a type that has items or properties is about arrays or objects all the same.
        AsArray = any ? Shape.IsKnown && Shape.Items.IsKnown : (types & JsonTypes.Array) != 0;
        AsObject = any ? Shape.IsKnown && Shape.NamesProperties : (types & JsonTypes.Object) != 0;
        IsDeep = IsNamed && declared.Style == SerializationStyle.DeepObject;
        IsSpread = AsObject && declared.Explode && (declared.Style is SerializationStyle.Form or SerializationStyle.Cookie)
            && (IsNamed || declared.In == ParameterIn.Cookie);
    }

    /// <summary>A text whose shape is known but which has no schema of its own.</summary>
    public ParameterPlan(ParameterDescription declared, ValueShape shape)
        : this(declared, -1) => Shape = shape;

    public ParameterDescription Declared { get; }

    public int PathIndex { get; }

    public byte[] NameUtf8 { get; }

    public CompiledSchema? Schema => Declared.Schema;

    public ValueShape Shape { get; }

    /// <summary>Whether it stands in a list of names and values.</summary>
    public bool IsNamed { get; }

    public TextEncoding Escapes { get; }

    public MediaKind Content { get; } = MediaKind.Styled;

    /// <summary>How the value is read where it is a form of its own.</summary>
    public FormSchema? Form { get; }

    public bool AsScalar { get; }

    public bool AsArray { get; }

    public bool AsObject { get; }

    public bool IsDeep { get; }

    /// <summary>The properties of an exploded form object come under their own names, not under the parameter's.</summary>
    public bool IsSpread { get; }

    /// <summary>Between the items of a value that is not exploded.</summary>
    public Delimiter Delimiter => Declared switch
    {
        { In: ParameterIn.Header } => Delimiter.HeaderComma,
        { Style: SerializationStyle.SpaceDelimited } => IsNamed ? Delimiter.Space : Delimiter.PlainSpace,
        { Style: SerializationStyle.PipeDelimited } => Delimiter.Pipe,
        { Style: SerializationStyle.TabDelimited } => Delimiter.Tab,
        _ => Delimiter.Comma,
    };

    /// <summary>Of the virtual instance in which all parameters stand.</summary>
    public string Pointer => $"/{Place(Declared.In)}/{Declared.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    public static string Place(ParameterIn place) => place switch
    {
        ParameterIn.Path => "path",
        ParameterIn.Query or ParameterIn.QueryString => "query",
        ParameterIn.Header => "header",
        _ => "cookie",
    };
}
