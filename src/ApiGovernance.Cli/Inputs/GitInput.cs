using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Cli.Inputs;

/// <summary>A file as a git revision has it; references reach the files of the same revision.</summary>
internal sealed record GitInput(string Text, string Revision, string Path) : DocumentInput(Text)
{
    public override async Task<DocumentBundle> LoadAsync(Uri catalog, CancellationToken cancellationToken)
    {
        using GitObjects objects = new();
        string path = Path.Replace('\\', '/');
        // `REV:./path` is relative to the current folder, `REV:path` to the top of the repository; people mean what they see.
        string root = File.Exists(Path) || objects.Read($"{Revision}:{path}") is null ? "./" + path : path;
        byte[] bytes = objects.Read($"{Revision}:{root}") ?? throw new CommandRefusal(
            ExitCodes.DocumentUnreadable,
            $"git knows no {Text}: {await ReasonAsync(root, cancellationToken)}",
            "Give REVISION:PATH with a revision and a path that `git show` finds, inside a git repository.");
        string folder = root[..(root.LastIndexOf('/') + 1)];
        string name = root[folder.Length..];
        string shown = path[..^name.Length];
        // The cast matters: without it a file that the revision lacks would become an empty one (null bytes convert to empty memory)
        // and a dangling reference would go unseen.
        return DocumentBundle.Load(
            name,
            file => file == name ? bytes : objects.Read($"{Revision}:{folder}{file}") is { } part ? part : (ReadOnlyMemory<byte>?)null,
            shown: file => shown + file);
    }

    private async Task<string> ReasonAsync(string path, CancellationToken cancellationToken) =>
        (await GitObjects.RunAsync(["show", "--end-of-options", $"{Revision}:{path}"], cancellationToken)).Errors.Trim();
}
