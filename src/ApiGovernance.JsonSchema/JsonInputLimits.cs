using System.Globalization;

namespace ApiGovernance.JsonSchema;

/// <summary>What a JSON text may be before any schema is asked. The defaults are the strict profile of RFC 8259 and RFC 7493.</summary>
public sealed record JsonInputLimits
{
    /// <summary>The limits used when none are given: 128 MiB, depth 64, no duplicate keys.</summary>
    public static JsonInputLimits Default { get; } = new();

    /// <summary>
    /// Bytes a text may have; 128 MiB by default. Where a schema decides while reading, a text costs no memory beside itself; where it has
    /// to look at values again, up to eight bytes for each byte of the text, which are let go afterwards.
    /// </summary>
    public int MaxBytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>Containers that may be open at once; 1 to 1000.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Whether an object may name a key twice. RFC 7493 2.3 forbids it: two parsers may see two different documents.</summary>
    public bool AllowDuplicateKeys { get; init; }

    internal int Depth => Math.Clamp(MaxDepth, 1, 1000);

    /// <summary>Why a text of this length is refused unread; null when it is not.</summary>
    internal JsonInputError? Refusal(long bytes) => bytes <= MaxBytes ? null : new JsonInputError(
        string.Create(CultureInfo.InvariantCulture, $"The text has {bytes} bytes; at most {MaxBytes} are taken (JsonInputLimits.MaxBytes)."), 0, 1, 1);
}

/// <summary>Why a text is not the JSON that is accepted.</summary>
/// <param name="Message">One sentence; never quotes the input.</param>
/// <param name="ByteOffset">Offset of the offending byte, from 0.</param>
/// <param name="Line">Line of that byte, from 1.</param>
/// <param name="Column">Column of that byte in bytes, from 1.</param>
public sealed record JsonInputError(string Message, int ByteOffset, int Line, int Column);
