using System.CommandLine;
using ApiGovernance.Cli.Inputs;

namespace ApiGovernance.Cli.Output;

/// <summary>How a command prints a document.</summary>
internal sealed class PrintOptions
{
    private readonly Option<string> _format = ChoiceOption.Create("--format", "yaml", "What to write", ["yaml", "json"]);
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Write to this file instead of standard output" };

    public PrintOptions() => _format.Aliases.Add("-f");

    public void AddTo(Command command)
    {
        command.Options.Add(_format);
        command.Options.Add(_output);
    }

    /// <param name="json">UTF-8.</param>
    public void Write(ParseResult parsed, ReadOnlyMemory<byte> json) =>
        TextOutput.Write(parsed.GetValue(_output), writer => JsonPrinting.Write(json, parsed.GetValue(_format) == "yaml", writer));
}
