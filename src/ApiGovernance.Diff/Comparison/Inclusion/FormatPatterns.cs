using ApiGovernance.Diff.Comparison.Schemas;
using ApiGovernance.JsonSchema;

namespace ApiGovernance.Diff.Comparison.Inclusion;

/// <summary>Patterns that every text of a format matches: a UUID is 36 characters long, whether or not a schema says so.</summary>
internal static class FormatPatterns
{
    private const string Date = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])";
    private const string LocalTime = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?";
    private const string Time = LocalTime + "(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])";
    private const string Octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private const string Hex = "[0-9A-Fa-f]";

    private static readonly Dictionary<string, string> Patterns = new(StringComparer.Ordinal)
    {
        ["uuid"] = $"^{Hex}{{8}}-{Hex}{{4}}-{Hex}{{4}}-{Hex}{{4}}-{Hex}{{12}}$",
        ["date"] = $"^{Date}$",
        ["time"] = $"^{Time}$",
        ["date-time"] = $"^{Date}[Tt]{Time}$",
        ["time-local"] = $"^{LocalTime}$",
        ["date-time-local"] = $"^{Date}[Tt]{LocalTime}$",
        ["ipv4"] = $"^{Octet}(?:\\.{Octet}){{3}}$",
        ["ipv6"] = "^[0-9A-Fa-f:.]{2,45}$",
        ["byte"] = "^[A-Za-z0-9+/]*={0,2}$",
    };

    public static IReadOnlyCollection<string> Formats => Patterns.Keys;

    /// <summary>The rules with the patterns that their formats stand for, where the dialect checks them.</summary>
    public static StringRules Beside(StringRules rules, SchemaDialect dialect)
    {
        List<string> added = [];
        foreach (string format in rules.Formats)
        {
            if (Patterns.TryGetValue(format, out string? pattern) && SchemaFormats.IsMatch(dialect, format, "x"u8) is not null)
                added.Add(pattern);
        }

        return added.Count == 0 ? rules : rules with { Patterns = [.. rules.Patterns.Union(added)] };
    }
}
