using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Authentication.Onward;

/// <summary>
/// The gateway's keys in its state folder, one file each, readable by nobody else; gateways behind one address share a folder. A new key is
/// published for an hour before it signs, and an old one for a day after it did: back ends that fetch the keys now and then miss none.
/// </summary>
internal sealed partial class IdentityKeyStore(GatewayOptions options, TimeProvider clock, ILogger<IdentityKeyStore> logger)
{
    public static readonly TimeSpan RenewAfter = TimeSpan.FromDays(30);
    public static readonly TimeSpan PublishedBefore = TimeSpan.FromHours(1);
    public static readonly TimeSpan PublishedAfter = TimeSpan.FromDays(1);

    /// <summary>How soon a key of another gateway that shares the folder is seen.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private readonly string folder = options.IdentityKeyDirectory ?? Path.Combine(options.StateDirectory, "identity-keys");
    private readonly Lock gate = new();
    private IdentityKey[] keys = [];
    private long? lookedAt;

    /// <summary>All keys that back ends should know, oldest first.</summary>
    public IReadOnlyList<IdentityKey> Published()
    {
        lock (gate)
        {
            if (keys.Length == 0 || lookedAt is not { } looked || clock.GetElapsedTime(looked) >= LookAgain)
                Look();
            return keys;
        }
    }

    /// <summary>The newest key that was published for long enough; at the very first the only one.</summary>
    public IdentityKey Current()
    {
        IReadOnlyList<IdentityKey> published = Published();
        DateTimeOffset now = clock.GetUtcNow();
        return published.LastOrDefault(key => key.Created + PublishedBefore <= now) ?? published[0];
    }

    private void Look()
    {
        lookedAt = clock.GetTimestamp();
        DateTimeOffset now = clock.GetUtcNow();
        // What could not be written, or cannot be read now, is known to this process all the same.
        List<IdentityKey> found =
        [
            .. Read().Concat(keys).DistinctBy(key => key.Id, StringComparer.Ordinal).OrderBy(key => key.Created).ThenBy(key => key.Id, StringComparer.Ordinal),
        ];
        if (found.Count == 0 || found[^1].Created + RenewAfter <= now)
        {
            IdentityKey made = IdentityKey.Make(now);
            Write(made);
            found.Add(made);
        }

        // A key is over once its successor has signed for as long as back ends may still meet the old one's tokens.
        for (int i = found.Count - 2; i >= 0; i--)
        {
            if (found[i + 1].Created + PublishedBefore + PublishedAfter <= now)
            {
                Delete(found[i]);
                found.RemoveAt(i);
            }
        }

        keys = [.. found];
    }

    private List<IdentityKey> Read()
    {
        try
        {
            if (!Directory.Exists(folder) || IsOpenToOthers())
                return [];
            return [.. Directory.EnumerateFiles(folder, "*.pem").Select(Read).OfType<IdentityKey>()];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            NotRead(error, folder);
            return [];
        }
    }

    /// <summary>Null for a file that is no key; the others count all the same.</summary>
    private IdentityKey? Read(string file)
    {
        // <seconds since 1970>.<id>.pem
        string[] name = Path.GetFileNameWithoutExtension(file).Split('.');
        if (name.Length != 2 || !long.TryParse(name[0], NumberStyles.None, CultureInfo.InvariantCulture, out long created)
            || created > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            return null;
        if (Array.Find(keys, known => known.Id == name[1]) is { } same)
            return same;
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(file));
            // It signs ES256.
            if (key.KeySize == 256)
                return new IdentityKey(name[1], DateTimeOffset.FromUnixTimeSeconds(created), key);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            NotRead(error, file);
        }

        key.Dispose();
        return null;
    }

    /// <summary>Whoever may write there could add a key of their own and say with it whatever they like to back ends.</summary>
    private bool IsOpenToOthers()
    {
        bool open = !OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & UnixFileMode.OtherWrite) != 0;
        if (open)
            OpenToOthers(folder);
        return open;
    }

    private void Write(IdentityKey key)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            if (IsOpenToOthers())
                return;
            FileStreamOptions create = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            // Another gateway may look at any moment; what it finds is whole.
            string unfinished = PathOf(key) + ".new";
            using (StreamWriter writer = new(unfinished, create))
                writer.Write(key.Key.ExportPkcs8PrivateKeyPem());
            File.Move(unfinished, PathOf(key));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            NotWritten(error, folder);
        }
    }

    private void Delete(IdentityKey key)
    {
        try
        {
            File.Delete(PathOf(key));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            NotWritten(error, folder);
        }
    }

    private string PathOf(IdentityKey key) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{key.Created.ToUnixTimeSeconds()}.{key.Id}.pem"));

    [LoggerMessage(1, LogLevel.Warning, "The gateway's own keys in {Folder} cannot be written; they are lost when it stops")]
    private partial void NotWritten(Exception error, string folder);

    [LoggerMessage(2, LogLevel.Error, "Keys of the gateway in {Place} cannot be read")]
    private partial void NotRead(Exception error, string place);

    [LoggerMessage(3, LogLevel.Error, "Everybody may write into {Folder}, so the gateway's own keys are neither read from there nor kept there; take that right away (chmod o-w)")]
    private partial void OpenToOthers(string folder);
}
