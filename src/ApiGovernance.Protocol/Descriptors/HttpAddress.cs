using System.Diagnostics.CodeAnalysis;

namespace ApiGovernance.Protocol.Descriptors;

/// <summary>Addresses of pages and servers, which also stand in header fields: absolute, well formed, of a bounded length.</summary>
public static class HttpAddress
{
    public const int MaxLength = 2000;

    public static bool Is(string value, [NotNullWhen(true)] out Uri? url)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Uri.TryCreate(value.Length > MaxLength ? "" : value, UriKind.Absolute, out url)
            && (value.StartsWith("http://", StringComparison.Ordinal) || value.StartsWith("https://", StringComparison.Ordinal))
            && url.Host.Length > 0
            && url.IsWellFormedOriginalString();
    }
}
