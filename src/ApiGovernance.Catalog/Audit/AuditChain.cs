using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ApiGovernance.Catalog.Audit;

/// <summary>
/// Links each audit entry to the one before it by a hash over both, so that no entry can be changed, taken out or put in without every
/// later hash giving it away. The same in every store.
/// </summary>
internal static class AuditChain
{
    /// <summary>What the first entry follows.</summary>
    public const string Beginning = "";

    /// <summary>
    /// What the first entry from before the chain follows. Another thing than <see cref="Beginning"/>, or the hashes of the first entries
    /// could be wiped out and they would pass as older than the chain.
    /// </summary>
    public const string Unlinked = "unlinked";

    public static AuditRecord Link(AuditNote note, long sequence, string previousHash)
    {
        AuditRecord record = new(
            sequence, note.At.ToUniversalTime(), note.Actor.Name, note.Actor.Origin, note.Action, note.Object,
            note.Why.Length > 0 ? note.Why : note.Actor.Reason, note.Detail, note.Before, note.After, previousHash, "");
        return record with { Hash = HashOf(record) };
    }

    /// <summary>What the first linked entry follows when there were entries before the chain began.</summary>
    public static string OfUnlinked(IEnumerable<AuditRecord> before)
    {
        string hash = Unlinked;
        foreach (AuditRecord record in before)
            hash = HashOf(record with { PreviousHash = hash });
        return hash;
    }

    public static string HashOf(AuditRecord record)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, record.PreviousHash);
        Append(hash, record.Sequence.ToString(CultureInfo.InvariantCulture));
        Append(hash, record.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
        foreach (string? text in (ReadOnlySpan<string?>)[record.Actor, record.Origin, record.Action, record.Object, record.Why, record.Detail, record.Before, record.After])
            Append(hash, text);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Length before content: no two different entries give the same bytes. Null is another thing than empty.</summary>
    private static void Append(IncrementalHash hash, string? text)
    {
        byte[] bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, text is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
