namespace ApiGovernance.Cli.Inputs;

/// <summary>The files of a folder and of those below it.</summary>
internal static class FolderFiles
{
    // Hidden ones are git's and editors'; links may lead anywhere.
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        // A folder that cannot be read is an error, not an empty one.
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    /// <summary>Links to files, which are not followed: they may lead anywhere.</summary>
    public static IEnumerable<string> LinksBelow(string folder) => Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System })
        .Where(file => File.GetAttributes(file).HasFlag(FileAttributes.ReparsePoint))
        .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    /// <summary>Their paths from the folder with forward slashes, in order.</summary>
    /// <exception cref="CommandRefusal">One of the folders cannot be read.</exception>
    public static IEnumerable<string> Below(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, "*", Everything).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"{folder} cannot be read as a whole: {error.Message}", "Check the permissions of the folders in it.");
        }
    }
}
