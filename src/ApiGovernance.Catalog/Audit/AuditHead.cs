using System.Globalization;
using System.Text.RegularExpressions;

namespace ApiGovernance.Catalog.Audit;

/// <summary>
/// The last entry at some moment, kept elsewhere. Whoever may write to the database can make a chain that fits together; not one that
/// ends in a hash which others have written down.
/// </summary>
public sealed partial record AuditHead(long Sequence, string Hash)
{
    /// <summary>Reads <c>SEQUENCE:HASH</c>; null when the text is none.</summary>
    public static AuditHead? Parse(string text) =>
        Form().Match(text) is { Success: true } match && long.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)
            ? new AuditHead(sequence, match.Groups[2].Value)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Hash}");

    [GeneratedRegex("^([1-9][0-9]{0,17}):([0-9a-f]{64})$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
