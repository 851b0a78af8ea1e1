namespace ApiGovernance.Gateway.Validation;

/// <summary>A parsed <c>Content-Type</c> (RFC 9110, 8.3.1).</summary>
internal readonly ref struct ContentType
{
    private ContentType(ReadOnlySpan<char> type, ReadOnlySpan<char> subtype, ReadOnlySpan<char> parameters)
    {
        Type = type;
        Subtype = subtype;
        Parameters = parameters;
        Charset = MediaTypes.Parameter(parameters, "charset");
    }

    public ReadOnlySpan<char> Type { get; }

    public ReadOnlySpan<char> Subtype { get; }

    /// <summary>What follows the first semicolon.</summary>
    public ReadOnlySpan<char> Parameters { get; }

    /// <summary>Empty when the field names none.</summary>
    public ReadOnlySpan<char> Charset { get; }

    public bool IsJson =>
        Subtype.Equals("json", StringComparison.OrdinalIgnoreCase) || Subtype.EndsWith("+json", StringComparison.OrdinalIgnoreCase);

    public bool IsForm => Is("application", "x-www-form-urlencoded");

    public bool IsMultipartForm => Is("multipart", "form-data");

    public bool IsSequence => MediaTypes.IsSequence(Type, Subtype);

    /// <summary>RFC 7464 and RFC 8091.</summary>
    public bool IsRecords => Is("application", "json-seq") || Subtype.EndsWith("+json-seq", StringComparison.OrdinalIgnoreCase);

    /// <summary>Has no end that could be waited for, or frames of its own.</summary>
    public bool IsStream => Is("text", "event-stream") || Is("multipart", "x-mixed-replace")
        || (Type.Equals("application", StringComparison.OrdinalIgnoreCase) && Subtype.StartsWith("grpc", StringComparison.OrdinalIgnoreCase));

    public bool IsByteRanges => Is("multipart", "byteranges");

    public bool IsXml => Subtype.Equals("xml", StringComparison.OrdinalIgnoreCase) || Subtype.EndsWith("+xml", StringComparison.OrdinalIgnoreCase);

    public bool IsText => Type.Equals("text", StringComparison.OrdinalIgnoreCase) && !IsXml;

    public bool IsUtf8 => Charset.IsEmpty || Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || Charset.Equals("utf8", StringComparison.OrdinalIgnoreCase)
        || IsAscii;

    /// <summary>A part of UTF-8; what is beyond it is in no charset that the field names.</summary>
    public bool IsAscii => Charset.Equals("us-ascii", StringComparison.OrdinalIgnoreCase);

    /// <returns>False when the field is empty, no media type, or has parameters that two readers could take differently.</returns>
    public static bool TryParse(ReadOnlySpan<char> field, out ContentType contentType)
    {
        contentType = default;
        int semicolon = field.IndexOf(';');
        ReadOnlySpan<char> name = (semicolon < 0 ? field : field[..semicolon]).Trim();
        int slash = name.IndexOf('/');
        if (slash <= 0 || slash == name.Length - 1 || name.IndexOfAny(" ,\t") >= 0 || name[(slash + 1)..].Contains('/') || name.Contains('*'))
            return false;
        if (semicolon >= 0 && !MediaTypeParameters.AreUnambiguous(field[(semicolon + 1)..]))
            return false;
        contentType = new ContentType(name[..slash], name[(slash + 1)..], semicolon < 0 ? default : field[(semicolon + 1)..]);
        return true;
    }

    private bool Is(string type, string subtype) =>
        Type.Equals(type, StringComparison.OrdinalIgnoreCase) && Subtype.Equals(subtype, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A media type or range of a contract: <c>application/json</c>, <c>application/*+json</c>, <c>text/*</c>, <c>*/*</c>.</summary>
internal sealed record MediaTypeRange(string Type, string Subtype)
{
    /// <summary>The higher, the fewer content types are in it.</summary>
    public int Specificity => (Type, Subtype) switch
    {
        ("*", _) => 0,
        (_, "*") => 1,
        _ when Subtype.StartsWith("*+", StringComparison.Ordinal) => 2,
        _ => 3,
    };

    public static MediaTypeRange Parse(string name)
    {
        string plain = name.Split(';')[0].Trim();
        int slash = plain.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new MediaTypeRange(plain, "*") : new MediaTypeRange(plain[..slash], plain[(slash + 1)..]);
    }

    /// <summary>Whether a type is in the range; its parameters do not count.</summary>
    public bool Contains(ContentType contentType) => Contains(contentType.Type, contentType.Subtype);

    public bool MayBe(string type, string subtype) => Contains(type, subtype);

    private bool Contains(ReadOnlySpan<char> type, ReadOnlySpan<char> subtype)
    {
        if (Type != "*" && !type.Equals(Type, StringComparison.OrdinalIgnoreCase))
            return false;
        return Specificity switch
        {
            0 or 1 => true,
            2 => subtype.EndsWith(Subtype.AsSpan(1), StringComparison.OrdinalIgnoreCase),
            _ => subtype.Equals(Subtype, StringComparison.OrdinalIgnoreCase),
        };
    }
}

internal static class MediaTypes
{
    private static readonly string[] Sequences = ["x-ndjson", "ndjson", "x-jsonlines", "jsonl", "x-jsonl", "json-seq"];

    /// <summary>JSON texts one after the other (OpenAPI 3.2, 4.14.3: sequential media types).</summary>
    public static bool IsSequence(ReadOnlySpan<char> type, ReadOnlySpan<char> subtype)
    {
        if (!type.Equals("application", StringComparison.OrdinalIgnoreCase))
            return false;
        if (subtype.EndsWith("+json-seq", StringComparison.OrdinalIgnoreCase))
            return true;
        foreach (string known in Sequences)
        {
            if (subtype.Equals(known, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>The parameters by which a contract tells types of one name apart; a charset is how a text is written, not what it is.</summary>
    /// <param name="name">As the contract writes it.</param>
    public static (string Name, string Value)[] Distinguishing(string name) =>
    [
        .. name.Split(';').Skip(1).Select(parameter => parameter.Split('=', 2)).Where(pair => pair.Length == 2)
            .Select(pair => (Name: pair[0].Trim(), Value: pair[1].Trim().Trim('"')))
            .Where(pair => !pair.Name.Equals("charset", StringComparison.OrdinalIgnoreCase)),
    ];

    /// <summary>A parameter of a media type, without its quotes; empty when there is none.</summary>
    public static ReadOnlySpan<char> Parameter(ReadOnlySpan<char> parameters, ReadOnlySpan<char> name)
    {
        foreach (Range range in parameters.Split(';'))
        {
            ReadOnlySpan<char> parameter = parameters[range].Trim();
            int equals = parameter.IndexOf('=');
            if (equals > 0 && parameter[..equals].Equals(name, StringComparison.OrdinalIgnoreCase))
                return parameter[(equals + 1)..].Trim('"');
        }

        return default;
    }
}
