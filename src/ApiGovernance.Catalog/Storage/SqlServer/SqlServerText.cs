using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ApiGovernance.Catalog.Storage.SqlServer;

/// <summary>Values as SQL Server keeps them.</summary>
internal static class SqlServerText
{
    /// <summary>An instant as it is read: UTC, although the column does not say so.</summary>
    public static DateTimeOffset InstantOf(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    public static DateTimeOffset? InstantOf(DateTime? utc) => utc is { } given ? InstantOf(given) : null;

    /// <summary>A LIKE pattern (ESCAPE '!') for what begins with a text and a separator; null for null.</summary>
    public static string? Prefix(string? text, string separator)
    {
        if (text is null)
            return null;
        StringBuilder pattern = new();
        foreach (char character in text)
        {
            if (character is '!' or '%' or '_' or '[')
                pattern.Append('!');
            pattern.Append(character);
        }

        return pattern.Append(separator).Append('%').ToString();
    }

    /// <summary>A key over texts that together are longer than a key may be: SHA-256 over each with its length.</summary>
    public static byte[] KeyOf(params ReadOnlySpan<string> parts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (string part in parts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }
}
