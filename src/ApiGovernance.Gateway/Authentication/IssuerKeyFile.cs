using System.Globalization;
using System.Text;
using ApiGovernance.Protocol.Snapshots;

namespace ApiGovernance.Gateway.Authentication;

/// <summary>
/// The last known good keys of one issuer in the gateway's state directory, so that a gateway which starts while the issuer is away knows its
/// tokens. They are public; who can write that folder could write another snapshot too. A disk that fails costs no more than that.
/// </summary>
internal sealed class IssuerKeyFile(string stateDirectory, string address)
{
    private const int MaxLength = 1024 * 1024 + 100;

    private readonly string path = Path.Combine(stateDirectory, "issuer-keys", SnapshotHash.OfPart(Encoding.UTF8.GetBytes(address)) + ".jwks");

    /// <returns>Null when there are none that can be read.</returns>
    public (IssuerKeySet Keys, DateTimeOffset Fetched)? Load()
    {
        try
        {
            if (new FileInfo(path) is not { Exists: true, Length: <= MaxLength })
                return null;
            byte[] bytes = File.ReadAllBytes(path);
            // The first line is when they were fetched, the rest the key set as it came.
            int end = bytes.AsSpan().IndexOf((byte)'\n');
            return end > 0 && long.TryParse(bytes.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
                && IssuerKeySet.Parse(bytes[(end + 1)..]) is { } keys
                ? (keys, DateTimeOffset.FromUnixTimeSeconds(seconds))
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    public void Save(IssuerKeySet keys, DateTimeOffset fetched)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            string beside = path + ".new";
            File.WriteAllBytes(beside, [.. Encoding.ASCII.GetBytes(fetched.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)), (byte)'\n', .. keys.Source]);
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
