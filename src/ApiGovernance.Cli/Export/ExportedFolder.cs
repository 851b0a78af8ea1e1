using System.Text;
using System.Text.Json;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Cli.Output;

namespace ApiGovernance.Cli.Export;

/// <summary>The files of a catalog folder, gathered before any is written: an export that breaks off leaves nothing behind.</summary>
internal sealed class ExportedFolder(string directory)
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public IEnumerable<string> Paths => _files.Keys;

    /// <summary>A descriptor as YAML.</summary>
    public void AddDescriptor(string path, JsonElement descriptor)
    {
        using StringWriter text = new() { NewLine = "\n" };
        JsonPrinting.Write(JsonSerializer.SerializeToUtf8Bytes(descriptor, Protocol.ProtocolJson.Type<JsonElement>()), asYaml: true, text);
        Add(path, Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <returns>False when another text is at the path already.</returns>
    public bool Add(string path, ReadOnlyMemory<byte> content)
    {
        // A name comes from a server; nothing is written outside of the folder.
        string full = Path.GetFullPath(Path.Combine(directory, path));
        if (!full.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new CommandRefusal(ExitCodes.CatalogUnreachable, $"The catalog names the file `{path}`, which is outside of the folder.", "Is it a catalog? Nothing was written.");
        if (_files.TryGetValue(path, out byte[]? there))
            return there.AsSpan().SequenceEqual(content.Span);
        _files.Add(path, content.ToArray());
        return true;
    }

    /// <exception cref="CommandRefusal">A file is there already, or cannot be written.</exception>
    public void Write(bool overwrites)
    {
        string[] there = [.. _files.Keys.Where(path => File.Exists(Path.Combine(directory, path)))];
        if (there.Length > 0 && !overwrites)
        {
            throw new CommandRefusal(
                ExitCodes.Usage, $"{Path.Combine(directory, there[0])}{(there.Length > 1 ? $" and {there.Length - 1} other files are" : " is")} there already; nothing was written.",
                "Give a new folder.");
        }

        foreach ((string path, byte[] content) in _files)
        {
            string file = Path.Combine(directory, path);
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllBytes(file, content);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new CommandRefusal(ExitCodes.Usage, $"{file} cannot be written: {error.Message}", "Give a folder that can be written to; run the command again.");
            }
        }
    }
}
