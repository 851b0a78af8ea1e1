namespace ApiGovernance.JsonSchema.Parameters;

/// <summary>How a value that is a document of its own is read.</summary>
internal enum MediaKind
{
    /// <summary>It is none: a styled value.</summary>
    Styled,

    /// <summary><c>application/json</c> or <c>+json</c>.</summary>
    Json,

    /// <summary><c>text/plain</c>: a string, or what other scalar the schema asks for.</summary>
    Text,

    /// <summary><c>application/x-www-form-urlencoded</c>.</summary>
    Form,

    /// <summary>Not read: only whether it is there is checked.</summary>
    Other,
}

internal static class MediaKinds
{
    public static MediaKind Of(string mediaType)
    {
        ReadOnlySpan<char> name = Name(mediaType);
        if (name.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || name.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
            return MediaKind.Json;
        if (name.Equals("text/plain", StringComparison.OrdinalIgnoreCase))
            return MediaKind.Text;
        return name.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) ? MediaKind.Form : MediaKind.Other;
    }

    /// <summary>Whether a media type is in a range such as <c>image/*</c>; parameters do not count.</summary>
    public static bool IsIn(string mediaType, string range)
    {
        ReadOnlySpan<char> type = Name(mediaType);
        ReadOnlySpan<char> wanted = Name(range);
        return wanted.SequenceEqual("*/*")
            || (wanted.EndsWith("/*") ? type.StartsWith(wanted[..^1], StringComparison.OrdinalIgnoreCase) : type.Equals(wanted, StringComparison.OrdinalIgnoreCase));
    }

    private static ReadOnlySpan<char> Name(string mediaType)
    {
        int semicolon = mediaType.IndexOf(';', StringComparison.Ordinal);
        return (semicolon < 0 ? mediaType : mediaType.AsSpan(0, semicolon)).Trim();
    }
}
