using System.Text.Json;
using ApiGovernance.Protocol;
using ApiGovernance.Protocol.Snapshots;
using Microsoft.Extensions.Logging;

namespace ApiGovernance.Gateway.Snapshots;

/// <summary>
/// The last good snapshot on disk: <c>manifest.json</c> and <c>parts/&lt;hash&gt;</c>. Every file is written beside its place and
/// moved into it, and every part is checked against its hash when it is read. A disk that fails costs the next start, not this run.
/// </summary>
internal sealed partial class PartStore(GatewayOptions options, ILogger<PartStore> logger)
{
    private readonly string manifestPath = Path.Combine(options.StateDirectory, "manifest.json");
    private readonly string partsPath = Path.Combine(options.StateDirectory, "parts");

    /// <summary>The parts on disk; null before the first commit and after one that failed, when the folder has to be read.</summary>
    private HashSet<string>? stored;

    /// <returns>Null when there is none, or none that can be read.</returns>
    public SnapshotManifest? LoadManifest()
    {
        try
        {
            return File.Exists(manifestPath)
                ? JsonSerializer.Deserialize<SnapshotManifest>(File.ReadAllBytes(manifestPath), ProtocolJson.Options)
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            Unreadable(error, manifestPath);
            return null;
        }
    }

    /// <returns>Null when the part is not there or is not what its name says.</returns>
    public ReadOnlyMemory<byte>? Load(string hash)
    {
        string path = PartPath(hash);
        try
        {
            if (!File.Exists(path))
                return null;
            byte[] bytes = File.ReadAllBytes(path);
            if (SnapshotHash.OfPart(bytes) == hash)
                return bytes;
            Corrupt(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Unreadable(error, path);
        }

        return null;
    }

    public void Save(string hash, ReadOnlyMemory<byte> bytes) => Try(() =>
    {
        Write(partsPath, PartPath(hash), bytes.Span);
        // Of a snapshot that turns out to be unusable nothing is kept for long either.
        stored?.Add(hash);
    });

    /// <summary>Makes the served parts the ones that the next start begins with, and drops all others.</summary>
    public void Commit(GatewaySnapshot snapshot) => Try(() =>
    {
        HashSet<string>? before = stored;
        stored = null;
        SnapshotManifest manifest = new(snapshot.Revision, snapshot.ServedParts);
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(manifest, ProtocolJson.Options);
        if (!File.Exists(manifestPath) || !File.ReadAllBytes(manifestPath).AsSpan().SequenceEqual(bytes))
            Write(options.StateDirectory, manifestPath, bytes);
        HashSet<string> wanted = [.. snapshot.ServedParts.Select(part => part.Hash)];
        foreach (string hash in before ?? ReadFolder())
        {
            if (!wanted.Contains(hash) && Directory.Exists(partsPath))
                File.Delete(Path.Combine(partsPath, hash));
        }

        stored = wanted;
    });

    private IEnumerable<string> ReadFolder() => Directory.Exists(partsPath) ? Directory.GetFiles(partsPath).Select(path => Path.GetFileName(path)) : [];

    /// <summary>A hash comes from outside; only one of hex digits becomes a file name.</summary>
    private string PartPath(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(partsPath, hash)
        : throw new SnapshotContentException("A part's hash is not 64 lower-case hex digits.");

    private static void Write(string folder, string path, ReadOnlySpan<byte> bytes)
    {
        Directory.CreateDirectory(folder);
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (FileStream file = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            // Half a file on a full disk would only keep it full.
            File.Delete(temporary);
            throw;
        }
    }

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            NotWritten(error, options.StateDirectory);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Path} of the last good snapshot cannot be read; the gateway starts without it")]
    private partial void Unreadable(Exception error, string path);

    [LoggerMessage(2, LogLevel.Warning, "{Path} of the last good snapshot is corrupt (its content is not what its name says) and is ignored")]
    private partial void Corrupt(string path);

    [LoggerMessage(3, LogLevel.Warning, "The snapshot could not be written to {Folder}: it is served all the same, but a restart needs the control plane")]
    private partial void NotWritten(Exception error, string folder);
}
