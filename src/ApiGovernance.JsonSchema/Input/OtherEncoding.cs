namespace ApiGovernance.JsonSchema.Input;

/// <summary>Recognizes a JSON text in an encoding that JSON is not sent in, by its mark or by where its zeros are (RFC 4627, 3).</summary>
internal static class OtherEncoding
{
    /// <summary>The encoding's name; null when nothing speaks for one.</summary>
    public static string? Of(ReadOnlySpan<byte> text) => text switch
    {
        [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] or [0, 0, 0, not 0, ..] or [not 0, 0, 0, 0, ..] => "UTF-32",
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, not 0, 0, not 0, ..] or [not 0, 0, not 0, 0, ..] => "UTF-16",
        _ => null,
    };
}
