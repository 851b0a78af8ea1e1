using ApiGovernance.Cli.Inputs;

namespace ApiGovernance.Cli.Output;

/// <summary>Where a command writes what it was asked for: a file, or standard output.</summary>
internal static class TextOutput
{
    /// <exception cref="CommandRefusal">The file cannot be written.</exception>
    public static void Write(string? file, Action<TextWriter> write)
    {
        if (file is null)
        {
            // The console's own writer goes to the system for every piece.
            using StreamWriter output = new(Console.OpenStandardOutput(), Console.Out.Encoding, 1 << 16);
            write(output);
            return;
        }

        try
        {
            using StreamWriter writer = new(file);
            write(writer);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusal(ExitCodes.Usage, $"The report cannot be written to {file}: {error.Message}", "Give a file in a folder that exists with --output FILE.");
        }
    }
}
