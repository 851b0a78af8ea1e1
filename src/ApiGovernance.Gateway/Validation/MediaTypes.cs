namespace ApiGovernance.Gateway.Validation;

/// <summary>A parsed <c>Content-Type</c>.</summary>
internal readonly ref struct ContentType
{
    private ContentType(ReadOnlySpan<char> type, ReadOnlySpan<char> subtype, ReadOnlySpan<char> charset)
    {
        Type = type;
        Subtype = subtype;
        Charset = charset;
    }

    public ReadOnlySpan<char> Type { get; }

    public ReadOnlySpan<char> Subtype { get; }

    /// <summary>Empty when the field names none.</summary>
    public ReadOnlySpan<char> Charset { get; }

    public bool IsJson =>
        Subtype.Equals("json", StringComparison.OrdinalIgnoreCase) || Subtype.EndsWith("+json", StringComparison.OrdinalIgnoreCase);

    public bool IsForm =>
        Type.Equals("application", StringComparison.OrdinalIgnoreCase) && Subtype.Equals("x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    public bool IsUtf8 => Charset.IsEmpty || Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || Charset.Equals("utf8", StringComparison.OrdinalIgnoreCase);

    /// <returns>False when the field is empty or no media type.</returns>
    public static bool TryParse(ReadOnlySpan<char> field, out ContentType contentType)
    {
        contentType = default;
        int semicolon = field.IndexOf(';');
        ReadOnlySpan<char> name = (semicolon < 0 ? field : field[..semicolon]).Trim();
        int slash = name.IndexOf('/');
        if (slash <= 0 || slash == name.Length - 1 || name.IndexOfAny(" ,\t") >= 0)
            return false;
        ReadOnlySpan<char> charset = semicolon < 0 ? default : Parameter(field[(semicolon + 1)..], "charset");
        contentType = new ContentType(name[..slash], name[(slash + 1)..], charset);
        return true;
    }

    private static ReadOnlySpan<char> Parameter(ReadOnlySpan<char> parameters, ReadOnlySpan<char> name)
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

    public bool Contains(ContentType contentType)
    {
        if (Type != "*" && !contentType.Type.Equals(Type, StringComparison.OrdinalIgnoreCase))
            return false;
        return Specificity switch
        {
            0 or 1 => true,
            2 => contentType.Subtype.EndsWith(Subtype.AsSpan(1), StringComparison.OrdinalIgnoreCase),
            _ => contentType.Subtype.Equals(Subtype, StringComparison.OrdinalIgnoreCase),
        };
    }
}
