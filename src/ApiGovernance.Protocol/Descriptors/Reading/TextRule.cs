using System.Text.RegularExpressions;

namespace ApiGovernance.Protocol.Descriptors.Reading;

/// <summary>What a text must look like, and how to say so.</summary>
internal sealed partial record TextRule(string Expectation, Func<string, bool> IsMatch, string? Fix = null)
{
    public static TextRule Any { get; } = new("text", _ => true);

    /// <summary>Names of everything in the catalog.</summary>
    public static TextRule Name { get; } = new(
        "lower-case letters, digits and hyphens, beginning with a letter, 63 characters at most", NamePattern().IsMatch);

    public static TextRule VersionName { get; } = new("`v` and a number", VersionPattern().IsMatch, "Write v1, v2 and so on.");

    public static TextRule BasePath { get; } = new(
        "one to six segments of lower-case letters, digits and hyphens, each after a slash, without a slash at the end",
        BasePathPattern().IsMatch, "Write it like /commerce/order-intake.");

    public static TextRule UpstreamPath { get; } = new(
        "a path that begins with a slash and does not end with one", v => UpstreamPathPattern().IsMatch(v) && !HasDotSegment(v), "Write it like /v1.");

    public static TextRule RelativeFile { get; } = new(
        "a .yaml, .yml or .json file in the descriptor's folder or below", v => RelativeFilePattern().IsMatch(v), "Write it like v1/openapi.yaml.");

    /// <summary>An HTTP field name (RFC 9110, 5.1).</summary>
    public static TextRule HeaderName { get; } = new("an HTTP header name (RFC 9110, 5.1)", HeaderPattern().IsMatch, "Write it like Api-Version.");

    /// <summary>A scope token (RFC 6749, 3.3).</summary>
    public static TextRule Scope { get; } = new("a scope without spaces and quotes (RFC 6749, 3.3)", ScopePattern().IsMatch, "Write it like orders.read.");

    public static TextRule HttpUrl { get; } = new("an absolute http or https URL", v => IsHttpUrl(v, out _), "Write it like https://host.example.com/path.");

    /// <summary>An HTTP URL of a server: calls are appended to it, and secrets have no place in a catalog.</summary>
    public static TextRule ServerUrl { get; } = new(
        "an absolute http or https URL without user name, query and fragment",
        v => IsHttpUrl(v, out Uri? url) && url.UserInfo.Length == 0 && !v.AsSpan().ContainsAny('?', '#'), "Write it like https://host.example.com:8443/path.");

    /// <summary>A name as schemas and properties have it.</summary>
    public static TextRule Word { get; } = new(
        "a name of letters, digits, hyphens and underscores, 64 characters at most", WordPattern().IsMatch, "Write it like salesOrder.");

    /// <summary>A property of a schema, or one inside another or inside the items of a list.</summary>
    public static TextRule FieldPath { get; } = new(
        "names of properties, joined by dots", FieldPathPattern().IsMatch, "Write it like status or lines.quantity.");

    public static TextRule NotEmpty { get; } = new("text that is not empty", v => v.Length > 0);

    /// <summary>Lengths are counted in code points, as JSON Schema does.</summary>
    public static TextRule Length(int minimum, int maximum) => new(
        minimum > 0 ? $"text of {minimum} to {maximum} characters" : $"text of {maximum} characters at most",
        v => v.EnumerateRunes().Count() is var length && length >= minimum && length <= maximum);

    private static bool IsHttpUrl(string value, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(value, UriKind.Absolute, out url)
        && (value.StartsWith("http://", StringComparison.Ordinal) || value.StartsWith("https://", StringComparison.Ordinal))
        && url.Host.Length > 0
        && url.IsWellFormedOriginalString();

    private static bool HasDotSegment(string path) => path.Split('/').Any(s => s is "." or "..");

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^v[0-9]+\z", RegexOptions.CultureInvariant)]
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

    [GeneratedRegex(@"^[\x21\x23-\x5B\x5D-\x7E]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex ScopePattern();
}
