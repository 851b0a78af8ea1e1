using System.Globalization;
using System.Text.Json;
using ApiGovernance.Protocol;

namespace ApiGovernance.Cli.Management;

/// <summary>Values of records as people read them.</summary>
internal static class RecordWords
{
    public const string None = "-";

    public static string Text(string? text) => string.IsNullOrEmpty(text) ? None : text;

    public static string List(IReadOnlyList<string>? items, string none = None) => items is { Count: > 0 } ? string.Join(", ", items) : none;

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? None;

    public static string Minute(DateTimeOffset? instant) => instant?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? None;

    public static string Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? None;

    /// <summary>As the API and descriptors write it.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonSerializer.SerializeToElement(value, ProtocolJson.Type<T>()).GetString()!;

    public static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
