namespace ApiGovernance.JsonSchema.Formats;

/// <summary>Where a format comes from: the earliest draft that names it, or the registry of OpenAPI (whose own names every dialect has).</summary>
internal enum FormatOrigin
{
    Draft4,
    Draft6,
    Draft7,
    Draft201909,
    OpenApi,
}

/// <summary>The formats that are checked, by dialect. Any other is an annotation.</summary>
internal static class FormatCatalog
{
    private static readonly FormatCheck s_int64 = NumberFormats.Integer("-9223372036854775808", "9223372036854775807");
    private static readonly FormatCheck s_uint64 = NumberFormats.Integer("0", "18446744073709551615");

    /// <summary>Formats that every value has, or of which nothing can be told from the value.</summary>
    public static readonly string[] Annotations = ["binary", "commonmark", "html", "password"];

    public static readonly (FormatOrigin Origin, FormatDefinition Format)[] All =
    [
        (FormatOrigin.Draft4, new("date-time", "a date and time with offset such as 2026-01-31T12:00:00Z (RFC 3339)", false, DateTimeFormats.IsDateTime)),
        (FormatOrigin.Draft4, new("email", "an e-mail address (RFC 5321)", false, HostFormats.IsEmail)),
        (FormatOrigin.Draft4, new("hostname", "a host name (RFC 1123)", false, HostFormats.IsHostname)),
        (FormatOrigin.Draft4, new("ipv4", "an IPv4 address in dotted decimal", false, IpFormats.IsIpv4)),
        (FormatOrigin.Draft4, new("ipv6", "an IPv6 address (RFC 4291)", false, IpFormats.IsIpv6)),
        (FormatOrigin.Draft4, new("uri", "an absolute URI (RFC 3986)", false, UriFormats.IsUri)),
        (FormatOrigin.Draft6, new("uri-reference", "a URI or relative reference (RFC 3986)", false, UriFormats.IsUriReference)),
        (FormatOrigin.Draft6, new("uri-template", "a URI template (RFC 6570)", false, UriTemplateFormat.IsUriTemplate)),
        (FormatOrigin.Draft6, new("json-pointer", "a JSON pointer (RFC 6901)", false, TextFormats.IsJsonPointer)),
        (FormatOrigin.Draft7, new("date", "a date such as 2026-01-31 (RFC 3339)", false, DateTimeFormats.IsDate)),
        (FormatOrigin.Draft7, new("time", "a time with offset such as 12:00:00Z (RFC 3339)", false, DateTimeFormats.IsTime)),
        (FormatOrigin.Draft7, new("idn-email", "an internationalized e-mail address (RFC 6531)", false, HostFormats.IsIdnEmail)),
        (FormatOrigin.Draft7, new("idn-hostname", "an internationalized host name (RFC 5890)", false, HostFormats.IsIdnHostname)),
        (FormatOrigin.Draft7, new("iri", "an absolute IRI (RFC 3987)", false, UriFormats.IsIri)),
        (FormatOrigin.Draft7, new("iri-reference", "an IRI or relative reference (RFC 3987)", false, UriFormats.IsIriReference)),
        (FormatOrigin.Draft7, new("relative-json-pointer", "a relative JSON pointer", false, TextFormats.IsRelativeJsonPointer)),
        (FormatOrigin.Draft7, new("regex", "a regular expression (ECMA-262)", false, TextFormats.IsRegex)),
        (FormatOrigin.Draft201909, new("duration", "a duration such as P1DT12H (ISO 8601)", false, DurationFormat.IsDuration)),
        (FormatOrigin.Draft201909, new("uuid", "a UUID (RFC 9562)", false, TextFormats.IsUuid)),
        (FormatOrigin.OpenApi, new("int8", "an integer of 8 bits", true, NumberFormats.Integer("-128", "127"))),
        (FormatOrigin.OpenApi, new("int16", "an integer of 16 bits", true, NumberFormats.Integer("-32768", "32767"))),
        (FormatOrigin.OpenApi, new("int32", "an integer of 32 bits", true, NumberFormats.Integer("-2147483648", "2147483647"))),
        (FormatOrigin.OpenApi, new("int64", "an integer of 64 bits", true, s_int64)),
        (FormatOrigin.OpenApi, new("int64", "an integer of 64 bits", false, NumberFormats.InString(s_int64))),
        (FormatOrigin.OpenApi, new("uint8", "an integer from 0 of 8 bits", true, NumberFormats.Integer("0", "255"))),
        (FormatOrigin.OpenApi, new("uint16", "an integer from 0 of 16 bits", true, NumberFormats.Integer("0", "65535"))),
        (FormatOrigin.OpenApi, new("uint32", "an integer from 0 of 32 bits", true, NumberFormats.Integer("0", "4294967295"))),
        (FormatOrigin.OpenApi, new("uint64", "an integer from 0 of 64 bits", true, s_uint64)),
        (FormatOrigin.OpenApi, new("uint64", "an integer from 0 of 64 bits", false, NumberFormats.InString(s_uint64))),
        (FormatOrigin.OpenApi, new("double-int", "an integer that a double holds exactly", true, NumberFormats.IsSafeInteger)),
        (FormatOrigin.OpenApi, new("float", "a number within the range of single precision", true, NumberFormats.IsSingle)),
        (FormatOrigin.OpenApi, new("double", "a number within the range of double precision", true, NumberFormats.IsDouble)),
        (FormatOrigin.OpenApi, new("decimal", "a decimal number", true, NumberFormats.IsAny)),
        (FormatOrigin.OpenApi, new("decimal", "a decimal number", false, NumberFormats.InString(NumberFormats.IsAny))),
        (FormatOrigin.OpenApi, new("decimal128", "a decimal number of at most 34 significant digits", true, NumberFormats.IsDecimal128)),
        (FormatOrigin.OpenApi, new("decimal128", "a decimal number of at most 34 significant digits", false, NumberFormats.InString(NumberFormats.IsDecimal128))),
        (FormatOrigin.OpenApi, new("unixtime", "a number of seconds since 1970", true, NumberFormats.IsInteger)),
        (FormatOrigin.OpenApi, new("unixtime", "a number of seconds since 1970", false, NumberFormats.InString(NumberFormats.IsInteger))),
        (FormatOrigin.OpenApi, new("sf-integer", "an integer of at most 15 digits (RFC 8941)", true, NumberFormats.IsStructuredInteger)),
        (FormatOrigin.OpenApi, new("sf-decimal", "a decimal of at most 12 digits and 3 decimals (RFC 8941)", true, NumberFormats.IsStructuredDecimal)),
        (FormatOrigin.OpenApi, new("sf-string", "a string of structured fields, in quotes (RFC 8941)", false, HttpFormats.IsStructuredString)),
        (FormatOrigin.OpenApi, new("sf-token", "a token of structured fields (RFC 8941)", false, HttpFormats.IsStructuredToken)),
        (FormatOrigin.OpenApi, new("sf-binary", "base64 between colons (RFC 8941)", false, HttpFormats.IsStructuredBinary)),
        (FormatOrigin.OpenApi, new("sf-boolean", "?0 or ?1 (RFC 8941)", false, HttpFormats.IsStructuredBoolean)),
        (FormatOrigin.OpenApi, new("byte", "base64 with padding (RFC 4648)", false, EncodingFormats.IsBase64)),
        (FormatOrigin.OpenApi, new("base64url", "base64url (RFC 4648)", false, EncodingFormats.IsBase64Url)),
        (FormatOrigin.OpenApi, new("char", "one character", false, TextFormats.IsCharacter)),
        (FormatOrigin.OpenApi, new("date-time-local", "a date and time without offset such as 2026-01-31T12:00:00", false, DateTimeFormats.IsLocalDateTime)),
        (FormatOrigin.OpenApi, new("time-local", "a time without offset such as 12:00:00", false, DateTimeFormats.IsLocalTime)),
        (FormatOrigin.OpenApi, new("http-date", "a date of HTTP such as Sat, 31 Jan 2026 12:00:00 GMT (RFC 9110)", false, HttpDateFormat.IsHttpDate)),
        (FormatOrigin.OpenApi, new("media-range", "a media range such as text/* (RFC 9110)", false, HttpFormats.IsMediaRange)),
        (FormatOrigin.OpenApi, new("language", "a language tag (RFC 5646)", false, LanguageTagFormat.IsLanguageTag)),
        (FormatOrigin.OpenApi, new("ipv4-cidr", "an IPv4 network such as 10.0.0.0/8", false, TextFormats.IsIpv4Network)),
        (FormatOrigin.OpenApi, new("ipv6-cidr", "an IPv6 network such as 2001:db8::/32", false, TextFormats.IsIpv6Network)),
    ];

    // Before draft 7 nothing speaks of internationalized names: "ab--cd" is a label like any other.
    private static readonly FormatDefinition s_plainHostname = new("hostname", "a host name (RFC 1123)", false, HostFormats.IsPlainHostname);

    private static readonly ILookup<string, (FormatOrigin Origin, FormatDefinition Format)> s_byName =
        All.ToLookup(static f => f.Format.Name, StringComparer.Ordinal);

    /// <summary>The checks of a format in a dialect: one for strings, one for numbers, both or none.</summary>
    public static FormatDefinition[] Find(string name, SchemaDialect dialect)
    {
        if (name == "hostname" && dialect is SchemaDialect.Draft4 or SchemaDialect.Draft6)
            return [s_plainHostname];
        FormatOrigin last = LastOf(dialect);
        return [.. s_byName[name].Where(f => f.Origin <= last || f.Origin == FormatOrigin.OpenApi).Select(static f => f.Format)];
    }

    /// <summary>The latest origin whose formats a dialect has.</summary>
    public static FormatOrigin LastOf(SchemaDialect dialect) => dialect switch
    {
        SchemaDialect.Draft4 => FormatOrigin.Draft4,
        SchemaDialect.Draft6 => FormatOrigin.Draft6,
        SchemaDialect.Draft7 => FormatOrigin.Draft7,
        SchemaDialect.Draft201909 or SchemaDialect.Draft202012 => FormatOrigin.Draft201909,
        _ => FormatOrigin.OpenApi,
    };
}
