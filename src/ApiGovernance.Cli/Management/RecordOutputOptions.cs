using System.CommandLine;
using ApiGovernance.Cli.Inputs;

namespace ApiGovernance.Cli.Management;

/// <summary>`-o` and `--no-header` of the commands that show records.</summary>
internal sealed class RecordOutputOptions
{
    private readonly Option<string> _form;
    private readonly Option<bool> _noHeader = new("--no-header") { Description = "Leave the headings of the table out" };
    private readonly bool _hasTable;

    public RecordOutputOptions(IReadOnlyList<string> forms)
    {
        _hasTable = forms[0] == RecordOutput.Table;
        _form = ChoiceOption.Create("--output", forms[0], "How the answer is written", forms);
        _form.Aliases.Add("-o");
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_form);
        if (_hasTable)
            command.Options.Add(_noHeader);
    }

    public RecordOutput Read(ParseResult parsed) => new(parsed.GetValue(_form)!, HasHeader: !_hasTable || !parsed.GetValue(_noHeader));
}
