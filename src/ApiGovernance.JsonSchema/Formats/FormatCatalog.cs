namespace ApiGovernance.JsonSchema.Formats;

/// <summary>The formats that are asserted; every other is an annotation.</summary>
internal static class FormatCatalog
{
    private static readonly Dictionary<string, FormatDefinition> s_formats = new FormatDefinition[]
    {
        new("date", "a date such as 2026-01-31 (RFC 3339)", false, DateTimeFormats.IsDate),
        new("time", "a time with offset such as 12:00:00Z (RFC 3339)", false, DateTimeFormats.IsTime),
        new("date-time", "a date and time with offset such as 2026-01-31T12:00:00Z (RFC 3339)", false, DateTimeFormats.IsDateTime),
        new("duration", "a duration such as P1DT12H (ISO 8601)", false, DurationFormat.IsDuration),
        new("uuid", "a UUID (RFC 9562)", false, TextFormats.IsUuid),
        new("email", "an e-mail address (RFC 5321)", false, HostFormats.IsEmail),
        new("hostname", "a host name (RFC 1123)", false, HostFormats.IsHostname),
        new("ipv4", "an IPv4 address in dotted decimal", false, IpFormats.IsIpv4),
        new("ipv6", "an IPv6 address (RFC 4291)", false, IpFormats.IsIpv6),
        new("uri", "an absolute URI (RFC 3986)", false, UriFormats.IsUri),
        new("uri-reference", "a URI or relative reference (RFC 3986)", false, UriFormats.IsUriReference),
        new("json-pointer", "a JSON pointer (RFC 6901)", false, TextFormats.IsJsonPointer),
        new("relative-json-pointer", "a relative JSON pointer", false, TextFormats.IsRelativeJsonPointer),
        new("regex", "a regular expression (ECMA-262)", false, TextFormats.IsRegex),
        new("int32", "an integer of 32 bits", true, TextFormats.IsInt32),
        new("int64", "an integer of 64 bits", true, TextFormats.IsInt64),
    }.ToDictionary(static f => f.Name, StringComparer.Ordinal);

    public static FormatDefinition? Find(string name) => s_formats.TryGetValue(name, out FormatDefinition? format) ? format : null;
}
