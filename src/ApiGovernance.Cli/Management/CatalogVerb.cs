using System.CommandLine;
using ApiGovernance.Cli.Inputs;

namespace ApiGovernance.Cli.Management;

/// <summary>Makes the commands that talk to the live catalog: each has its address, and how its answer is written.</summary>
internal static class CatalogVerb
{
    private const string ReasonHeader = "Audit-Reason";

    /// <summary>A command that reads.</summary>
    public static Command Reads(string name, string description, IReadOnlyList<string> forms, IReadOnlyList<Symbol> symbols, Func<CatalogCall, Task<int>> run) =>
        Create(name, description, forms, symbols, null, run);

    /// <summary>A command that changes something, for a reason that the audit keeps.</summary>
    public static Command Changes(string name, string description, IReadOnlyList<Symbol> symbols, Func<CatalogCall, Task<int>> run, IReadOnlyList<string>? forms = null) =>
        Create(name, description, forms ?? RecordOutput.OfAction, symbols, new Option<string?>("--why") { Description = "Why, for the audit" }, run);

    private static Command Create(
        string name, string description, IReadOnlyList<string> forms, IReadOnlyList<Symbol> symbols, Option<string?>? why, Func<CatalogCall, Task<int>> run)
    {
        Command command = new(name, description);
        foreach (Symbol symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Arguments.Add(argument);
            else
                command.Options.Add((Option)symbol);
        }

        if (why is not null)
            command.Options.Add(why);
        RecordOutputOptions output = new(forms);
        output.AddTo(command);
        Option<Uri> catalog = CatalogConnection.Option();
        command.Options.Add(catalog);
        command.SetAction((parsed, stop) => CommandRefusal.GuardAsync(async () =>
        {
            Uri address = parsed.GetValue(catalog)!;
            using HttpClient http = CatalogConnection.Open(address);
            if (why is not null && parsed.GetValue(why) is { Length: > 0 } reason)
                http.DefaultRequestHeaders.TryAddWithoutValidation(ReasonHeader, reason.ReplaceLineEndings(" "));
            return await run(new CatalogCall(parsed, address, http, output.Read(parsed), stop));
        }));
        return command;
    }
}
