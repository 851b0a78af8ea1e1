using ApiGovernance.Cli.Inputs;

namespace ApiGovernance.Cli.Lint;

/// <summary>
/// What the arguments of `lint` name: documents, folders of them and patterns (`apis/**/*.{yaml,json}`), each of the disk or of a git
/// revision. Every document once, in the order of the arguments.
/// </summary>
internal static class LintInputs
{
    // What tools put there is nobody's contract.
    private const string Packages = "node_modules";

    /// <exception cref="CommandRefusal">A folder or a pattern has no file.</exception>
    public static async Task<IReadOnlyList<LintInput>> ExpandAsync(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        List<LintInput> inputs = [];
        foreach (string argument in arguments)
            inputs.AddRange(await ExpandAsync(argument, stop));
        // One file in two spellings is one document.
        return [.. inputs.DistinctBy(input => input is DiskInput file ? Path.GetFullPath(file.File) : input.Name)];
    }

    /// <summary>The folders in which the arguments look for files, for who wants to know of new ones.</summary>
    public static IEnumerable<string> Folders(IReadOnlyList<string> arguments) => arguments
        .Where(argument => !File.Exists(argument))
        .SelectMany(BracePattern.Expand)
        .Select(argument => Directory.Exists(argument) ? argument : FilePattern.IsPattern(argument) ? new FilePattern(argument).Folder : null)
        .OfType<string>()
        .Select(folder => folder.Length == 0 ? "." : folder)
        .Where(Directory.Exists);

    private static async Task<IReadOnlyList<LintInput>> ExpandAsync(string argument, CancellationToken stop)
    {
        if (File.Exists(argument))
            return [new DiskInput(argument, null)];
        if (argument == StandardInput.Sign || argument.StartsWith(DocumentInput.CatalogPrefix, StringComparison.Ordinal))
            return [new NamedInput(DocumentInput.Parse(argument))];
        int colon = argument.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && !Path.IsPathRooted(argument) && !Directory.Exists(argument))
            return await OfGitAsync(argument, argument[..colon], argument[(colon + 1)..].Replace('\\', '/'), stop);
        bool isSet = Directory.Exists(argument) || FilePattern.IsPattern(argument) || BracePattern.Is(argument);
        if (!isSet)
            return [new DiskInput(argument, null)];
        LintInput[] found = [.. BracePattern.Expand(argument).SelectMany(OnDisk)];
        return found.Length > 0 ? found : throw Nothing(argument);
    }

    private static IEnumerable<LintInput> OnDisk(string text)
    {
        if (File.Exists(text))
            return [new DiskInput(text, null)];
        FilePattern? pattern = FilePattern.IsPattern(text) ? new FilePattern(text) : null;
        if (pattern is null && !Directory.Exists(text))
            return [];
        string folder = pattern?.Folder ?? text.TrimEnd('/', '\\').Replace('\\', '/') + "/";
        if (pattern is null && folder is "./")
            folder = "";
        string root = folder.Length == 0 ? "." : folder;
        if (!Directory.Exists(root))
            return [];
        return FolderFiles.Below(root)
            .Where(path => (pattern is null ? DocumentSet.MayBeDocument(path) : pattern.Matches(path)) && IsOwn(path, text))
            .Select(path => new DiskInput(folder + path, root) { IsFound = true });
    }

    private static async Task<IReadOnlyList<LintInput>> OfGitAsync(string argument, string revision, string path, CancellationToken stop)
    {
        FilePattern? pattern = FilePattern.IsPattern(path) ? new FilePattern(path) : null;
        string folder = (pattern?.Folder ?? path).TrimEnd('/');
        string? tree;
        using (GitObjects objects = new())
            tree = new[] { $"{revision}:./{folder}", $"{revision}:{folder}" }.Select(name => name.TrimEnd('/')).FirstOrDefault(objects.IsTree);
        if (tree is null)
            return pattern is null ? [new NamedInput(DocumentInput.Parse(argument))] : throw Nothing(argument);
        LintInput[] found =
        [
            .. (await GitTree.ListAsync(tree, stop)).Keys
                .Where(file => (pattern is null ? DocumentSet.MayBeDocument(file) : pattern.Matches(file)) && IsOwn(file, path))
                .Select(file => folder.Length == 0 ? file : $"{folder}/{file}")
                .Select(file => new NamedInput(new GitInput($"{revision}:{file}", revision, file)) { IsFound = true }),
        ];
        return found.Length > 0 ? found : throw Nothing(argument);
    }

    private static bool IsOwn(string path, string asked) =>
        asked.Contains(Packages, StringComparison.Ordinal) || !path.Split('/').Contains(Packages, StringComparer.Ordinal);

    private static CommandRefusal Nothing(string argument) =>
        new(ExitCodes.DocumentUnreadable, $"{argument} has no file.", "Give a folder with documents, or a pattern such as 'apis/**/*.yaml' in quotes.");
}
