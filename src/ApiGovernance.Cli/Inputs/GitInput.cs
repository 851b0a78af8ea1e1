using System.Diagnostics;
using ApiGovernance.OpenApi.Documents;

namespace ApiGovernance.Cli.Inputs;

/// <summary>A file as a git revision has it; references reach the files of the same revision.</summary>
internal sealed record GitInput(string Text, string Revision, string Path) : DocumentInput(Text)
{
    public override async Task<DocumentBundle> LoadAsync(Uri catalog, CancellationToken cancellationToken)
    {
        // `REV:./path` is relative to the current folder, `REV:path` to the top of the repository; people mean what they see.
        string root = File.Exists(Path) || !await ExistsAsync(Path, cancellationToken) ? "./" + Path : Path;
        byte[] bytes = await ShowAsync(root, cancellationToken) ?? throw new CommandRefusal(
            ExitCodes.DocumentUnreadable,
            $"git knows no {Text}: {await ReasonAsync(root, cancellationToken)}",
            "Give REVISION:PATH with a revision and a path that `git show` finds, inside a git repository.");
        string folder = System.IO.Path.GetDirectoryName(root) ?? "";
        string name = System.IO.Path.GetFileName(root);
        return DocumentBundle.Load(name, path => path == name ? bytes : Show(Combine(folder, path)));
    }

    private static string Combine(string folder, string path) => folder.Length == 0 ? path : $"{folder}/{path}";

    // The bundle asks synchronously, and a command has nothing else to do meanwhile. The cast matters: without it a file that the
    // revision lacks would become an empty one (null bytes convert to empty memory) and a dangling reference would go unseen.
    private ReadOnlyMemory<byte>? Show(string path) =>
        Run(path, CancellationToken.None).GetAwaiter().GetResult() is { ExitCode: 0 } shown ? shown.Output : (ReadOnlyMemory<byte>?)null;

    private async Task<byte[]?> ShowAsync(string path, CancellationToken cancellationToken) =>
        await Run(path, cancellationToken) is { ExitCode: 0 } shown ? shown.Output : null;

    private async Task<bool> ExistsAsync(string path, CancellationToken cancellationToken) => (await Run(path, cancellationToken)).ExitCode == 0;

    private async Task<string> ReasonAsync(string path, CancellationToken cancellationToken) => (await Run(path, cancellationToken)).Errors.Trim();

    private async Task<(int ExitCode, byte[] Output, string Errors)> Run(string path, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new("git", ["show", $"{Revision}:{path}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, "git was not found.", "Install git, or give files instead of revisions.");
        }

        using (process)
        {
            using MemoryStream output = new();
            Task copied = process.StandardOutput.BaseStream.CopyToAsync(output, cancellationToken);
            string errors = await process.StandardError.ReadToEndAsync(cancellationToken);
            await copied;
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, output.ToArray(), errors);
        }
    }
}
