using System.Security.Cryptography;

namespace ApiGovernance.Gateway.Authentication.Signatures;

/// <summary>The <c>Content-Digest</c> of a body (RFC 9530).</summary>
internal static class ContentDigest
{
    public const string Field = "content-digest";

    /// <summary>Whether at least one digest of a safe algorithm is there, and all of those are the body's.</summary>
    public static bool Matches(string field, ReadOnlySpan<byte> body)
    {
        StructuredText reader = new(field);
        bool first = true, ended, any = false;
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        while (reader.NextMember(ref first, out ended))
        {
            if (reader.Key() is not { } algorithm || !reader.Take('=') || reader.Bytes() is not { } digest || reader.Parameters() is null)
                return false;
            // MD5, SHA and checksums prove nothing against somebody who wants to deceive.
            int length = algorithm switch
            {
                "sha-256" => SHA256.HashData(body, hash),
                "sha-512" => SHA512.HashData(body, hash),
                _ => 0,
            };
            if (length == 0)
                continue;
            if (!digest.AsSpan().SequenceEqual(hash[..length]))
                return false;
            any = true;
        }

        return ended && any;
    }
}
