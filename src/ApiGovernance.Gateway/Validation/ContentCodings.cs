using Microsoft.Extensions.Primitives;

namespace ApiGovernance.Gateway.Validation;

/// <summary>Ways of packing a body (RFC 9110, 8.4.1).</summary>
[Flags]
internal enum ContentCodings
{
    None = 0,
    Gzip = 1,
    Brotli = 2,
    Deflate = 4,
}

internal static class ContentCoding
{
    extension(ContentCodings)
    {
        public static ContentCodings Of(IReadOnlyList<string> names) =>
            names.Aggregate(ContentCodings.None, (all, name) => all | (Find(name) ?? ContentCodings.None));
    }

    /// <summary>As <c>Accept-Encoding</c> lists them in a 415 (RFC 7694).</summary>
    public static string Names(ContentCodings codings) => codings == ContentCodings.None ? "identity" : string.Join(", ", new[]
    {
        (ContentCodings.Gzip, "gzip"), (ContentCodings.Brotli, "br"), (ContentCodings.Deflate, "deflate"),
    }.Where(entry => codings.HasFlag(entry.Item1)).Select(entry => entry.Item2));

    /// <summary>Reads the field: one coding at most, however it is written.</summary>
    /// <returns>False for a coding that is not known and for two at once, which somebody on the way might undo halfway.</returns>
    public static bool TryRead(StringValues field, out ContentCodings coding)
    {
        coding = ContentCodings.None;
        foreach (string? line in field)
        {
            foreach (Range range in line.AsSpan().Split(','))
            {
                ReadOnlySpan<char> name = line.AsSpan()[range].Trim();
                if (name.IsEmpty || name.Equals("identity", StringComparison.OrdinalIgnoreCase))
                    continue;
                if (coding != ContentCodings.None || Find(name) is not { } found)
                    return false;
                coding = found;
            }
        }

        return true;
    }

    private static ContentCodings? Find(ReadOnlySpan<char> name) => name switch
    {
        _ when name.Equals("gzip", StringComparison.OrdinalIgnoreCase) || name.Equals("x-gzip", StringComparison.OrdinalIgnoreCase) => ContentCodings.Gzip,
        _ when name.Equals("br", StringComparison.OrdinalIgnoreCase) => ContentCodings.Brotli,
        _ when name.Equals("deflate", StringComparison.OrdinalIgnoreCase) => ContentCodings.Deflate,
        _ => null,
    };
}
