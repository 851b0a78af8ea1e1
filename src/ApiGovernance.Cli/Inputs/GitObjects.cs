using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ApiGovernance.Cli.Inputs;

/// <summary>The files that git knows, by name (<c>HEAD~1:path</c>) or hash: one process for all questions.</summary>
internal sealed class GitObjects : IDisposable
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private readonly Process _process = Start(["cat-file", "--batch", "--follow-symlinks"], redirectInput: true);

    /// <summary>It answers no more, so that a null is no answer.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The bytes of a file; null when git has no file of that name, or is in no repository.</summary>
    public byte[]? Read(string name) => Ask(name) is { Type: "blob" } found ? found.Bytes : null;

    /// <summary>Whether it is a folder.</summary>
    public bool IsTree(string name) => Ask(name) is { Type: "tree" };

    private (string Type, byte[] Bytes)? Ask(string name)
    {
        // A question is a line.
        if (name.Contains('\n', StringComparison.Ordinal))
            return null;
        try
        {
            _process.StandardInput.BaseStream.Write(Utf8.GetBytes(name + "\n"));
            _process.StandardInput.BaseStream.Flush();
            // "<hash> <type> <size>", else "<name> missing" or the like; of a link that leads nowhere or out of the repository "<why> <size>".
            if (Line() is not { } line)
            {
                HasEnded = true;
                return null;
            }

            string[] answer = line.Split(' ');
            if (answer is not [.., { } type, { } size] || !int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int length))
                return null;
            byte[] bytes = new byte[length + 1];
            _process.StandardOutput.BaseStream.ReadExactly(bytes);
            return (type, bytes[..length]);
        }
        catch (IOException)
        {
            // It has ended: there is no repository here. Whoever asks finds out why.
            HasEnded = true;
            return null;
        }
    }

    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended before.
        }

        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Runs git once.</summary>
    public static async Task<(int ExitCode, byte[] Output, string Errors)> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using Process process = Start(arguments, redirectInput: false);
        using MemoryStream output = new();
        Task copied = process.StandardOutput.BaseStream.CopyToAsync(output, cancellationToken);
        string errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await copied;
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, output.ToArray(), errors);
    }

    private static Process Start(string[] arguments, bool redirectInput)
    {
        ProcessStartInfo start = new("git", arguments)
        {
            RedirectStandardInput = redirectInput,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Nobody is there to be asked for a password, where a partial clone has to fetch what it lacks.
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        try
        {
            Process process = Process.Start(start)!;
            // Nobody reads what a long-lived process complains of; a full pipe would stop it.
            if (redirectInput)
                process.BeginErrorReadLine();
            return process;
        }
        catch (Win32Exception)
        {
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, "git was not found.", "Install git, or give files instead of revisions.");
        }
    }

    /// <summary>Null at the end.</summary>
    private string? Line()
    {
        List<byte> line = [];
        int next = _process.StandardOutput.BaseStream.ReadByte();
        for (; next is not ('\n' or -1); next = _process.StandardOutput.BaseStream.ReadByte())
            line.Add((byte)next);
        return next == -1 ? null : Utf8.GetString([.. line]);
    }
}
