namespace ApiGovernance.Cli.Inputs;

/// <summary>The files of a folder and of those below it.</summary>
internal static class FolderFiles
{
    // Hidden ones are git's and editors'; links may lead anywhere.
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    /// <summary>Their paths from the folder with forward slashes, in order.</summary>
    public static IEnumerable<string> Below(string folder) => Directory.EnumerateFiles(folder, "*", Everything)
        .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);
}
