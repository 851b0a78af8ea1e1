using System.Text.RegularExpressions;

namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <summary>What a text must look like, and how to say so.</summary>
internal sealed partial record TextRule(string Expectation, Func<string, bool> IsMatch, string? Fix = null)
{
    private const int MaxFile = 300;

    public static TextRule Any { get; } = new("text", _ => true);

    /// <summary>Names of everything in the catalog.</summary>
    public static TextRule Name { get; } = new(
        "lower-case letters, digits and hyphens, beginning with a letter, 63 characters at most", NamePattern().IsMatch);

    public static TextRule VersionName { get; } = new("`v` and a number", VersionPattern().IsMatch, "Write v1, v2 and so on.");

    public static TextRule BasePath { get; } = new(
        "one to six segments of lower-case letters, digits and hyphens, each after a slash, without a slash at the end",
        v => v.Length <= 200 && BasePathPattern().IsMatch(v), "Write it like /commerce/order-intake.");

    public static TextRule UpstreamPath { get; } = new(
        "a path that begins with a slash and does not end with one", v => v.Length <= MaxFile && UpstreamPathPattern().IsMatch(v) && !HasDotSegment(v), "Write it like /v1.");

    public static TextRule RelativeFile { get; } = new(
        "a .yaml, .yml or .json file in the descriptor's folder or below", v => v.Length <= MaxFile && RelativeFilePattern().IsMatch(v), "Write it like v1/openapi.yaml.");

    /// <summary>An HTTP field name (RFC 9110, 5.1).</summary>
    public static TextRule HeaderName { get; } = new("an HTTP header name (RFC 9110, 5.1)", v => v.Length <= 100 && HeaderPattern().IsMatch(v), "Write it like Api-Version.");

    /// <summary>The name of a media type's parameter (RFC 9110, 5.6.6); <c>q</c> and <c>charset</c> have a meaning already.</summary>
    public static TextRule MediaTypeParameter { get; } = new(
        "the name of a media type's parameter, other than q, charset and boundary",
        v => v.Length <= 40 && HeaderPattern().IsMatch(v) && v.ToLowerInvariant() is not ("q" or "charset" or "boundary"), "Write it like v.");

    /// <summary>A media type with or without parameters (RFC 9110, 8.3.1).</summary>
    public static TextRule MediaType { get; } = new(
        "a media type", v => v.Length <= 200 && MediaTypePattern().IsMatch(v), "Write it like application/json.");

    /// <summary>An operation as contracts and reports name it.</summary>
    public static TextRule Operation { get; } = new(
        "a method in capitals, a space and a path of the contract", OperationPattern().IsMatch, "Write it like GET /orders/{orderId}.");

    /// <summary>A scope token (RFC 6749, 3.3).</summary>
    public static TextRule Scope { get; } = new("a scope without spaces and quotes (RFC 6749, 3.3)", v => v.Length <= 200 && ScopePattern().IsMatch(v), "Write it like orders.read.");

    public static TextRule HttpUrl { get; } = new("an absolute http or https URL", v => HttpAddress.Is(v, out _), "Write it like https://host.example.com/path.");

    /// <summary>An HTTP URL of a server: calls are appended to it, and secrets have no place in a catalog.</summary>
    public static TextRule ServerUrl { get; } = new(
        "an absolute http or https URL without user name, query and fragment",
        v => HttpAddress.Is(v, out Uri? url) && url.UserInfo.Length == 0 && !v.AsSpan().ContainsAny('?', '#'), "Write it like https://host.example.com:8443/path.");

    /// <summary>A server to which secrets are sent.</summary>
    public static TextRule SecretUrl { get; } = new(
        "an https URL without user name, query and fragment (http on this machine only)",
        v => ServerUrl.IsMatch(v) && HttpAddress.Is(v, out Uri? url) && (url.Scheme == Uri.UriSchemeHttps || url.IsLoopback), "Write it like https://login.example.com/token.");

    /// <summary>Where gateways find a secret.</summary>
    public static TextRule Secret { get; } = new(
        $"`env:{SecretReference.VariablePrefix}` and a name, or `file:` and a path in the gateway's folder of secrets", SecretReference.Is,
        $"Write it like env:{SecretReference.VariablePrefix}PARTNERS, and give gateways that variable; a secret itself has no place here.");

    /// <summary>What opaque tokens begin with.</summary>
    public static TextRule TokenPrefix { get; } = new(
        "1 to 40 letters, digits, hyphens and underscores",
        v => v.Length is > 0 and <= 40 && v.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'), "Write it like ptk_.");

    /// <summary>A line of text.</summary>
    public static TextRule NotEmpty { get; } = Line(1, 300);

    /// <summary>What somebody says about something.</summary>
    public static TextRule Reason { get; } = Length(1, 2000);

    /// <summary>Who did something: a person, a team or a client.</summary>
    public static TextRule Actor { get; } = Line(1, 200);

    /// <summary>A CloudEvents <c>type</c> that ends with its major version.</summary>
    public static TextRule EventType { get; } = new(
        "words of letters and digits with dots between them, and the major version at the end, 200 characters at most",
        v => v.Length <= 200 && EventTypePattern().IsMatch(v), "Write it like order.created.v1.");

    public static TextRule SchemaFile { get; } = new(
        "a .yaml, .yml or .json file in the descriptor's folder or below, or a part of one",
        v => v.Length <= MaxFile && SchemaFilePattern().IsMatch(v),
        "Write it like order.created.v1.schema.yaml, or orders.asyncapi.yaml#/components/messages/OrderCreated/payload.");

    public static TextRule OrderingKey { get; } = new(
        "`data.` and the path of a property, or the name of a CloudEvents attribute",
        v => v.Length <= MaxFile && OrderingKeyPattern().IsMatch(v), "Write it like data.order.id, subject or partitionkey.");

    /// <summary>A CloudEvents <c>source</c>: a URI reference (RFC 3986).</summary>
    public static TextRule UriReference { get; } = new(
        "a URI or a path, without spaces", v => v.Length is > 0 and <= HttpAddress.MaxLength && Uri.IsWellFormedUriString(v, UriKind.RelativeOrAbsolute),
        "Write it like /systems/commerce.");

    public static TextRule Fingerprint { get; } = new(
        "a finding's fingerprint of 16 hex digits in lower case", FingerprintPattern().IsMatch, "Copy it from the verdict's findings, in quotes.");

    /// <summary>The name of a subscription; see <see cref="SubscriptionDescriptor.NameOf"/>.</summary>
    public static TextRule SubscriptionName { get; } = new(
        "the consumer's name, two hyphens and the API's name", SubscriptionNamePattern().IsMatch, "Write it like storefront--orders.");

    public static TextRule TimeZone { get; } = new(
        "a time zone's IANA name", v => v.Length <= 60 && TimeZonePattern().IsMatch(v), "Write it like Europe/Amsterdam.");

    /// <summary>The date, the time and the offset of RFC 3339; whether they exist is another question.</summary>
    public static bool HasOffset(string text) => InstantPattern().IsMatch(text);

    /// <summary>A name as schemas and properties have it.</summary>
    public static TextRule Word { get; } = new(
        "a name of letters, digits, hyphens and underscores, 64 characters at most", WordPattern().IsMatch, "Write it like salesOrder.");

    /// <summary>A property of a schema, or one inside another or inside the items of a list.</summary>
    public static TextRule FieldPath { get; } = new(
        "names of properties, joined by dots", FieldPathPattern().IsMatch, "Write it like status or lines.quantity.");

    /// <summary>Text of any number of lines. Lengths are counted in code points, as JSON Schema does.</summary>
    public static TextRule Length(int minimum, int maximum) => new(
        minimum > 0 ? $"text of {minimum} to {maximum} characters" : $"text of {maximum} characters at most",
        v => IsReadable(v, minimum, maximum) && !v.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')));

    /// <summary>Text on one line: reports, tables and header fields show it as it is.</summary>
    public static TextRule Line(int minimum, int maximum) => new(
        minimum > 0 ? $"one line of {minimum} to {maximum} characters" : $"one line of {maximum} characters at most",
        v => IsReadable(v, minimum, maximum) && !v.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'));

    /// <summary>Blanks alone say nothing where something must be said.</summary>
    private static bool IsReadable(string text, int minimum, int maximum) =>
        text.EnumerateRunes().Count() is var length && length >= minimum && length <= maximum && (minimum == 0 || !string.IsNullOrWhiteSpace(text));

    private static bool HasDotSegment(string path) => path.Split('/').Any(s => s is "." or "..");

    [GeneratedRegex(@"^[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+( *; *[A-Za-z0-9_-]+=[A-Za-z0-9!#$&^_.+-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex MediaTypePattern();

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^v[0-9]{1,6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"^(/[a-z0-9-]+){1,6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex BasePathPattern();

    [GeneratedRegex(@"^(/[A-Za-z0-9._~-]+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex UpstreamPathPattern();

    [GeneratedRegex(@"^(?!/)(?!.*\.\.).+\.(ya?ml|json)\z", RegexOptions.CultureInvariant)]
    private static partial Regex RelativeFilePattern();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex WordPattern();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex FieldPathPattern();

    [GeneratedRegex(@"^[!#$%&'*+.^_`|~0-9A-Za-z-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderPattern();

    [GeneratedRegex(@"^[A-Z]{3,20} /[^\s?#]{0,1000}\z", RegexOptions.CultureInvariant)]
    private static partial Regex OperationPattern();

    [GeneratedRegex(@"^[\x21\x23-\x5B\x5D-\x7E]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex ScopePattern();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*\.v[0-9]{1,6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex EventTypePattern();

    [GeneratedRegex(@"^(?!/)(?!.*\.\.)[^#]+\.(ya?ml|json)(#(/[^#]*)?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex SchemaFilePattern();

    [GeneratedRegex(@"^([a-z][a-z0-9]{0,19}|data(\.[A-Za-z_][A-Za-z0-9_-]*){1,8})\z", RegexOptions.CultureInvariant)]
    private static partial Regex OrderingKeyPattern();

    [GeneratedRegex(@"^[0-9a-f]{16}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FingerprintPattern();

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,62}--[a-z][a-z0-9-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SubscriptionNamePattern();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex TimeZonePattern();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?(Z|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex InstantPattern();
}
