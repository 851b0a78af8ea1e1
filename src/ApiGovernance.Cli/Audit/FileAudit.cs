using System.Runtime.CompilerServices;
using System.Text.Json;
using ApiGovernance.Cli.Inputs;
using ApiGovernance.Protocol.CatalogApi;

namespace ApiGovernance.Cli.Audit;

/// <summary>What <c>audit export</c> has printed: one JSON object a line.</summary>
internal sealed class FileAudit(string path) : AuditSource
{
    public override async IAsyncEnumerable<AuditEntry> Entries([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using StreamReader reader = Open();
        for (int line = 1; await reader.ReadLineAsync(cancellationToken) is { } text; line++)
        {
            if (text.Length > 0)
                yield return Entry(text, line);
        }
    }

    private StreamReader Open()
    {
        try
        {
            return new StreamReader(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"{path} cannot be read: {error.Message}", "Give the output of `apigov audit export`.");
        }
    }

    private AuditEntry Entry(string text, int line)
    {
        try
        {
            return AuditJson.Read(text);
        }
        catch (JsonException error)
        {
            throw new CommandRefusal(ExitCodes.DocumentUnreadable, $"{path}:{line} is no audit entry: {error.Message}", "Give the output of `apigov audit export` as it was.");
        }
    }
}
