using System.Text;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Plan;

/// <summary>A catalog folder as it is sent: every YAML and JSON file in it, hidden ones left out.</summary>
internal static class FolderUpload
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="CommandRefusal">There is no such folder, or a file of it cannot be read.</exception>
    public static IReadOnlyList<FolderFile> Read(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw new CommandRefusal(
                ExitCodes.DocumentUnreadable, File.Exists(directory) ? $"{directory} is a file; a catalog is a folder." : $"There is no folder {Path.GetFullPath(directory)}.",
                "Give the catalog's folder, the one with apis/ and teams/.");
        }

        string[] paths =
        [
            .. Directory.EnumerateFiles(directory, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.System, IgnoreInaccessible = false })
                .Select(file => Path.GetRelativePath(directory, file).Replace('\\', '/'))
                .Where(path => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) && !path.Split('/').Any(part => part[0] == '.'))
                .Order(StringComparer.Ordinal),
        ];
        return paths.Length > 0
            ? [.. paths.Select(path => new FolderFile(path, Text(Path.Combine(directory, path))))]
            : throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"{directory} has no YAML or JSON files.", "Give the catalog's folder, the one with apis/ and teams/.");
    }

    private static string Text(string file)
    {
        try
        {
            return Strict.GetString(File.ReadAllBytes(file));
        }
        catch (DecoderFallbackException)
        {
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"{file} is not UTF-8.", "Save it as UTF-8; nothing was sent.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"{file} cannot be read: {error.Message}", "Check who may read it; nothing was sent.");
        }
    }
}
