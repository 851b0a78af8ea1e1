using System.CommandLine;
using ApiGovernance.Cli.Inputs;

namespace ApiGovernance.Cli.Audit;

/// <summary>Where the entries come from: the live catalog, a data folder or an export.</summary>
internal sealed class AuditSourceOptions
{
    private readonly Option<Uri> _catalog = CatalogConnection.Option();
    private readonly Option<string?> _data = new("--data") { Description = "The data folder of `serve` (SQLite), read as it is on the disk" };
    private readonly Option<string?> _file = new("--file") { Description = "What `audit export` has printed" };

    public void AddTo(Command command)
    {
        command.Options.Add(_catalog);
        command.Options.Add(_data);
        command.Options.Add(_file);
    }

    /// <exception cref="CommandRefusal">Two of them.</exception>
    public AuditSource Read(ParseResult parsed)
    {
        string? data = parsed.GetValue(_data);
        string? file = parsed.GetValue(_file);
        bool catalog = parsed.GetResult(_catalog) is { Implicit: false };
        if ((data is null ? 0 : 1) + (file is null ? 0 : 1) + (catalog ? 1 : 0) > 1)
            throw new CommandRefusal(ExitCodes.Usage, "--data, --file and --catalog-url each name a source.", "Give one of them.");
        return data is not null ? new FolderAudit(data)
            : file is not null ? new FileAudit(file)
            : new CatalogAudit(parsed.GetValue(_catalog)!);
    }
}
